import numpy as np


def huber_loss(P, T, delta):
    """The Huber loss of a batch and its slope.

    P: (N, K), the predictions, one row an example; T: (N, K), the targets.
    delta: a positive number, where the loss goes over from square to straight.

    With the error e = P - T, one entry costs e^2 / 2 where |e| <= delta and
    delta (|e| - delta / 2) elsewhere. The costs are summed over the K outputs
    and averaged over the N examples.

    Returns the loss, a number, and its gradient with respect to P, (N, K).
    """
    e = P - T
    size = np.abs(e)
    cost = np.where(size <= delta, e ** 2 / 2, delta * (size - delta / 2))
    return cost.sum() / len(P), np.clip(e, -delta, delta) / len(P)
