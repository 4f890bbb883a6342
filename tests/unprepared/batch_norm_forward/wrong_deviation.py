# the running variance averages the standard deviation instead of the variance
import numpy as np


def batch_norm_forward(X, gamma, beta, running_mean, running_var, momentum, epsilon):
    mu = X.mean(axis=0)
    s = np.sqrt(X.var(axis=0) + epsilon)
    X_hat = (X - mu) / s
    new_mean = momentum * running_mean + (1 - momentum) * mu
    new_var = momentum * running_var + (1 - momentum) * s
    return gamma * X_hat + beta, new_mean, new_var
