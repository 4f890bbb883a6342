import numpy as np


def draw(rng):
    N, M, D = rng.choice(np.arange(3, 8), size=3, replace=False)
    A = rng.standard_normal((N, D)) + 0.5
    B = 1.5 * rng.standard_normal((M, D))
    return A, B
