"""Chapter 07: wrong answers that students give, and unusual right ones."""

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array

# largest_stable_learning_rate


@wrong(
    "largest_stable_learning_rate",
    hint="By which factor does a step change the distance to the minimum, and when is "
    "that factor -1?",
)
def took_the_best_rate_for_the_largest(H: Array) -> object:
    """You give the rate at which the steepest direction is done in one step."""
    return 1.0 / np.linalg.eigvalsh(H)[-1]


@wrong(
    "largest_stable_learning_rate",
    hint="Along which direction does descent run away first, the flat or the steep?",
)
def took_the_flattest_direction(H: Array) -> object:
    """You divide by the smallest eigenvalue, but the steepest direction decides."""
    return 2.0 / np.linalg.eigvalsh(H)[0]


@wrong(
    "largest_stable_learning_rate",
    hint="What is the largest curvature of all directions, not only of the axes?",
)
def looked_along_the_axes(H: Array) -> object:
    """You take the largest element of the diagonal, the curvature along an axis."""
    return 2.0 / np.diag(H).max()


@wrong(
    "largest_stable_learning_rate",
    hint="Do the curvatures of all directions add up in the condition?",
)
def added_the_curvatures(H: Array) -> object:
    """You divide by the sum of all eigenvalues instead of the largest."""
    return 2.0 / np.trace(H)


@wrong(
    "largest_stable_learning_rate",
    hint="Which norm of a symmetric matrix is its largest eigenvalue?",
)
def took_the_norm_of_all_elements(H: Array) -> object:
    """You divide by the root of the sum of all squares of the matrix."""
    return 2.0 / np.linalg.norm(H)


@wrong(
    "largest_stable_learning_rate",
    hint="With a steeper valley, should the learning rate be larger or smaller?",
)
def turned_the_fraction_over(H: Array) -> object:
    """You give half of the largest eigenvalue, which is the fraction upside down."""
    return np.linalg.eigvalsh(H)[-1] / 2.0


@wrong(
    "largest_stable_learning_rate",
    hint="Is the largest row sum an eigenvalue, or only a bound on them?",
)
def took_a_bound_for_the_eigenvalue(H: Array) -> object:
    """You divide by the largest row sum, which is a bound on the eigenvalues."""
    return 2.0 / np.abs(H).sum(axis=1).max()


@wrong(
    "largest_stable_learning_rate",
    hint="At your rate, by which factor does a step change each direction?",
)
def took_the_fastest_rate(H: Array) -> object:
    """You give the rate that is fastest, at which no direction runs away yet."""
    values = np.linalg.eigvalsh(H)
    return 2.0 / (values[0] + values[-1])


@wrong(
    "largest_stable_learning_rate",
    hint="With a steeper valley, should the learning rate be larger or smaller?",
)
def gave_the_curvature(H: Array) -> object:
    """You give the largest eigenvalue itself and not the rate."""
    return np.linalg.eigvalsh(H)[-1]


@wrong(
    "largest_stable_learning_rate",
    hint="Is the 2 of the equation above the fraction line or below it?",
)
def divided_where_two_stands(H: Array) -> object:
    """You have the 2 of the equation below the line with the eigenvalue."""
    return 1.0 / (2.0 * np.linalg.eigvalsh(H)[-1])


@wrong(
    "largest_stable_learning_rate",
    hint="Which of your rates is small enough for every direction?",
)
def gave_a_rate_for_each_direction(H: Array) -> object:
    """You give a rate for each eigenvalue, but one rate serves all directions."""
    return 2.0 / np.linalg.eigvalsh(H)


@wrong(
    "largest_stable_learning_rate",
    hint="Is it the matrix whose eigenvalue you take, or a product with itself?",
)
def squared_the_curvature(H: Array) -> object:
    """You divide by the square of the largest eigenvalue."""
    return 2.0 / np.linalg.eigvalsh(H @ H)[-1]


@wrong(
    "largest_stable_learning_rate",
    hint="Along which direction does descent run away first?",
)
def averaged_the_curvatures(H: Array) -> object:
    """You divide by the mean of the eigenvalues, but the steepest direction decides."""
    return 2.0 / np.linalg.eigvalsh(H).mean()


@wrong(
    "largest_stable_learning_rate",
    hint="In which order does NumPy give the eigenvalues of your matrix?",
)
def took_the_first_eigenvalue(H: Array) -> object:
    """You take the first eigenvalue of eigvals, which gives them in no order."""
    return 2.0 / np.linalg.eigvals(H)[0]


@right("largest_stable_learning_rate")
def by_power_iteration(H: Array) -> object:
    """Square the matrix again and again until the steepest direction is left."""
    power = H / np.trace(H)
    for _ in range(40):
        power = power @ power
        power = power / np.trace(power)
    v = power @ np.ones(len(H))
    return float(2.0 * (v @ v) / (v @ H @ v))


@right("largest_stable_learning_rate")
def by_singular_values(H: Array) -> object:
    """Take the largest singular value, which is the same for such a matrix."""
    return 2.0 / np.linalg.svd(H, compute_uv=False).max()
