"""Chapter 04: the mistakes of the bank, written a second time.

`combination` holds two mistakes in one function. The equations after BP1 have modules
of their own.
"""

import math

import numpy as np

# Importing enters the functions.
import tests.twins.backward
import tests.twins.hidden_delta
import tests.twins.parameter_gradients  # noqa: F401
from tests.twins.model import combination, twin
from tests.twins.slopes import output, slope


def each(f, *matrices):
    """Apply a function of numbers to every element."""
    return np.vectorize(f, otypes=[float])(*matrices)


def by_element(dA, Z, activation, of):
    """Make a matrix of a function of each gradient and the slope that belongs to it."""
    return each(lambda g, z: of(g, slope(activation, z)), dA, Z)


@twin("output_delta", "forgot_the_slope")
def _(dA, Z, activation="sigmoid"):
    return dA.copy()


@twin("output_delta", "forgot_the_gradient_of_the_cost")
def _(dA, Z, activation="sigmoid"):
    return each(lambda z: slope(activation, z), Z)


@twin("output_delta", "used_the_activation_for_its_slope")
def _(dA, Z, activation="sigmoid"):
    return each(lambda g, z: g * output(activation, z), dA, Z)


@twin("output_delta", "took_the_slope_at_the_output")
def _(dA, Z, activation="sigmoid"):
    return each(lambda g, z: slope(activation, output(activation, z)) * g, dA, Z)


@twin("output_delta", "took_weighted_inputs_for_outputs")
def _(dA, Z, activation="sigmoid"):
    if activation == "sigmoid":
        return dA * Z - dA * Z * Z
    if activation == "tanh":
        return dA * (1 - Z) * (1 + Z)
    return np.where(Z > 0, dA, 0.0)


@twin("output_delta", "ignored_the_name")
def _(dA, Z, activation="sigmoid"):
    return by_element(dA, Z, "sigmoid", lambda g, s: g * s)


@twin("output_delta", "added_the_factors")
def _(dA, Z, activation="sigmoid"):
    return by_element(dA, Z, activation, lambda g, s: g + s)


@twin("output_delta", "multiplied_as_matrices")
def _(dA, Z, activation="sigmoid"):
    S = each(lambda z: slope(activation, z), Z)
    return np.array([[sum(g * s) for s in S] for g in dA])


@twin("output_delta", "divided_by_the_batch_again")
def _(dA, Z, activation="sigmoid"):
    return by_element(dA, Z, activation, lambda g, s: g / dA.shape[0] * s)


@twin("output_delta", "reversed_the_sign")
def _(dA, Z, activation="sigmoid"):
    return by_element(dA, Z, activation, lambda g, s: g * -s)


@twin("output_delta", "summed_over_the_batch")
def _(dA, Z, activation="sigmoid"):
    return sum(by_element(dA, Z, activation, lambda g, s: g * s))


@combination("output_delta", "reversed_the_sign", "ignored_the_name")
def _(dA, Z, activation="sigmoid"):
    return by_element(dA, Z, "sigmoid", lambda g, s: -g * s)


@combination(
    "output_delta", "divided_by_the_batch_again", "took_the_slope_at_the_output"
)
def _(dA, Z, activation="sigmoid"):
    A = each(lambda z: output(activation, z), Z)
    return by_element(dA, A, activation, lambda g, s: g * s / len(Z))


@combination("output_delta", "used_the_activation_for_its_slope", "added_the_factors")
def _(dA, Z, activation="sigmoid"):
    return each(lambda g, z: g + output(activation, z), dA, Z)


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
