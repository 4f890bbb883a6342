# epsilon added to the standard deviation, outside the square root
import numpy as np


def batch_norm_forward(X, gamma, beta, running_mean, running_var, momentum, epsilon):
    N = len(X)
    mu = X.sum(axis=0) / N
    centred = X - mu
    var = (centred ** 2).sum(axis=0) / N
    std = np.sqrt(var)
    X_hat = centred / (std + epsilon)
    return (gamma * X_hat + beta,
            momentum * running_mean + (1 - momentum) * mu,
            momentum * running_var + (1 - momentum) * var)
