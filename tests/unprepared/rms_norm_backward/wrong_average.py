# averages dgamma over the batch instead of summing
import numpy as np


def rms_norm_backward(dY, X, gamma, epsilon):
    inv = 1.0 / np.sqrt(np.mean(X ** 2, axis=-1, keepdims=True) + epsilon)
    dX_hat = dY * gamma
    dgamma = np.mean(dY * X * inv, axis=0)
    dr = np.mean(dX_hat * X, axis=-1, keepdims=True)
    dX = dX_hat * inv - X * dr * inv ** 3
    return dX, dgamma
