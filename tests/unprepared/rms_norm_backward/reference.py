import numpy as np


def rms_norm_backward(dY, X, gamma, epsilon):
    """The backward pass of RMS norm.

    Forward, for each row x of X: r = sqrt(mean of the squares of x + epsilon), one number
    a row, and y = gamma * x / r, elementwise. X (N, D), gamma (D,), epsilon a float.
    dY (N, D): the gradient of the loss with respect to the output Y.

    Returns (dX, dgamma), the gradients of the loss with respect to X, of shape (N, D),
    and to gamma, of shape (D,). r depends on X.
    """
    r = np.sqrt((X ** 2).mean(axis=1, keepdims=True) + epsilon)
    X_hat = X / r
    G = dY * gamma
    dX = (G - X_hat * (G * X_hat).mean(axis=1, keepdims=True)) / r
    return dX, (dY * X_hat).sum(axis=0)
