# normalizes with the updated running averages instead of the batch's own statistics
import numpy as np


def batch_norm_forward(X, gamma, beta, running_mean, running_var, momentum, epsilon):
    running_mean = momentum * running_mean + (1 - momentum) * X.mean(axis=0)
    running_var = momentum * running_var + (1 - momentum) * X.var(axis=0)
    X_hat = (X - running_mean) / np.sqrt(running_var + epsilon)
    Y = gamma * X_hat + beta
    return Y, running_mean, running_var
