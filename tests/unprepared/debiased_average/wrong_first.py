# the average starts from the first vector instead of from zeros
import numpy as np


def debiased_average(X, beta):
    m = X[0]
    M = []
    for t in range(1, len(X) + 1):
        m = beta * m + (1 - beta) * X[t - 1]
        M.append(m / (1 - beta ** t))
    return np.array(M)
