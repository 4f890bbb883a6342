# the corrected average is carried on to the next time instead of the uncorrected one
import numpy as np


def debiased_average(X, beta):
    m = 0
    results = []
    for t, x in enumerate(X):
        m = beta * m + (1 - beta) * x
        m = m / (1 - beta ** (t + 1))
        results.append(m)
    return np.stack(results)
