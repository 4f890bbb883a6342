def draw(rng):
    T, D = rng.choice([3, 4, 5, 6, 7, 8], size=2, replace=False)
    X = rng.normal(size=(T, D)) + rng.normal(size=D)
    beta = float(rng.uniform(0.6, 0.95))
    return X, beta
