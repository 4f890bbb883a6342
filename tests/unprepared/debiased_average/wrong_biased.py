# the start is not corrected: no division by 1 - beta^t
import numpy as np


def debiased_average(X, beta):
    M = np.zeros_like(X)
    M[0] = (1 - beta) * X[0]
    for t in range(1, len(X)):
        M[t] = beta * M[t - 1] + (1 - beta) * X[t]
    return M
