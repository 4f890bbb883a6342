def draw(rng):
    N, D = rng.choice([3, 4, 5, 6, 7, 8], size=2, replace=False)
    X = rng.normal(size=(N, D)) * rng.uniform(0.5, 2.0, size=D) + rng.normal(size=D)
    gamma = rng.uniform(0.5, 2.0, size=D)
    beta = rng.normal(size=D)
    running_mean = rng.normal(size=D)
    running_var = rng.uniform(0.5, 3.0, size=D)
    momentum = float(rng.uniform(0.6, 0.95))
    epsilon = float(rng.uniform(0.05, 0.3))
    return X, gamma, beta, running_mean, running_var, momentum, epsilon
