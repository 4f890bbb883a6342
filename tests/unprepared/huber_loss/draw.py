import numpy as np


def draw(rng):
    N, K = rng.choice([3, 4, 5, 6, 7], size=2, replace=False)
    delta = float(rng.uniform(0.35, 0.7))
    # small, middling and large errors of either sign, so that each branch is met
    size = delta * rng.uniform(0.2, 4.0, size=N * K)
    size[:6] = delta * np.array([0.3, 0.7, 1.1, 1.15, 2.5, 3.5]) * rng.uniform(0.95, 1.05, size=6)
    sign = np.where(rng.random(N * K) < 0.5, -1.0, 1.0)
    sign[:6] = [1.0, -1.0, 1.0, -1.0, 1.0, -1.0]
    e = rng.permutation(size * sign).reshape(N, K)
    T = rng.normal(size=(N, K))
    return T + e, T, delta
