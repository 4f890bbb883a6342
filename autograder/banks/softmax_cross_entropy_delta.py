"""Chapter 04: wrong and right answers about the error of a softmax layer."""

import math

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.deltas import activate_prime
from solutions.forward import softmax
from solutions.neuron import sigmoid


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
    hint="By what is this delta a derivative? Where is the derivative in your code?",
)
def returned_the_terms_of_the_cost(Z: Array, Y: Array) -> object:
    """You return the terms of the cost and never differentiate them."""
    return -Y * np.log(softmax(Z)) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="What sign should the error of an output of 0.2 have where 1 is right?",
)
def squared_the_differences(Z: Array, Y: Array) -> object:
    """You square the differences, but this error is the difference itself over N."""
    return (softmax(Z) - Y) ** 2 / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="Which sign should the error of the right class have?",
)
def lost_the_sign(Z: Array, Y: Array) -> object:
    """You take the size of each difference, so that no error is ever negative."""
    return np.abs(softmax(Z) - Y) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="How many times do the scores go through a softmax in the equation?",
)
def applied_the_softmax_twice(Z: Array, Y: Array) -> object:
    """You apply the softmax twice before you compare with the target."""
    return (softmax(softmax(Z)) - Y) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="The equation of the error has no logarithm. Where did it go?",
)
def took_the_logarithm_of_the_outputs(Z: Array, Y: Array) -> object:
    """You subtract the targets from logarithms of probabilities."""
    return (np.log(softmax(Z)) - Y) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="What becomes of a probability of 0.6 in your code?",
)
def decided_for_the_likeliest_class(Z: Array, Y: Array) -> object:
    """You turn the outputs into a one-hot row before you compare."""
    return (np.eye(Z.shape[1])[Z.argmax(axis=1)] - Y) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="A row of Y may say 0.2, 0.3, 0.5. What does your code make of it?",
)
def took_the_likeliest_target_only(Z: Array, Y: Array) -> object:
    """You turn each row of targets into a one-hot row, but targets may be spread."""
    return (softmax(Z) - np.eye(Z.shape[1])[Y.argmax(axis=1)]) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="A row of Y may say 0.2, 0.3, 0.5. What does your code make of it?",
)
def subtracted_at_sure_targets_only(Z: Array, Y: Array) -> object:
    """You subtract only where a target is exactly 1, but targets may be spread."""
    return (softmax(Z) - (Y == 1)) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="A row of Y may say 0.2, 0.3, 0.5. What does your code make of it?",
)
def subtracted_1_at_every_target(Z: Array, Y: Array) -> object:
    """You subtract a full 1 wherever a target is above 0, but targets may be spread."""
    return (softmax(Z) - (Y > 0)) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="If only the targets change, does your result change?",
)
def subtracted_1_everywhere(Z: Array, Y: Array) -> object:
    """You subtract 1 for every class, and not the target."""
    return (softmax(Z) - 1) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="If only the targets change, does your result change?",
)
def forgot_the_targets(Z: Array, Y: Array) -> object:
    """You return the outputs over N, as if no class were right."""
    return softmax(Z) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="If only the targets change, does your result change?",
)
def returned_the_slope_of_one_output(Z: Array, Y: Array) -> object:
    """You return a (1 - a), the slope of each output by its own score."""
    A = softmax(Z)
    return A * (1 - A) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="Add up a row of your softmax. What should the sum be?",
)
def normalised_over_the_whole_table(Z: Array, Y: Array) -> object:
    """You divide by one sum over the whole batch, but each row has its own."""
    E = np.exp(Z)
    return (E / E.sum() - Y) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="Print the shape of what you have for each row. Which axis has it lost?",
)
def lost_the_axis_of_the_rows(Z: Array, Y: Array) -> object:
    """You combine the table with one number a row whose shape does not line up."""
    E = np.exp(Z)
    return (E / E.sum(axis=1) - Y) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="Is softmax elementwise? What did the sum over the K paths come to?",
)
def asked_for_a_slope_of_softmax(Z: Array, Y: Array) -> object:
    """You ask for the elementwise slope of softmax, which there is not."""
    return (softmax(Z) - Y) * activate_prime("softmax", Z) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="This delta is by z already. Does anything remain to be passed?",
)
def multiplied_by_the_slope_of_a_sigmoid(Z: Array, Y: Array) -> object:
    """You multiply by the slope of a sigmoid, but no sigmoid comes in."""
    return (softmax(Z) - Y) * sigmoid(Z) * (1 - sigmoid(Z)) / len(Z)


@wrong(
    "softmax_cross_entropy_delta",
    hint="Which cost belongs to this delta, and what is its slope by a probability?",
)
def took_the_squared_error_for_the_cost(Z: Array, Y: Array) -> object:
    """You send the slope of the squared error through the softmax."""
    A = softmax(Z)
    dA = (A - Y) / len(Z)
    return A * (dA - np.sum(dA * A, axis=1, keepdims=True))


@wrong(
    "softmax_cross_entropy_delta",
    hint="Which cost belongs to this delta, and by what is it a derivative?",
)
def took_the_slope_of_the_binary_cost(Z: Array, Y: Array) -> object:
    """You differentiate the binary cross-entropy by the outputs."""
    A = softmax(Z)
    return (A - Y) / (A * (1 - A)) / len(Z)


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
