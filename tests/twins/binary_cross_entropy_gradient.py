"""Chapter 03: mistakes about the slope of that cost, written a second time."""

import math

import numpy as np

from tests.twins.logits import rows, s, slopes
from tests.twins.model import combination, twin


@twin("binary_cross_entropy_gradient", "left_the_mean_out")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: s(z) - y)


@twin("binary_cross_entropy_gradient", "reversed_the_sign")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: y * s(-z) - (1 - y) * s(z)) / len(Z)


@twin("binary_cross_entropy_gradient", "multiplied_by_the_slope_again")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: (s(z) - y) * s(z) * s(-z)) / Z.shape[0]


@twin("binary_cross_entropy_gradient", "stopped_at_the_outputs")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: (1 - y) / s(-z) - y / s(z)) / Z.shape[0]


@twin("binary_cross_entropy_gradient", "divided_by_all_elements")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: s(z) - y) / len(Z) / len(Z.T)


@twin("binary_cross_entropy_gradient", "divided_by_the_outputs")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: s(z) - y) / len(Z.T)


@twin("binary_cross_entropy_gradient", "took_logits_for_outputs")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: z - y) / len(Y)


@twin("binary_cross_entropy_gradient", "differentiated_one_term_only")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: y * s(z) - y) / len(Y)


@twin("binary_cross_entropy_gradient", "summed_over_the_batch")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: s(z) - y).mean(axis=0)


@twin("binary_cross_entropy_gradient", "doubled_it_as_for_a_square")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: math.tanh(z / 2) + 1 - 2 * y) / len(Z)


@twin("binary_cross_entropy_gradient", "rounded_the_targets")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: -s(-z) if y == 1 else s(z)) / len(Z)


@twin("binary_cross_entropy_gradient", "divided_by_two")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: 0.5 * s(z) - 0.5 * y)


@twin("binary_cross_entropy_gradient", "halved_it")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: (s(z) - y) / 2) / Z.shape[0]


@twin("binary_cross_entropy_gradient", "divided_by_the_batch_twice")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: s(z) - y) / len(Z) / len(Z)


@twin("binary_cross_entropy_gradient", "multiplied_by_the_batch")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: len(Z) * (s(z) - y))


@twin("binary_cross_entropy_gradient", "divided_by_one_less")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: s(z) - y) / (Z.shape[0] - 1)


@twin("binary_cross_entropy_gradient", "divided_the_targets_only")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: s(z) - y / len(Z))


@twin("binary_cross_entropy_gradient", "divided_the_outputs_only")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: s(z) / len(Z) - y)


@twin("binary_cross_entropy_gradient", "summed_to_one_number")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: s(z) - y).mean()


@twin("binary_cross_entropy_gradient", "averaged_to_one_number")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: s(z) - y).sum() / Z.size


@twin("binary_cross_entropy_gradient", "summed_over_the_outputs")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: s(z) - y) / Z.shape[0]


@twin("binary_cross_entropy_gradient", "averaged_over_the_outputs")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: s(z) - y) / Z.shape[1]


@twin("binary_cross_entropy_gradient", "summed_over_the_batch_into_a_row")
def _(Z, Y):
    return rows(Z.T, Y.T, lambda z, y: s(z) - y)[None] / len(Z)


@twin("binary_cross_entropy_gradient", "left_examples_in_columns")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: s(z) - y).T / len(Z)


@twin("binary_cross_entropy_gradient", "returned_lists")
def _(Z, Y):
    return [
        [(s(a) - b) / len(Z) for a, b in zip(z, y, strict=True)]
        for z, y in zip(Z, Y, strict=True)
    ]


@twin("binary_cross_entropy_gradient", "returned_the_cost")
def _(Z, Y):
    return rows(Z, Y).mean()


@twin("binary_cross_entropy_gradient", "squared_the_errors")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: (y - s(z)) ** 2) / Z.shape[0]


@twin("binary_cross_entropy_gradient", "used_a_softmax")
def _(Z, Y):
    totals = np.logaddexp.reduce(Z, axis=1)[:, None]
    return np.exp(Z - totals) / len(Z) - Y / len(Z)


@twin("binary_cross_entropy_gradient", "used_a_hyperbolic_tangent")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: 2 * s(2 * z) - 1 - y) / len(Z)


@twin("binary_cross_entropy_gradient", "applied_the_sigmoid_twice")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: s(s(z)) - y) / len(Z)


@twin("binary_cross_entropy_gradient", "decided_before_comparing")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: round(s(z)) - y) / len(Z)


@twin("binary_cross_entropy_gradient", "took_the_sigmoid_of_the_difference")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: 1 / (1 + math.exp(y - z))) / len(Z)


@twin("binary_cross_entropy_gradient", "took_the_other_output")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: 1 - s(z) - y) / len(Z)


@twin("binary_cross_entropy_gradient", "forgot_the_targets")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: s(z)) / len(Z)


@twin("binary_cross_entropy_gradient", "returned_the_slope_of_the_sigmoid")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: s(z) * s(-z)) / len(Z)


@twin("binary_cross_entropy_gradient", "differentiated_the_other_term_only")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: s(z) - y * s(z)) / len(Z)


@twin("binary_cross_entropy_gradient", "lost_the_sign_of_the_inner_derivative")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: -y * s(-z) - (1 - y) * s(z)) / len(Z)


@twin("binary_cross_entropy_gradient", "lost_the_sign")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: max(s(z) - y, y - s(z))) / len(Z)


@twin("binary_cross_entropy_gradient", "rounded_each_target")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: s(z) - (y > 0.5)) / len(Z)


@twin("binary_cross_entropy_gradient", "multiplied_by_the_weighted_inputs")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: z * s(z) - z * y) / len(Z)


@twin("binary_cross_entropy_gradient", "overwrote_the_weighted_inputs")
def _(Z, Y):
    Z[...] = 0.5 + 0.5 * np.tanh(0.5 * Z)
    return Z / len(Z) - Y / len(Z)


@combination("binary_cross_entropy_gradient", "reversed_the_sign", "left_the_mean_out")
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: y - s(z))


@combination(
    "binary_cross_entropy_gradient",
    "multiplied_by_the_slope_again",
    "divided_by_all_elements",
)
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: (s(z) - y) * s(z) * s(-z)) / Z.size


@combination(
    "binary_cross_entropy_gradient",
    "differentiated_one_term_only",
    "doubled_it_as_for_a_square",
)
def _(Z, Y):
    return slopes(Z, Y, lambda z, y: -2 * y * s(-z)) / len(Z)
