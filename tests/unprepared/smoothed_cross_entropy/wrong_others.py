# spreads alpha over the K - 1 wrong classes only
import numpy as np


def smoothed_cross_entropy(Z, Y, alpha):
    N, K = Z.shape
    total = 0.0
    for n in range(N):
        z = Z[n] - Z[n].max()
        logp = z - np.log(np.exp(z).sum())
        for k in range(K):
            if Y[n, k] == 1:
                t = 1 - alpha
            else:
                t = alpha / (K - 1)
            total -= t * logp[k]
    return total / N
