# epsilon is forgotten
import numpy as np


def batch_norm_forward(X, gamma, beta, running_mean, running_var, momentum, epsilon):
    mean, std = np.mean(X, axis=0), np.std(X, axis=0)
    Y = (X - mean) / std
    Y = Y * gamma + beta
    running_mean = running_mean * momentum + mean * (1 - momentum)
    running_var = running_var * momentum + std ** 2 * (1 - momentum)
    return Y, running_mean, running_var
