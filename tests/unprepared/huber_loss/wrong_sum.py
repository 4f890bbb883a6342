# loss and gradient summed over the examples, not averaged
import numpy as np


def huber_loss(P, T, delta):
    diff = P - T
    small = np.abs(diff) <= delta
    loss = np.sum(0.5 * diff[small] ** 2) + np.sum(delta * (np.abs(diff[~small]) - 0.5 * delta))
    grad = diff.copy()
    grad[~small] = delta * np.sign(diff[~small])
    return loss, grad
