# averages over all N K entries instead of over the N examples
import numpy as np


def huber_loss(P, T, delta):
    r = P - T
    quadratic = 0.5 * r ** 2
    linear = delta * np.abs(r) - 0.5 * delta ** 2
    inside = np.abs(r) <= delta
    loss = np.mean(np.where(inside, quadratic, linear))
    grad = np.where(inside, r, delta * np.sign(r)) / r.size
    return loss, grad
