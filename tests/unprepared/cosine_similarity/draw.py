def draw(rng):
    M, N, D = rng.choice([3, 4, 5, 6, 7, 8], size=3, replace=False)
    A = rng.normal(size=(M, D)) * rng.uniform(0.5, 2.0, size=(M, 1))
    B = rng.normal(size=(N, D)) * rng.uniform(0.5, 2.0, size=(N, 1))
    epsilon = float(rng.uniform(0.1, 0.5))
    return A, B, epsilon
