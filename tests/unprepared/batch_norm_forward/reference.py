import numpy as np


def batch_norm_forward(X, gamma, beta, running_mean, running_var, momentum, epsilon):
    """Batch normalization's forward pass, in training.

    X: (N, D), a batch of N examples with D features each.
    gamma, beta: (D,), the scale and the shift of each feature.
    running_mean, running_var: (D,), the averages kept so far, for use after training.
    momentum: a number between 0 and 1, the share of the old running averages that is kept.
    epsilon: a small positive number, added to the variance under the square root.

    Each feature is normalized with its own mean and variance over the batch (the
    variance divides by N), then scaled by gamma and shifted by beta. The running
    averages move towards the batch's mean and variance.

    Returns Y (N, D), the new running mean (D,) and the new running variance (D,).
    """
    mean = X.mean(axis=0)
    var = X.var(axis=0)
    Y = gamma * (X - mean) / np.sqrt(var + epsilon) + beta
    new_mean = momentum * running_mean + (1 - momentum) * mean
    new_var = momentum * running_var + (1 - momentum) * var
    return Y, new_mean, new_var
