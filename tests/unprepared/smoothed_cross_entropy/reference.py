import numpy as np


def smoothed_cross_entropy(Z, Y, alpha):
    """Softmax cross-entropy with label smoothing.

    Z (N, K): the scores, one example a row. Y (N, K): the labels, each row one-hot.
    alpha: a float between 0 and 1. The target of an example is the mixture that gives
    weight 1 - alpha to its label and spreads alpha evenly over all K classes (the right
    one too). The probabilities are the softmax of each row of Z.

    Returns a float: the cross-entropy of target and probabilities (natural logarithm),
    averaged over the N examples. Large scores must not overflow.
    """
    shifted = Z - Z.max(axis=1, keepdims=True)
    log_P = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    T = (1 - alpha) * Y + alpha / Z.shape[1]
    return -(T * log_P).sum(axis=1).mean()
