import numpy as np


def draw(rng):
    N, D = rng.choice(np.arange(3, 8), size=2, replace=False)
    X = 1.5 * rng.standard_normal((N, D)) + 0.5
    dY = rng.standard_normal((N, D))
    gamma = rng.uniform(0.5, 2.0, size=D)
    epsilon = float(rng.uniform(0.1, 0.5))
    return dY, X, gamma, epsilon
