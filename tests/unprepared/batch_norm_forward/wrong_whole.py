# one mean and one variance of the whole batch, not one of each feature
import numpy as np


def batch_norm_forward(X, gamma, beta, running_mean, running_var, momentum, epsilon):
    m = np.mean(X)
    v = np.var(X)
    Y = (X - m) / np.sqrt(v + epsilon) * gamma + beta
    running_mean = momentum * running_mean + (1 - momentum) * m
    running_var = momentum * running_var + (1 - momentum) * v
    return Y, running_mean, running_var
