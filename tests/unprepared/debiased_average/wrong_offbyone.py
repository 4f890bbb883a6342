# the correction's power is one too high: t counts from 1 and 1 is added again
import numpy as np


def debiased_average(X, beta):
    T, D = X.shape
    M = np.zeros((T, D))
    v = np.zeros(D)
    for t in range(1, T + 1):
        v = beta * v + (1 - beta) * X[t - 1]
        M[t - 1] = v / (1 - beta ** (t + 1))
    return M
