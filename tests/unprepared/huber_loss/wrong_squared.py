# compares the squared error with delta instead of the error's size
import numpy as np


def huber_loss(P, T, delta):
    N = len(T)
    D = P - T
    sq = D ** 2
    small = sq <= delta
    cost = delta * (np.sqrt(sq) - delta / 2)
    cost[small] = sq[small] / 2
    grad = delta * np.sign(D)
    grad[small] = D[small]
    return np.sum(cost) / N, grad / N
