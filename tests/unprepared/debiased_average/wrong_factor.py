# the factor 1 - beta of the new vector is missing
import numpy as np


def debiased_average(X, beta):
    S = np.zeros(X.shape)
    running = np.zeros(X.shape[1])
    for k in range(X.shape[0]):
        running *= beta
        running += X[k]
        S[k] = running / (1 - beta ** (k + 1))
    return S
