# returns the last average only, (D,), instead of the one after each time
import numpy as np


def debiased_average(X, beta):
    T = len(X)
    weights = (1 - beta) * beta ** np.arange(T - 1, -1, -1)
    return weights @ X / (1 - beta ** T)
