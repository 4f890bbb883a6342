# the variance divides by N - 1 instead of N
import numpy as np


def batch_norm_forward(X, gamma, beta, running_mean, running_var, momentum, epsilon):
    n = X.shape[0]
    m = X.mean(0)
    diff = X - m
    v = np.sum(diff * diff, axis=0) / (n - 1)
    out = beta + gamma * diff / np.sqrt(v + epsilon)
    return out, momentum * running_mean + (1 - momentum) * m, momentum * running_var + (1 - momentum) * v
