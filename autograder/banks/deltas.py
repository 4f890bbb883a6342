"""Chapter 04: wrong answers about the delta equations, and unusual right ones.

The two errors of an output layer are here; the other equations have modules of their
own.
"""

import math

import numpy as np

# Importing a bank enters its functions.
import autograder.banks.backward
import autograder.banks.hidden_delta
import autograder.banks.parameter_gradients  # noqa: F401
from autograder.banks.model import right, wrong
from solutions import Array
from solutions.deltas import activate_prime
from solutions.forward import activate, softmax
from solutions.neuron import sigmoid

# output_delta


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


@wrong("output_delta", hint="What does the circle with a dot stand for in BP1?")
def multiplied_as_matrices(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """You take a matrix product where BP1 multiplies element by element."""
    return dA @ activate_prime(activation, Z).T


@wrong("output_delta", hint="Where did the 1/N of the mean enter? Is it in dA already?")
def divided_by_the_batch_again(
    dA: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You divide by the number of examples, but the gradient of the cost did."""
    return dA * activate_prime(activation, Z) / len(Z)


@wrong(
    "output_delta", hint="Is there a minus sign in BP1? Who goes downhill, and when?"
)
def reversed_the_sign(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """You turn the sign round, but BP1 has no minus."""
    return -dA * activate_prime(activation, Z)


@wrong("output_delta", hint="How many rows has the error, and how many rows has yours?")
def summed_over_the_batch(dA: Array, Z: Array, activation: str = "sigmoid") -> object:
    """You sum over the batch, but every example has an error of its own."""
    return (dA * activate_prime(activation, Z)).sum(axis=0)


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


# softmax_cross_entropy_delta


@wrong(
    "softmax_cross_entropy_delta",
    hint="The cost is a mean. How much does one example of 100 count in it?",
)
def left_the_mean_out(Z: Array, Y: Array) -> object:
    """You differentiate the sum over the batch, but the cost is the mean."""
    return softmax(Z) - Y


@wrong(
    "softmax_cross_entropy_delta",
    hint="If the score of a wrong class grows, does the cost rise or fall?",
)
def turned_the_difference_round(Z: Array, Y: Array) -> object:
    """You subtract the outputs from the targets, so every error has the wrong sign."""
    return (Y - softmax(Z)) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="This delta is by z already. Does anything remain to be passed?",
)
def multiplied_by_a_slope(Z: Array, Y: Array) -> object:
    """You multiply by a slope as in BP1, but it has cancelled already."""
    A = softmax(Z)
    return (A - Y) * A * (1 - A) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="Over which index does the cost take a mean, over which only a sum?",
)
def divided_by_all_elements(Z: Array, Y: Array) -> object:
    """You divide by the number of all elements, not by the number of examples."""
    return (softmax(Z) - Y) / Z.size


@wrong(
    "softmax_cross_entropy_delta",
    hint="Examples are rows. Which of the two dimensions counts them?",
)
def divided_by_the_classes(Z: Array, Y: Array) -> object:
    """You divide by the number of classes instead of the number of examples."""
    return (softmax(Z) - Y) / Z.shape[1]


@wrong(
    "softmax_cross_entropy_delta",
    hint="Each row holds the scores of one example. Along which axis do you normalise?",
)
def normalised_over_the_batch(Z: Array, Y: Array) -> object:
    """You take the softmax down the columns, across different examples."""
    return (softmax(Z.T).T - Y) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="Do the outputs of one example have to add up to 1? Do yours?",
)
def used_sigmoids(Z: Array, Y: Array) -> object:
    """You put a sigmoid on each score where a softmax of the row is asked for."""
    return (sigmoid(Z) - Y) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="Z holds what goes into the softmax. What is compared with the target?",
)
def took_scores_for_probabilities(Z: Array, Y: Array) -> object:
    """You subtract the targets from the scores, not from the probabilities."""
    return (Z - Y) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="Add up a row of your softmax. What should the sum be?",
)
def forgot_to_normalise(Z: Array, Y: Array) -> object:
    """You use the exponentials of the scores without dividing by their sum."""
    return (np.exp(Z) - Y) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="If the score of a wrong class moves, does the cost stay the same?",
)
def moved_the_right_class_only(Z: Array, Y: Array) -> object:
    """You give an error to the right class only, but all scores share the softmax."""
    return Y * (softmax(Z) - 1) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="By what is this delta a derivative, by the probabilities or by the scores?",
)
def stopped_at_the_probabilities(Z: Array, Y: Array) -> object:
    """You differentiate by the outputs of the softmax, not by its scores."""
    return -Y / softmax(Z) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="How many scores can be moved? Each of them has a slope.",
)
def averaged_over_the_batch(Z: Array, Y: Array) -> object:
    """You average over the batch, but every example has an error of its own."""
    return (softmax(Z) - Y).mean(axis=0)


@right("softmax_cross_entropy_delta")
def through_the_jacobian(Z: Array, Y: Array) -> object:
    """Multiply the slope by the probabilities with the Jacobian of the softmax."""
    rows = []
    for a, y in zip(softmax(Z), Y, strict=True):
        jacobian = np.diag(a) - np.outer(a, a)
        rows.append(jacobian @ (-y / a))
    return np.array(rows) / len(Z)


@right("softmax_cross_entropy_delta")
def in_the_logarithmic_domain(Z: Array, Y: Array) -> object:
    """Take the exponential of the log-softmax."""
    A = np.exp(Z - np.logaddexp.reduce(Z, axis=1, keepdims=True))
    return A / len(A) - Y / len(Y)


@right("softmax_cross_entropy_delta")
def one_score_at_a_time(Z: Array, Y: Array) -> object:
    """Use plain numbers, and subtract where there is a target."""
    delta = []
    for scores, targets in zip(Z.tolist(), Y.tolist(), strict=True):
        total = math.fsum(map(math.exp, scores))
        pairs = zip(scores, targets, strict=True)
        delta.append([(math.exp(z) / total - y) / len(Z) for z, y in pairs])
    return np.array(delta)
