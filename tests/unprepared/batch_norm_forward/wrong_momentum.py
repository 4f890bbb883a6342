# momentum weighs the batch's statistics instead of the old running averages
import numpy as np


def batch_norm_forward(X, gamma, beta, running_mean, running_var, momentum, epsilon):
    batch_mean = np.mean(X, axis=0)
    batch_var = np.var(X, axis=0)
    normalized = (X - batch_mean) / np.sqrt(batch_var + epsilon)
    running_mean = running_mean + momentum * (batch_mean - running_mean)
    running_var = running_var + momentum * (batch_var - running_var)
    return normalized * gamma + beta, running_mean, running_var
