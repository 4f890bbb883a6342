"""Chapter 03: mistakes about the slope of the squared error, written a second time."""

import math

import numpy as np

from tests.twins.errors import every, total
from tests.twins.model import combination, twin


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


@twin("mse_gradient", "divided_by_two")
def _(A, Y):
    return every(A, Y, lambda a, y: 0.5 * a - 0.5 * y)


@twin("mse_gradient", "differentiated_the_bare_squares")
def _(A, Y):
    return every(A, Y, lambda a, y: (a - y) + (a - y))


@twin("mse_gradient", "divided_by_the_batch_twice")
def _(A, Y):
    return every(A, Y, lambda a, y: (a - y) / len(A) / len(A))


@twin("mse_gradient", "multiplied_by_the_batch")
def _(A, Y):
    return every(A, Y, lambda a, y: len(A) * a - len(A) * y)


@twin("mse_gradient", "divided_by_one_less")
def _(A, Y):
    return every(A, Y, lambda a, y: (a - y) / (A.shape[0] - 1))


@twin("mse_gradient", "divided_the_outputs_only")
def _(A, Y):
    return every(A, Y, lambda a, y: a / len(A) - y)


@twin("mse_gradient", "summed_to_one_number")
def _(A, Y):
    return total(A, Y, of=float) / A.shape[0]


@twin("mse_gradient", "averaged_to_one_number")
def _(A, Y):
    return total(A, Y, of=float) / A.size


@twin("mse_gradient", "summed_over_the_outputs")
def _(A, Y):
    return np.array([sum(a - y) for a, y in zip(A, Y, strict=True)]) / len(A)


@twin("mse_gradient", "averaged_over_the_outputs")
def _(A, Y):
    return np.array([sum(a - y) for a, y in zip(A, Y, strict=True)]) / A.shape[1]


@twin("mse_gradient", "summed_over_the_batch_into_a_row")
def _(A, Y):
    return sum(A - Y)[None] / len(A)


@twin("mse_gradient", "left_examples_in_columns")
def _(A, Y):
    return every(A, Y, lambda a, y: (a - y) / len(A)).T


@twin("mse_gradient", "returned_lists")
def _(A, Y):
    return [
        [(a[k] - y[k]) / len(A) for k in range(len(a))]
        for a, y in zip(A.tolist(), Y.tolist(), strict=True)
    ]


@twin("mse_gradient", "returned_the_cost")
def _(A, Y):
    return 0.5 * total(A, Y) / A.shape[0]


@twin("mse_gradient", "returned_the_terms_of_the_cost")
def _(A, Y):
    return every(A, Y, lambda a, y: 0.5 * (a - y) ** 2 / len(A))


@twin("mse_gradient", "lost_the_sign")
def _(A, Y):
    return every(A, Y, lambda a, y: max(a - y, y - a) / len(A))


@twin("mse_gradient", "scaled_to_length_one")
def _(A, Y):
    return every(A, Y, lambda a, y: (a - y) / math.sqrt(total(A, Y)))


@twin("mse_gradient", "took_a_slope_at_the_outputs")
def _(A, Y):
    return every(A, Y, lambda a, y: (a - y) / (2 * math.cosh(a / 2)) ** 2 / len(A))


@twin("mse_gradient", "multiplied_with_the_outputs")
def _(A, Y):
    return sum(np.outer(a - y, a) for a, y in zip(A, Y, strict=True)) / len(A)


@twin("mse_gradient", "filled_an_array_of_whole_numbers")
def _(A, Y):
    return every(A, Y, lambda a, y: int((a - y) / len(A)))


@twin("mse_gradient", "left_out_the_last_row")
def _(A, Y):
    G = np.zeros_like(A)
    for i in range(len(A) - 1):
        G[i] = (A[i] - Y[i]) / len(A)
    return G


@twin("mse_gradient", "computed_inside_the_outputs")
def _(A, Y):
    np.subtract(A, Y, out=A)
    return np.divide(A, len(A), out=A)


@twin("mse_gradient", "subtracted_in_the_outputs")
def _(A, Y):
    np.subtract(A, Y, out=A)
    return A * (1 / len(Y))


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
