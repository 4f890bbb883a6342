# the straight part lacks minus delta / 2, so the loss jumps at delta
import numpy as np


def huber_loss(P, T, delta):
    N = P.shape[0]
    loss = 0
    for p, t in zip(P, T):
        for e in p - t:
            if np.abs(e) <= delta:
                loss += 0.5 * e ** 2
            else:
                loss += delta * np.abs(e)
    grad = np.clip(P - T, -delta, delta)
    return loss / N, grad / N
