# dgamma from X itself, not from the normalized X
import numpy as np


def rms_norm_backward(dY, X, gamma, epsilon):
    ms = np.mean(np.square(X), axis=1, keepdims=True) + epsilon
    dgamma = np.sum(dY * X, axis=0)
    dXn = dY * gamma
    dms = np.sum(dXn * X, axis=1, keepdims=True) * (-0.5) * ms ** (-1.5)
    dX = dXn / np.sqrt(ms) + dms * 2 * X / X.shape[1]
    return dX, dgamma
