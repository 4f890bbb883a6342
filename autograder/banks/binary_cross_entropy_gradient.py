"""Chapter 03: wrong and right answers about the slope of the binary cross-entropy."""

import math

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.neuron import sigmoid, sigmoid_prime


@wrong(
    "binary_cross_entropy_gradient",
    hint="If the output is too large, does the cost rise or fall as z grows?",
)
def reversed_the_sign(Z: Array, Y: Array) -> object:
    """You point downhill, while the gradient points to where the cost grows."""
    return (Y - sigmoid(Z)) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="Write the chain rule down for one output. Which factor cancels?",
)
def multiplied_by_the_slope_again(Z: Array, Y: Array) -> object:
    """You multiply by the slope of the sigmoid, but it has cancelled already."""
    return (sigmoid(Z) - Y) * sigmoid_prime(Z) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="By what does this exercise differentiate, by the output or by its z?",
)
def stopped_at_the_outputs(Z: Array, Y: Array) -> object:
    """You differentiate by the outputs of the sigmoid, not by its weighted inputs."""
    a = sigmoid(Z)
    return (a - Y) / (a * (1 - a)) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="Z holds what goes into the sigmoid. What is compared with the target?",
)
def took_logits_for_outputs(Z: Array, Y: Array) -> object:
    """You subtract the targets from the weighted inputs, not from the outputs."""
    return (Z - Y) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="What does your code compute where the target is 0?",
)
def differentiated_one_term_only(Z: Array, Y: Array) -> object:
    """You differentiate the term of the targets that are 1, and not the other."""
    return -Y * (1 - sigmoid(Z)) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="This cost has no square in it. Where does your factor come from?",
)
def doubled_it_as_for_a_square(Z: Array, Y: Array) -> object:
    """You put a factor 2 in front, as if the cost were a square."""
    return 2 * (sigmoid(Z) - Y) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="A target may be 0.3. What does your code make of it?",
)
def rounded_the_targets(Z: Array, Y: Array) -> object:
    """You treat each target as 1 or 0, but targets between them are allowed."""
    return np.where(Y == 1, sigmoid(Z) - 1, sigmoid(Z)) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="What do you get for an error of -0.5, and which sign should it have?",
)
def squared_the_errors(Z: Array, Y: Array) -> object:
    """You square the errors, but this slope is the error itself over N."""
    return (sigmoid(Z) - Y) ** 2 / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="Can two outputs of one example both be near 1? Can yours?",
)
def used_a_softmax(Z: Array, Y: Array) -> object:
    """You share one unit among the outputs, but each answers a question of its own."""
    A = np.exp(Z)
    return (A / A.sum(axis=1, keepdims=True) - Y) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="Between which two numbers does an output lie that is a probability?",
)
def used_a_hyperbolic_tangent(Z: Array, Y: Array) -> object:
    """You use the hyperbolic tangent where the outputs are sigmoids."""
    return (np.tanh(Z) - Y) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="How many sigmoids lie between the weighted input and the cost?",
)
def applied_the_sigmoid_twice(Z: Array, Y: Array) -> object:
    """You apply the sigmoid twice before you compare with the target."""
    return (sigmoid(sigmoid(Z)) - Y) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="What does your code take for the output at z = 0.1 and at z = 5?",
)
def decided_before_comparing(Z: Array, Y: Array) -> object:
    """You turn each output into yes or no before you compare it with the target."""
    return (1.0 * (Z > 0) - Y) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="What is compared with the target, the weighted input or the output?",
)
def took_the_sigmoid_of_the_difference(Z: Array, Y: Array) -> object:
    """You take the sigmoid of z minus the target, not of z alone."""
    return sigmoid(Z - Y) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="What does your code take for the output at z = 5?",
)
def took_the_other_output(Z: Array, Y: Array) -> object:
    """You use 1 - a for the output, as if a large z spoke for 0."""
    return (sigmoid(-Z) - Y) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="If only a target changes, does your result change?",
)
def forgot_the_targets(Z: Array, Y: Array) -> object:
    """You return the outputs over N, as if every target were 0."""
    return sigmoid(Z) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="If only a target changes, does your result change?",
)
def returned_the_slope_of_the_sigmoid(Z: Array, Y: Array) -> object:
    """You return the slope of the sigmoid, whatever the targets are."""
    return sigmoid_prime(Z) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="What does your code compute where the target is 1?",
)
def differentiated_the_other_term_only(Z: Array, Y: Array) -> object:
    """You differentiate the term of the targets that are 0, and not the other."""
    return (1 - Y) * sigmoid(Z) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="Differentiate the logarithm of 1 - a by a. Which sign comes from inside?",
)
def lost_the_sign_of_the_inner_derivative(Z: Array, Y: Array) -> object:
    """You lose the minus that 1 - a brings when it is differentiated."""
    a = sigmoid(Z)
    return (-Y * (1 - a) - (1 - Y) * a) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="If the output is too small, does the cost rise or fall as z grows?",
)
def lost_the_sign(Z: Array, Y: Array) -> object:
    """You take the size of each error, so that no slope is ever negative."""
    return np.abs(sigmoid(Z) - Y) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="A target may be 0.3. What does your code make of it?",
)
def rounded_each_target(Z: Array, Y: Array) -> object:
    """You round each target to 0 or 1, but targets between them are allowed."""
    return (sigmoid(Z) - np.round(Y)) / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="By what does this exercise differentiate? What is the slope of z by z?",
)
def multiplied_by_the_weighted_inputs(Z: Array, Y: Array) -> object:
    """You multiply by z, as if there were a further factor to come."""
    return (sigmoid(Z) - Y) * Z / len(Z)


@wrong(
    "binary_cross_entropy_gradient",
    hint="Compare Z before and after the call. Which line changes it?",
)
def overwrote_the_weighted_inputs(Z: Array, Y: Array) -> object:
    """You compute the outputs inside Z, and so change what the caller gave."""
    Z[:] = sigmoid(Z)
    return (Z - Y) / len(Z)


@right("binary_cross_entropy_gradient")
def through_the_chain_rule(Z: Array, Y: Array) -> object:
    """Multiply the slope by the output with the slope of the sigmoid."""
    a = 1 / (1 + np.exp(-Z))
    dC_da = -(Y / a - (1 - Y) / (1 - a)) / len(Z)
    return dC_da * a * (1 - a)


@right("binary_cross_entropy_gradient")
def through_the_hyperbolic_tangent(Z: Array, Y: Array) -> object:
    """Write the sigmoid as a hyperbolic tangent."""
    return (0.5 - Y + 0.5 * np.tanh(0.5 * Z)) / Y.shape[0]


@right("binary_cross_entropy_gradient")
def term_by_term(Z: Array, Y: Array) -> object:
    """Differentiate the two terms apart, one logit at a time."""
    G = np.zeros_like(Z)
    for i, j in np.ndindex(*Z.shape):
        G[i, j] -= Y[i, j] / (1 + math.exp(Z[i, j]))
        G[i, j] += (1 - Y[i, j]) / (1 + math.exp(-Z[i, j]))
    return G / len(G)
