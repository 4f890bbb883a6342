"""Chapter 04: mistakes about the error of a softmax layer, written a second time."""

import math

import numpy as np

from solutions.deltas import activate_prime
from tests.twins.model import combination, twin
from tests.twins.slopes import each, output, slope


def probabilities(Z):
    """Compute the softmax row by row with plain numbers."""
    rows = [[math.exp(z) for z in row] for row in Z.tolist()]
    return np.array([[e / math.fsum(row) for e in row] for row in rows])


@twin("softmax_cross_entropy_delta", "left_the_mean_out")
def _(Z, Y):
    return probabilities(Z) - Y


@twin("softmax_cross_entropy_delta", "turned_the_difference_round")
def _(Z, Y):
    return Y / len(Z) - probabilities(Z) / len(Z)


@twin("softmax_cross_entropy_delta", "multiplied_by_a_slope")
def _(Z, Y):
    return each(lambda a, y: (a - y) * (a - a * a) / len(Z), probabilities(Z), Y)


@twin("softmax_cross_entropy_delta", "divided_by_all_elements")
def _(Z, Y):
    return (probabilities(Z) - Y) / np.prod(Z.shape)


@twin("softmax_cross_entropy_delta", "divided_by_the_classes")
def _(Z, Y):
    return np.array(
        [(a - y) / len(a) for a, y in zip(probabilities(Z), Y, strict=True)]
    )


@twin("softmax_cross_entropy_delta", "normalised_over_the_batch")
def _(Z, Y):
    columns = [np.exp(z) / np.exp(z).sum() for z in Z.T]
    return (np.stack(columns, axis=1) - Y) / Z.shape[0]


@twin("softmax_cross_entropy_delta", "used_sigmoids")
def _(Z, Y):
    return each(lambda z, y: (output("sigmoid", z) - y) / len(Z), Z, Y)


@twin("softmax_cross_entropy_delta", "took_scores_for_probabilities")
def _(Z, Y):
    return each(lambda z, y: z / len(Z) - y / len(Z), Z, Y)


@twin("softmax_cross_entropy_delta", "forgot_to_normalise")
def _(Z, Y):
    return each(lambda z, y: (math.exp(z) - y) / len(Z), Z, Y)


@twin("softmax_cross_entropy_delta", "moved_the_right_class_only")
def _(Z, Y):
    return each(lambda a, y: y * a - y, probabilities(Z), Y) / len(Y)


@twin("softmax_cross_entropy_delta", "stopped_at_the_probabilities")
def _(Z, Y):
    return each(lambda a, y: -y / (a * len(Z)), probabilities(Z), Y)


@twin("softmax_cross_entropy_delta", "averaged_over_the_batch")
def _(Z, Y):
    return sum(probabilities(Z) / len(Z)) - sum(Y / len(Z))


@twin("softmax_cross_entropy_delta", "divided_by_two")
def _(Z, Y):
    return 0.5 * (probabilities(Z) - Y)


@twin("softmax_cross_entropy_delta", "halved_it")
def _(Z, Y):
    return 0.5 * (probabilities(Z) - Y) / Z.shape[0]


@twin("softmax_cross_entropy_delta", "doubled_it_as_for_a_square")
def _(Z, Y):
    return (probabilities(Z) - Y) * (2 / Z.shape[0])


@twin("softmax_cross_entropy_delta", "divided_by_the_batch_twice")
def _(Z, Y):
    return (probabilities(Z) - Y) / len(Z) / len(Z)


@twin("softmax_cross_entropy_delta", "multiplied_by_the_batch")
def _(Z, Y):
    return Z.shape[0] * (probabilities(Z) - Y)


@twin("softmax_cross_entropy_delta", "divided_the_targets_only")
def _(Z, Y):
    return probabilities(Z) - Y * (1 / Z.shape[0])


@twin("softmax_cross_entropy_delta", "divided_the_outputs_only")
def _(Z, Y):
    return probabilities(Z) * (1 / Z.shape[0]) - Y


@twin("softmax_cross_entropy_delta", "left_examples_in_columns")
def _(Z, Y):
    return (probabilities(Z).T - Y.T) / Z.shape[0]


@twin("softmax_cross_entropy_delta", "averaged_into_a_row")
def _(Z, Y):
    return np.ones((1, len(Z))) @ (probabilities(Z) - Y) / len(Z)


@twin("softmax_cross_entropy_delta", "returned_lists")
def _(Z, Y):
    return [list((a - y) / len(Z)) for a, y in zip(probabilities(Z), Y, strict=True)]


@twin("softmax_cross_entropy_delta", "returned_the_cost")
def _(Z, Y):
    return -np.vdot(Y, np.log(probabilities(Z))) / len(Z)


@twin("softmax_cross_entropy_delta", "returned_the_terms_of_the_cost")
def _(Z, Y):
    return Y * np.log(1 / probabilities(Z)) / Z.shape[0]


@twin("softmax_cross_entropy_delta", "squared_the_differences")
def _(Z, Y):
    return np.square(Y - probabilities(Z)) / Z.shape[0]


@twin("softmax_cross_entropy_delta", "lost_the_sign")
def _(Z, Y):
    return np.maximum(probabilities(Z) - Y, Y - probabilities(Z)) / Z.shape[0]


@twin("softmax_cross_entropy_delta", "applied_the_softmax_twice")
def _(Z, Y):
    return (probabilities(probabilities(Z)) - Y) / Z.shape[0]


@twin("softmax_cross_entropy_delta", "took_the_logarithm_of_the_outputs")
def _(Z, Y):
    return (Z - np.logaddexp.reduce(Z, axis=1)[:, None] - Y) / len(Z)


@twin("softmax_cross_entropy_delta", "decided_for_the_likeliest_class")
def _(Z, Y):
    return (1.0 * (Z.max(axis=1)[:, None] == Z) - Y) / len(Z)


@twin("softmax_cross_entropy_delta", "took_the_likeliest_target_only")
def _(Z, Y):
    return (probabilities(Z) - (Y.max(axis=1)[:, None] == Y)) / Z.shape[0]


@twin("softmax_cross_entropy_delta", "subtracted_at_sure_targets_only")
def _(Z, Y):
    return np.where(Y == 1, probabilities(Z) - 1, probabilities(Z)) / Z.shape[0]


@twin("softmax_cross_entropy_delta", "subtracted_1_at_every_target")
def _(Z, Y):
    return (probabilities(Z) - np.sign(Y)) / Z.shape[0]


@twin("softmax_cross_entropy_delta", "subtracted_1_everywhere")
def _(Z, Y):
    return -(1 - probabilities(Z)) / Z.shape[0]


@twin("softmax_cross_entropy_delta", "forgot_the_targets")
def _(Z, Y):
    return probabilities(Z) * (1 / Z.shape[0])


@twin("softmax_cross_entropy_delta", "returned_the_slope_of_one_output")
def _(Z, Y):
    return (probabilities(Z) - probabilities(Z) ** 2) / Z.shape[0]


@twin("softmax_cross_entropy_delta", "normalised_over_the_whole_table")
def _(Z, Y):
    return (np.exp(Z - np.logaddexp.reduce(Z, axis=None)) - Y) / len(Z)


@twin("softmax_cross_entropy_delta", "lost_the_axis_of_the_rows")
def _(Z, Y):
    return np.subtract(Z, Z.max(axis=1))


@twin("softmax_cross_entropy_delta", "asked_for_a_slope_of_softmax")
def _(Z, Y):
    return activate_prime("softmax", Y)


@twin("softmax_cross_entropy_delta", "multiplied_by_the_slope_of_a_sigmoid")
def _(Z, Y):
    return (
        each(lambda z, g: g * slope("sigmoid", z), Z, probabilities(Z) - Y) / Z.shape[0]
    )


@twin("softmax_cross_entropy_delta", "took_the_squared_error_for_the_cost")
def _(Z, Y):
    rows = []
    for a, y in zip(probabilities(Z), Y, strict=True):
        rows.append((np.diag(a) - np.outer(a, a)) @ (a - y))
    return np.array(rows) / len(Z)


@twin("softmax_cross_entropy_delta", "took_the_slope_of_the_binary_cost")
def _(Z, Y):
    return ((1 - Y) / (1 - probabilities(Z)) - Y / probabilities(Z)) / Z.shape[0]


@twin("softmax_cross_entropy_delta", "overwrote_the_scores")
def _(Z, Y):
    Z[...] = probabilities(Z)
    return Z / len(Z) - Y / len(Z)


@twin("softmax_cross_entropy_delta", "shifted_inside_the_scores")
def _(Z, Y):
    np.subtract(Z, Z.max(axis=1)[:, None], out=Z)
    return (probabilities(Z) - Y) / Z.shape[0]


@combination(
    "softmax_cross_entropy_delta", "turned_the_difference_round", "left_the_mean_out"
)
def _(Z, Y):
    return Y - probabilities(Z)


@combination(
    "softmax_cross_entropy_delta", "multiplied_by_a_slope", "divided_by_the_classes"
)
def _(Z, Y):
    A = probabilities(Z)
    return (A - Y) * A * (1 - A) / Z.shape[1]


@combination("softmax_cross_entropy_delta", "used_sigmoids", "left_the_mean_out")
def _(Z, Y):
    return each(lambda z, y: output("sigmoid", z) - y, Z, Y)
