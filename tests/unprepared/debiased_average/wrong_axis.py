# runs along the D numbers of each vector (axis 1) instead of along time
import numpy as np


def debiased_average(X, beta):
    T, D = X.shape
    M = np.zeros((T, D))
    m = np.zeros(T)
    for d in range(D):
        m = beta * m + (1 - beta) * X[:, d]
        M[:, d] = m / (1 - beta ** (d + 1))
    return M
