"""Unusual right answers to the exercises of the module learning_rate."""

from collections.abc import Callable

import numpy as np

from autograder.alternatives.model import right
from solutions import Array

Gradient = Callable[[Array], Array]


@right("largest_stable_learning_rate")
def by_singular_values(H: Array) -> object:
    """Take the largest singular value, which is the same for such a matrix."""
    return 2.0 / np.linalg.svd(H, compute_uv=False).max()


@right("largest_stable_learning_rate")
def by_power_iteration(H: Array) -> object:
    """Square the matrix again and again until the steepest direction is left."""
    power = H / np.trace(H)
    for _ in range(40):
        power = power @ power
        power = power / np.trace(power)
    return float(2.0 * np.trace(power) / np.trace(power @ H))


@right("predict_descent")
def by_squaring_again_and_again(
    eta: float, lmbda: Array, theta0: Array, t: int
) -> object:
    """Square the factor for each binary digit of t."""
    result, factor = theta0.copy(), 1.0 - eta * lmbda
    if t < 0:
        t, factor = -t, 1.0 / factor
    while t:
        if t % 2:
            result = result * factor
        factor, t = factor * factor, t // 2
    return result


@right("predict_descent")
def one_parameter_after_the_other(
    eta: float, lmbda: Array, theta0: Array, t: int
) -> object:
    """Let Python's own powers do each parameter by itself."""
    pairs = zip(lmbda.tolist(), theta0.tolist(), strict=True)
    return np.array([start * (1.0 - eta * h) ** t for h, start in pairs])


@right("curvature_by_power_iteration")
def by_the_largest_component(
    gradient: Gradient, theta: Array, rng: np.random.Generator
) -> object:
    """Read the curvature off the component that counts most."""
    v = rng.choice([-1.0, 1.0], len(theta)) * rng.uniform(0.5, 1.0, len(theta))
    for _ in range(60):
        v = v / np.sqrt(np.sum(v**2))
        Hv = 50.0 * (gradient(theta + 0.01 * v) - gradient(theta - 0.01 * v))
        k = np.argmax(np.abs(v))
        curvature, v = Hv[k] / v[k], Hv
    return curvature


@right("curvature_by_power_iteration")
def with_a_length_of_its_own(
    gradient: Gradient, theta: Array, rng: np.random.Generator
) -> object:
    """Keep the direction as short as the step, and divide by its square at the end."""
    push = rng.uniform(-1.0, 1.0, len(theta))
    push *= 0.01 / np.sqrt(push @ push)
    for _ in range(60):
        change = (gradient(theta + push) - gradient(theta - push)) / 2.0
        curvature = push @ change / (push @ push)
        push = change * (0.01 / np.sqrt(change @ change))
    return curvature
