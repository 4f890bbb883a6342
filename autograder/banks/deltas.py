"""Chapter 04: wrong answers about the delta equations, and unusual right ones.

The error of an output layer (BP1) is here; the other equations have modules of their
own.
"""

import math

import numpy as np

# Importing a bank enters its functions.
import autograder.banks.backward
import autograder.banks.backward_forms
import autograder.banks.backward_layers
import autograder.banks.backward_starts
import autograder.banks.bias_gradient
import autograder.banks.hidden_delta
import autograder.banks.hidden_delta_products
import autograder.banks.hidden_delta_sums
import autograder.banks.output_delta_forms
import autograder.banks.softmax_cross_entropy_delta
import autograder.banks.softmax_cross_entropy_delta_forms
import autograder.banks.weight_gradient
import autograder.banks.weight_gradient_products  # noqa: F401
from autograder.banks.model import right, wrong
from solutions import Array
from solutions.deltas import activate_prime
from solutions.forward import activate


@wrong("output_delta", hint="BP1 is a product of two factors. Where is the second one?")
def forgot_the_slope(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """You return the gradient at the outputs and never pass the activation."""
    return dA * 1.0


@wrong("output_delta", hint="BP1 is a product of two factors. Where is the first one?")
def forgot_the_gradient_of_the_cost(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You return the slope of the activation alone, whatever the cost does."""
    return activate_prime(activation, Z)


@wrong("output_delta", hint="Has the second factor of BP1 a prime, and has yours?")
def used_the_activation_for_its_slope(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You multiply by the activation itself where its slope is asked for."""
    return dA * activate(activation, Z)


@wrong(
    "output_delta", hint="The docstring of the slope says what it takes: is it z or a?"
)
def took_the_slope_at_the_output(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You take the slope at the activation a, but it belongs at z."""
    return dA * activate_prime(activation, activate(activation, Z))


@wrong(
    "output_delta", hint="The short form with a in it: what stands in its place here?"
)
def took_weighted_inputs_for_outputs(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You put z into a formula for the slope that is written in terms of a."""
    slopes = {"sigmoid": Z * (1 - Z), "tanh": 1 - Z**2, "relu": 1.0 * (Z > 0)}
    return dA * slopes[activation]


@wrong(
    "output_delta", hint="Which of your lines depends on the name of the activation?"
)
def ignored_the_name(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """You always use the slope of the sigmoid, whatever activation is named."""
    return dA * activate_prime("sigmoid", Z)


@wrong("output_delta", hint="What does the circle with a dot stand for in BP1?")
def added_the_factors(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """You add the two factors where BP1 multiplies them."""
    return dA + activate_prime(activation, Z)


@wrong(
    "output_delta", hint="Is there a minus sign in BP1? Who goes downhill, and when?"
)
def reversed_the_sign(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """You turn the sign round, but BP1 has no minus."""
    return -dA * activate_prime(activation, Z)


@wrong("output_delta", hint="Has the second factor of BP1 a prime, and has yours?")
def multiplied_by_the_weighted_inputs(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You multiply by z itself where the slope of the activation is asked for."""
    return dA * Z


@wrong(
    "output_delta",
    hint="BP1 takes the slope at a certain place. Which of the arguments is it?",
)
def took_the_slope_at_the_gradient(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You take the slope at the gradient of the cost, but it belongs at z."""
    return dA * activate_prime(activation, dA)


@wrong(
    "output_delta",
    hint="BP1 takes the slope at a certain place. Which of the arguments is it?",
)
def took_the_slope_at_the_product(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You take the slope at the product of the two arguments, but it belongs at z."""
    return activate_prime(activation, dA * Z)


@wrong(
    "output_delta",
    hint="Is it the word that you hand over, or what the argument holds?",
)
def wrote_the_name_in_quotes(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You ask for an activation called 'activation': the name itself is quoted."""
    return dA * activate_prime("activation", Z)


@wrong("output_delta", hint="What does the circle with a dot stand for in BP1?")
def divided_by_the_slope(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """You divide by the slope where BP1 multiplies by it."""
    return dA / activate_prime(activation, Z)


@wrong("output_delta", hint="What does the circle with a dot stand for in BP1?")
def subtracted_the_slope(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """You subtract the slope where BP1 multiplies by it."""
    return dA - activate_prime(activation, Z)


@wrong("output_delta", hint="How often does the slope stand in BP1?")
def multiplied_by_the_slope_twice(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You multiply by the slope of the activation twice."""
    return dA * activate_prime(activation, Z) ** 2


@wrong("output_delta", hint="How many factors has BP1, and how many have you?")
def multiplied_by_the_activation_too(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You multiply by the activation as well as by its slope."""
    return dA * activate(activation, Z) * activate_prime(activation, Z)


@wrong(
    "output_delta", hint="Which of your lines depends on the name of the activation?"
)
def always_took_the_slope_of_relu(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You always use the slope of the relu, whatever activation is named."""
    return dA * activate_prime("relu", Z)


@wrong(
    "output_delta", hint="Which of your lines depends on the name of the activation?"
)
def always_took_the_slope_of_tanh(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You always use the slope of the tanh, whatever activation is named."""
    return dA * activate_prime("tanh", Z)


@wrong(
    "output_delta",
    hint="Compare your slope with the table, at z = 6 for the relu and the tanh.",
)
def used_a_times_1_minus_a_for_all(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You use a (1 - a) for every activation, but that is the sigmoid's slope only."""
    a = activate(activation, Z)
    return dA * a * (1 - a)


@wrong(
    "output_delta",
    hint="What does dA hold by the docstring: what is right, or a slope already?",
)
def took_the_gradient_for_the_targets(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You subtract the first argument from the outputs, as if it held the targets."""
    return (activate(activation, Z) - dA) * activate_prime(activation, Z)


@wrong(
    "output_delta",
    hint="What does dA hold by the docstring: what is right, or a slope already?",
)
def took_the_gradient_for_targets_and_averaged(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You treat the first argument as targets and compute a slope that you have."""
    A = activate(activation, Z)
    return (A - dA) * activate_prime(activation, Z) / len(Z)


@wrong(
    "output_delta",
    hint="What is the slope of the tanh at z = -2 by the table, and by your code?",
)
def forgot_the_square_of_the_tanh(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You take 1 - a for the slope of the tanh and lose a square."""
    if activation == "tanh":
        return dA * (1 - np.tanh(Z))
    return dA * activate_prime(activation, Z)


@wrong(
    "output_delta",
    hint="What is the slope of the tanh at z = -2 by the table, and by your code?",
)
def squared_all_of_it_for_the_tanh(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You square the whole of 1 - a for the tanh, where only a is squared."""
    if activation == "tanh":
        return dA * (1 - np.tanh(Z)) ** 2
    return dA * activate_prime(activation, Z)


@wrong("output_delta", hint="How steep is the relu at z = 6?")
def gave_the_relu_its_value_for_a_slope(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You multiply by the value of the relu where it is positive, not by its slope."""
    if activation == "relu":
        return dA * np.maximum(Z, 0)
    return dA * activate_prime(activation, Z)


@right("output_delta")
def one_neuron_at_a_time(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """Go through examples and neurons, with the slopes written out."""
    delta = np.zeros(Z.shape)
    for i, j in np.ndindex(*Z.shape):
        z = Z[i, j]
        if activation == "sigmoid":
            slope = math.exp(-z) / (1 + math.exp(-z)) ** 2
        elif activation == "tanh":
            slope = 1 / math.cosh(z) ** 2
        else:
            slope = float(z > 0)
        delta[i, j] = slope * dA[i, j]
    return delta


@right("output_delta")
def from_the_outputs(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """Write the slopes in terms of the outputs."""
    a = activate(activation, Z)
    slopes = {"sigmoid": a - a * a, "tanh": (1 - a) * (1 + a), "relu": np.sign(a)}
    return np.multiply(slopes[activation], dA)


@right("output_delta")
def with_the_jacobian_of_each_row(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """Multiply each row by the diagonal matrix of its slopes."""
    slopes = activate_prime(activation, Z)
    return np.stack([np.diag(s) @ g for s, g in zip(slopes, dA, strict=True)])


@right("output_delta")
def with_einsum(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """Name the indices; none of them is summed over."""
    return np.einsum("ij,ij->ij", activate_prime(activation, Z), dA)
