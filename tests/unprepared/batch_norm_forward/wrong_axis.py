# mean and variance over the features of each example (axis 1) instead of over the batch
import numpy as np


def batch_norm_forward(X, gamma, beta, running_mean, running_var, momentum, epsilon):
    mu = np.mean(X, axis=1, keepdims=True)
    sigma2 = np.mean((X - mu) ** 2, axis=1, keepdims=True)
    X_hat = (X - mu) / np.sqrt(sigma2 + epsilon)
    running_mean = momentum * running_mean + (1 - momentum) * mu
    running_var = momentum * running_var + (1 - momentum) * sigma2
    return gamma * X_hat + beta, running_mean, running_var
