"""Chapter 07: the mistakes of the bank, written a second time."""

import numpy as np

from tests.twins.model import combination, twin


def values(H):
    return sorted(np.linalg.eigvals(H).real)


@twin("largest_stable_learning_rate", "took_the_best_rate_for_the_largest")
def _(H):
    return 1 / values(H)[-1]


@twin("largest_stable_learning_rate", "took_the_flattest_direction")
def _(H):
    return 2 / values(H)[0]


@twin("largest_stable_learning_rate", "looked_along_the_axes")
def _(H):
    return min(2 / H[i, i] for i in range(len(H)))


@twin("largest_stable_learning_rate", "added_the_curvatures")
def _(H):
    return 2 / sum(values(H))


@twin("largest_stable_learning_rate", "took_the_norm_of_all_elements")
def _(H):
    return 2 / sum(h * h for h in H.flat) ** 0.5


@twin("largest_stable_learning_rate", "turned_the_fraction_over")
def _(H):
    return values(H)[-1] * 0.5


@twin("largest_stable_learning_rate", "took_a_bound_for_the_eigenvalue")
def _(H):
    return 2 / max(sum(map(abs, row)) for row in H)


@twin("largest_stable_learning_rate", "took_the_fastest_rate")
def _(H):
    return 2 / (max(values(H)) + min(values(H)))


@twin("largest_stable_learning_rate", "gave_the_curvature")
def _(H):
    return max(values(H))


@twin("largest_stable_learning_rate", "divided_where_two_stands")
def _(H):
    return 0.5 / max(values(H))


@twin("largest_stable_learning_rate", "gave_a_rate_for_each_direction")
def _(H):
    return np.array([2 / value for value in values(H)])


@twin("largest_stable_learning_rate", "squared_the_curvature")
def _(H):
    return 2 / max(values(H)) ** 2


@twin("largest_stable_learning_rate", "averaged_the_curvatures")
def _(H):
    return 2 * len(H) / np.trace(H)


@twin("largest_stable_learning_rate", "took_the_first_eigenvalue")
def _(H):
    found, _ = np.linalg.eig(H)
    return 2 / found.item(0)


@combination(
    "largest_stable_learning_rate",
    "took_the_best_rate_for_the_largest",
    "looked_along_the_axes",
)
def _(H):
    return 1 / max(np.diag(H))


@combination(
    "largest_stable_learning_rate",
    "turned_the_fraction_over",
    "took_the_flattest_direction",
)
def _(H):
    return values(H)[0] / 2
