"""Chapter 03: the mistakes of the bank, written a second time.

`combination` holds two mistakes in one function. The other exercises have modules of
their own.
"""

import math

import numpy as np

# Importing enters the functions.
import tests.twins.binary_cross_entropy
import tests.twins.mse_gradient
import tests.twins.softmax_cross_entropy  # noqa: F401
from tests.twins.errors import every, total
from tests.twins.model import combination, twin


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


@twin("mse", "took_the_root_of_the_plain_mean")
def _(A, Y):
    return np.linalg.norm(A - Y) / math.sqrt(A.size)


@twin("mse", "took_the_root_of_the_cost")
def _(A, Y):
    return math.sqrt(total(A, Y) / A.shape[0] / 2)


@twin("mse", "returned_the_length_of_all_errors")
def _(A, Y):
    return math.sqrt(total(A, Y))


@twin("mse", "took_the_mean_absolute_error")
def _(A, Y):
    return total(A, Y, of=abs) / A.size


@twin("mse", "averaged_the_errors_themselves")
def _(A, Y):
    return total(A, Y, of=lambda d: 2 * d) / (2 * A.shape[0])


@twin("mse", "kept_a_mean_for_each_example")
def _(A, Y):
    return np.array([np.square(a - y).mean() for a, y in zip(A, Y, strict=True)])


@twin("mse", "kept_a_mean_for_each_output")
def _(A, Y):
    return sum((a - y) ** 2 for a, y in zip(A, Y, strict=True)) / len(Y)


@twin("mse", "kept_the_terms_apart")
def _(A, Y):
    return every(A, Y, lambda a, y: (a - y) ** 2 / 2 / len(A))


@twin("mse", "halved_each_square_and_stopped")
def _(A, Y):
    return every(A, Y, lambda a, y: 0.5 * (a - y) ** 2)


@twin("mse", "wrote_the_power_with_a_caret")
def _(A, Y):
    return ((Y - A) ^ 2).sum() / 2 / len(A)


@twin("mse", "multiplied_the_errors_as_matrices")
def _(A, Y):
    return np.matmul(Y - A, Y - A).sum()


@twin("mse", "kept_products_of_the_outputs")
def _(A, Y):
    return sum(np.outer(d, d) for d in A - Y) / 2 / len(Y)


@twin("mse", "kept_products_of_the_examples")
def _(A, Y):
    return np.array([[d @ e for d in A - Y] for e in A - Y]) / 2 / len(Y)


@twin("mse", "summed_the_batch_before_squaring")
def _(A, Y):
    return np.sum((A - Y) @ (A - Y).T) / 2 / len(A)


@twin("mse", "averaged_the_batch_before_squaring")
def _(A, Y):
    return 0.5 * np.linalg.norm(np.mean(A - Y, axis=0)) ** 2


@twin("mse", "left_out_the_last_example")
def _(A, Y):
    return sum(np.sum((A[i] - Y[i]) ** 2) for i in range(len(A) - 1)) / 2 / len(A)


@twin("mse", "left_out_the_first_example")
def _(A, Y):
    return sum(np.sum((A[i] - Y[i]) ** 2) for i in range(1, len(A))) / 2 / len(A)


@twin("mse", "counted_the_first_example_only")
def _(A, Y):
    for a, y in zip(A, Y, strict=True):
        return (a - y) @ (a - y) / 2 / len(A)
    return None


@twin("mse", "counted_the_last_example_only")
def _(A, Y):
    for a, y in zip(A, Y, strict=True):
        cost = (a - y) @ (a - y)
    return cost / (2 * len(A))


@twin("mse", "divided_by_one_less")
def _(A, Y):
    return total(A, Y) / 2 / (A.shape[0] - 1)


@twin("mse", "divided_by_four")
def _(A, Y):
    return 0.25 * total(A, Y)


@twin("mse", "halved_it_twice")
def _(A, Y):
    return total(A, Y) * 0.25 / A.shape[0]


@twin("mse", "squared_the_number_of_examples")
def _(A, Y):
    return total(A, Y) / 2 / len(A) / len(A)


@twin("mse", "squared_the_factor_too")
def _(A, Y):
    return total(A / (2 * len(A)), Y / (2 * len(A)))


@twin("mse", "squared_the_targets_only")
def _(A, Y):
    return (A.sum() - np.square(Y).sum()) / 2 / len(A)


@twin("mse", "put_a_minus_in_front")
def _(A, Y):
    return -total(A, Y) / 2 / A.shape[0]


@twin("mse", "cut_off_the_fraction")
def _(A, Y):
    return float(int(total(A, Y) / (2 * A.shape[0])))


@twin("mse", "returned_the_slope")
def _(A, Y):
    return every(A, Y, lambda a, y: (a - y) / len(Y))


@twin("mse", "returned_an_array_of_one")
def _(A, Y):
    return np.full(1, total(A, Y)) / 2 / len(Y)


@twin("mse", "kept_both_axes")
def _(A, Y):
    return np.full((1, 1), total(A, Y)) / 2 / len(Y)


@twin("mse", "subtracted_in_the_outputs")
def _(A, Y):
    np.subtract(A, Y, out=A)
    return 0.5 * np.vdot(A, A) / len(A)


@combination("mse", "forgot_the_mean", "forgot_the_half")
def _(A, Y):
    return np.square(A - Y).sum()


@combination("mse", "took_absolute_errors", "averaged_over_all_elements")
def _(A, Y):
    return np.abs(A - Y).mean() / 2


@combination("mse", "divided_by_the_outputs", "forgot_the_half")
def _(A, Y):
    return total(A, Y) / A.shape[1]
