import numpy as np


def debiased_average(X, beta):
    """The exponential moving average of a sequence, its start corrected.

    X: (T, D), a vector of D numbers at each of the times 1, 2, ..., T (row 0 is time 1).
    beta: a number between 0 and 1, the share of the old average that is kept.

    The average starts from zeros; at each time beta times the old average plus
    1 - beta times the new vector is the new one. As it starts from zeros it is too
    small at first: what comes out at time t is the average divided by 1 - beta^t.
    The correction is for what comes out only; the average itself goes on uncorrected.

    Returns M (T, D), the corrected average after each time.
    """
    M = np.zeros(X.shape)
    m = np.zeros(X.shape[1])
    for t, x in enumerate(X, start=1):
        m = beta * m + (1 - beta) * x
        M[t - 1] = m / (1 - beta ** t)
    return M
