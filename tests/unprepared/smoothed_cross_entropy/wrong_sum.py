# sums over the examples, no average
import numpy as np


def smoothed_cross_entropy(Z, Y, alpha):
    loss = 0
    K = Z.shape[1]
    for z, y in zip(Z, Y):
        e = np.exp(z - np.max(z))
        p = e / np.sum(e)
        q = (1 - alpha) * y + alpha / K
        loss += -np.dot(q, np.log(p))
    return loss
