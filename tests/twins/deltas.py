"""Chapter 04: the mistakes of the bank, written a second time.

`combination` holds two mistakes in one function. The equations after BP1 have modules
of their own.
"""

import numpy as np

# Importing enters the functions.
import tests.twins.backward
import tests.twins.bias_gradient
import tests.twins.hidden_delta
import tests.twins.softmax_cross_entropy_delta
import tests.twins.weight_gradient  # noqa: F401
from solutions.deltas import activate_prime
from tests.twins.model import combination, twin
from tests.twins.slopes import each, output, slope


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


@twin("output_delta", "multiplied_by_the_weighted_inputs")
def _(dA, Z, activation="sigmoid"):
    return each(lambda g, z: g * z, dA, Z)


@twin("output_delta", "took_the_slope_at_the_gradient")
def _(dA, Z, activation="sigmoid"):
    return by_element(dA, dA, activation, lambda g, s: g * s)


@twin("output_delta", "took_the_slope_at_the_product")
def _(dA, Z, activation="sigmoid"):
    return each(lambda g, z: slope(activation, g * z), dA, Z)


@twin("output_delta", "wrote_the_name_in_quotes")
def _(dA, Z, activation="sigmoid"):
    return activate_prime("activation", dA)


@twin("output_delta", "divided_by_the_slope")
def _(dA, Z, activation="sigmoid"):
    with np.errstate(divide="ignore"):
        return dA / by_element(dA, Z, activation, lambda g, s: s)


@twin("output_delta", "subtracted_the_slope")
def _(dA, Z, activation="sigmoid"):
    return by_element(dA, Z, activation, lambda g, s: g - s)


@twin("output_delta", "multiplied_by_the_slope_twice")
def _(dA, Z, activation="sigmoid"):
    return by_element(dA, Z, activation, lambda g, s: g * s * s)


@twin("output_delta", "multiplied_by_the_activation_too")
def _(dA, Z, activation="sigmoid"):
    return each(lambda g, z: g * output(activation, z) * slope(activation, z), dA, Z)


@twin("output_delta", "took_a_product_of_the_tables")
def _(dA, Z, activation="sigmoid"):
    return np.dot(dA, Z)


@twin("output_delta", "summed_products_over_the_batch")
def _(dA, Z, activation="sigmoid"):
    return sum(
        np.outer(g, s)
        for g, s in zip(dA, by_element(dA, Z, activation, lambda g, s: s), strict=True)
    )


@twin("output_delta", "averaged_over_the_batch")
def _(dA, Z, activation="sigmoid"):
    return sum(by_element(dA, Z, activation, lambda g, s: g * s)) / len(Z)


@twin("output_delta", "summed_over_the_neurons")
def _(dA, Z, activation="sigmoid"):
    return np.array(
        [sum(row) for row in by_element(dA, Z, activation, lambda g, s: g * s)]
    )


@twin("output_delta", "summed_everything")
def _(dA, Z, activation="sigmoid"):
    return sum(by_element(dA, Z, activation, lambda g, s: g * s).ravel())


@twin("output_delta", "returned_the_first_example_only")
def _(dA, Z, activation="sigmoid"):
    for row in by_element(dA, Z, activation, lambda g, s: g * s):
        return row
    return None


@twin("output_delta", "left_examples_in_columns")
def _(dA, Z, activation="sigmoid"):
    return by_element(dA, Z, activation, lambda g, s: s * g).T


@twin("output_delta", "returned_lists")
def _(dA, Z, activation="sigmoid"):
    return [
        [g * slope(activation, z) for g, z in zip(gs, zs, strict=True)]
        for gs, zs in zip(dA, Z, strict=True)
    ]


@twin("output_delta", "always_took_the_slope_of_relu")
def _(dA, Z, activation="sigmoid"):
    return by_element(dA, Z, "relu", lambda g, s: g * s)


@twin("output_delta", "always_took_the_slope_of_tanh")
def _(dA, Z, activation="sigmoid"):
    return by_element(dA, Z, "tanh", lambda g, s: g * s)


@twin("output_delta", "used_a_times_1_minus_a_for_all")
def _(dA, Z, activation="sigmoid"):
    def factor(g, z):
        a = output(activation, z)
        return g * (a - a * a)

    return each(factor, dA, Z)


@twin("output_delta", "took_the_gradient_for_the_targets")
def _(dA, Z, activation="sigmoid"):
    return each(lambda g, z: (output(activation, z) - g) * slope(activation, z), dA, Z)


@twin("output_delta", "took_the_gradient_for_targets_and_averaged")
def _(dA, Z, activation="sigmoid"):
    return (
        each(lambda g, z: (output(activation, z) - g) * slope(activation, z), dA, Z)
        / dA.shape[0]
    )


@twin("output_delta", "multiplied_by_the_batch")
def _(dA, Z, activation="sigmoid"):
    return by_element(dA, Z, activation, lambda g, s: len(Z) * g * s)


@twin("output_delta", "forgot_the_square_of_the_tanh")
def _(dA, Z, activation="sigmoid"):
    return each(
        lambda g, z: (
            g
            * (1 - output("tanh", z) if activation == "tanh" else slope(activation, z))
        ),
        dA,
        Z,
    )


@twin("output_delta", "squared_all_of_it_for_the_tanh")
def _(dA, Z, activation="sigmoid"):
    return each(
        lambda g, z: (
            g
            * (
                (1 - output("tanh", z)) ** 2
                if activation == "tanh"
                else slope(activation, z)
            )
        ),
        dA,
        Z,
    )


@twin("output_delta", "gave_the_relu_its_value_for_a_slope")
def _(dA, Z, activation="sigmoid"):
    return each(
        lambda g, z: (
            g * (max(z, 0.0) if activation == "relu" else slope(activation, z))
        ),
        dA,
        Z,
    )


@twin("output_delta", "multiplied_inside_the_gradient")
def _(dA, Z, activation="sigmoid"):
    np.multiply(dA, by_element(dA, Z, activation, lambda g, s: s), out=dA)
    return dA


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
