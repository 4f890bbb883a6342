import numpy as np


def draw(rng):
    N, K = rng.choice(np.arange(3, 9), size=2, replace=False)
    Z = 2 * rng.standard_normal((N, K))
    Y = np.eye(K)[rng.integers(K, size=N)]
    alpha = float(rng.uniform(0.1, 0.4))
    return Z, Y, alpha
