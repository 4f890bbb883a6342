# alpha and 1 - alpha the wrong way round
import numpy as np


def smoothed_cross_entropy(Z, Y, alpha):
    N, K = Z.shape
    S = Z - np.max(Z, axis=1)[:, None]
    logZ = np.log(np.exp(S).sum(axis=1))
    hard = np.mean(logZ - (Y * S).sum(axis=1))
    uniform = np.mean(logZ - S.mean(axis=1))
    return alpha * hard + (1 - alpha) * uniform
