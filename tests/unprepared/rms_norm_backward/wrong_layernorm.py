# layer norm's backward: subtracts the mean of the gradient too
import numpy as np


def rms_norm_backward(dY, X, gamma, epsilon):
    r = np.sqrt(np.mean(X ** 2, axis=1, keepdims=True) + epsilon)
    xhat = X / r
    dxhat = dY * gamma
    m1 = np.mean(dxhat, axis=1, keepdims=True)
    m2 = np.mean(dxhat * xhat, axis=1, keepdims=True)
    return (dxhat - m1 - xhat * m2) / r, np.sum(dY * xhat, axis=0)
