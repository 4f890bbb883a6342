"""Chapter 03: the mistakes of the bank, written a second time.

`combination` holds two mistakes in one function. The cross-entropies have modules of
their own.
"""

import math

import numpy as np

# Importing enters the functions.
import tests.twins.binary_cross_entropy
import tests.twins.softmax_cross_entropy  # noqa: F401
from tests.twins.model import combination, twin


def total(A, Y, of=lambda d: d * d):
    """Add up a function of every error, one at a time."""
    return sum(of(a - y) for a, y in zip(A.flat, Y.flat, strict=True))


def every(A, Y, of):
    """Make a matrix of a function of each output and its target."""
    return np.array(
        [
            [of(a, y) for a, y in zip(row, right, strict=True)]
            for row, right in zip(A.tolist(), Y.tolist(), strict=True)
        ]
    )


@twin("mse", "forgot_the_half")
def _(A, Y):
    return total(A, Y) / A.shape[0]


@twin("mse", "forgot_the_mean")
def _(A, Y):
    return 0.5 * np.linalg.norm(Y - A) ** 2


@twin("mse", "averaged_over_all_elements")
def _(A, Y):
    return total(A, Y) / (2 * A.shape[0] * A.shape[1])


@twin("mse", "took_the_mean_of_other_libraries")
def _(A, Y):
    return sum(np.square(a - y).mean() for a, y in zip(A, Y, strict=True)) / len(A)


@twin("mse", "forgot_the_square")
def _(A, Y):
    return (A.sum() - Y.sum()) / len(Y) / 2


@twin("mse", "took_absolute_errors")
def _(A, Y):
    return 0.5 * total(A, Y, of=lambda d: max(d, -d)) / len(A)


@twin("mse", "added_up_lengths")
def _(A, Y):
    return np.mean([math.dist(a, y) for a, y in zip(A, Y, strict=True)]) / 2


@twin("mse", "squared_the_sum")
def _(A, Y):
    return np.mean((A @ np.ones(A.shape[1]) - Y @ np.ones(A.shape[1])) ** 2) / 2


@twin("mse", "divided_by_the_outputs")
def _(A, Y):
    n = len(A[0])
    return 1 / (2 * n) * total(A, Y)


@twin("mse", "kept_one_cost_for_each_example")
def _(A, Y):
    return np.array([0.5 * (a - y) @ (a - y) for a, y in zip(A, Y, strict=True)])


@twin("mse", "kept_one_cost_for_each_output")
def _(A, Y):
    D = (A - Y).T
    return np.array([d @ d for d in D]) / (2 * D.shape[1])


@twin("mse", "squared_before_subtracting")
def _(A, Y):
    return (np.vdot(A, A) - np.vdot(Y, Y)) / 2 / A.shape[0]


@twin("mse", "squared_the_total")
def _(A, Y):
    return total(A, Y, of=lambda d: d) ** 2 / len(A) / 2


@twin("mse", "took_the_root")
def _(A, Y):
    return np.linalg.norm(A - Y) / (2 * len(Y))


@twin("mse", "multiplied_by_the_batch")
def _(A, Y):
    return total(A, Y) / 2 * A.shape[0]


@combination("mse", "forgot_the_mean", "forgot_the_half")
def _(A, Y):
    return np.square(A - Y).sum()


@combination("mse", "took_absolute_errors", "averaged_over_all_elements")
def _(A, Y):
    return np.abs(A - Y).mean() / 2


@combination("mse", "divided_by_the_outputs", "forgot_the_half")
def _(A, Y):
    return total(A, Y) / A.shape[1]


@twin("mse_gradient", "kept_the_two_of_the_square")
def _(A, Y):
    return every(A, Y, lambda a, y: (a - y) / (0.5 * len(A)))


@twin("mse_gradient", "kept_the_half")
def _(A, Y):
    return every(A, Y, lambda a, y: 0.5 * (a - y) / len(A))


@twin("mse_gradient", "left_the_mean_out")
def _(A, Y):
    return every(A, Y, lambda a, y: a - y)


@twin("mse_gradient", "reversed_the_sign")
def _(A, Y):
    G = np.zeros_like(A)
    for i in range(len(A)):
        G[i] -= (A[i] - Y[i]) / len(A)
    return G


@twin("mse_gradient", "divided_by_all_elements")
def _(A, Y):
    return every(A, Y, lambda a, y: (a - y) / (len(A) * len(A[0])))


@twin("mse_gradient", "differentiated_the_mean_of_other_libraries")
def _(A, Y):
    N, n = A.shape
    return (A - Y) * 2 / N / n


@twin("mse_gradient", "divided_by_the_number_of_outputs")
def _(A, Y):
    return np.array([(a - y) / len(a) for a, y in zip(A, Y, strict=True)])


@twin("mse_gradient", "summed_over_the_batch")
def _(A, Y):
    return np.mean(A, axis=0) - np.mean(Y, axis=0)


@twin("mse_gradient", "went_through_the_sigmoid")
def _(A, Y):
    return every(A, Y, lambda a, y: (a - y) * (a - a**2) / len(A))


@twin("mse_gradient", "forgot_to_differentiate_the_square")
def _(A, Y):
    return every(A, Y, lambda a, y: (a * a - 2 * a * y + y * y) / len(A))


@twin("mse_gradient", "kept_only_the_direction")
def _(A, Y):
    return np.where(A > Y, 1.0, -1.0) / A.shape[0]


@twin("mse_gradient", "divided_the_targets_only")
def _(A, Y):
    return every(A, Y, lambda a, y: a - y / len(A))


@combination("mse_gradient", "reversed_the_sign", "left_the_mean_out")
def _(A, Y):
    return Y - A


@combination(
    "mse_gradient", "kept_the_two_of_the_square", "divided_by_the_number_of_outputs"
)
def _(A, Y):
    return every(A, Y, lambda a, y: 2 * (a - y) / A.shape[1])


@combination("mse_gradient", "went_through_the_sigmoid", "reversed_the_sign")
def _(A, Y):
    return every(A, Y, lambda a, y: (y - a) * a * (1 - a) / len(A))
