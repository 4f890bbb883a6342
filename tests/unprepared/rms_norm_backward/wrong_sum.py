# sums over the features in the correction, forgetting the 1 / D of the mean
import numpy as np


def rms_norm_backward(dY, X, gamma, epsilon):
    dX = np.zeros_like(X)
    dgamma = np.zeros_like(gamma)
    for i in range(X.shape[0]):
        x = X[i]
        r = np.sqrt(np.mean(x ** 2) + epsilon)
        g = dY[i] * gamma
        dgamma += dY[i] * x / r
        dX[i] = g / r - x * np.dot(g, x) / r ** 3
    return dX, dgamma
