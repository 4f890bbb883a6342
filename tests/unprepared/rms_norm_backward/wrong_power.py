# derivative of 1 / r taken as -1 / r: correction over r squared, not r cubed
import numpy as np


def rms_norm_backward(dY, X, gamma, epsilon):
    n_features = X.shape[1]
    r = np.sqrt((X ** 2).sum(axis=1) / n_features + epsilon)[:, np.newaxis]
    upstream = gamma * dY
    direct = upstream / r
    through_r = -X / n_features * (upstream * X).sum(axis=1)[:, np.newaxis] / r ** 2
    dgamma = (dY * (X / r)).sum(axis=0)
    return direct + through_r, dgamma
