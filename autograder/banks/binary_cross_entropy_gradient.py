"""Chapter 03: wrong and right answers about the slope of the binary cross-entropy."""

import math

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.neuron import sigmoid, sigmoid_prime


@wrong(
    "binary_cross_entropy_gradient",
    hint="The cost is a mean. How much does one example of 100 count in it?",
)
def left_the_mean_out(Z: Array, Y: Array) -> object:
    """You differentiate the sum over the batch, but the cost is the mean."""
    return sigmoid(Z) - Y


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
    hint="Over which index does the cost take a mean, over which only a sum?",
)
def divided_by_all_elements(Z: Array, Y: Array) -> object:
    """You divide by the number of all elements, not by the number of examples."""
    return (sigmoid(Z) - Y) / Z.size


@wrong(
    "binary_cross_entropy_gradient",
    hint="Examples are rows. Which of the two dimensions counts them?",
)
def divided_by_the_outputs(Z: Array, Y: Array) -> object:
    """You divide by the number of outputs instead of the number of examples."""
    return (sigmoid(Z) - Y) / Z.shape[1]


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
    hint="How many weighted inputs can be moved? Each of them has a slope.",
)
def summed_over_the_batch(Z: Array, Y: Array) -> object:
    """You sum the slopes over the batch, but each input has a slope of its own."""
    return (sigmoid(Z) - Y).sum(axis=0) / len(Z)


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
