# the gradient of the straight part is delta without the error's sign
import numpy as np


def huber_loss(P, T, delta):
    n = P.shape[0]
    error = P - T
    mask = np.abs(error) <= delta
    square = error ** 2 / 2
    straight = delta * (np.abs(error) - delta / 2)
    loss = (mask * square + (1 - mask) * straight).sum() / n
    grad = (mask * error + (1 - mask) * delta) / n
    return loss, grad
