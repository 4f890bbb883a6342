"""Chapter 04: errors of a hidden layer with a wrong sum, factor or form."""

import numpy as np

from autograder.banks.model import wrong
from solutions import Array
from solutions.deltas import activate_prime


@wrong(
    "hidden_delta", hint="Each error above travels along its own weight. Does yours?"
)
def summed_errors_and_weights_apart(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You sum the errors and sum the weights, where BP2 sums their products."""
    total = delta_next.sum(axis=1, keepdims=True) * W_next.sum(axis=0)
    return total * activate_prime(activation, Z)


@wrong(
    "hidden_delta", hint="Where did the 1/N of the mean enter? Is it in the error yet?"
)
def divided_by_the_batch_again(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You divide by the number of examples, but the error above did already."""
    return (delta_next @ W_next) * activate_prime(activation, Z) / len(Z)


@wrong(
    "hidden_delta", hint="If only the first neuron above errs, is there an error here?"
)
def kept_the_last_neuron_above(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You overwrite the sum at each neuron above, so that only the last one counts."""
    return np.outer(delta_next[:, -1], W_next[-1]) * activate_prime(activation, Z)


@wrong(
    "hidden_delta",
    hint="How many rows and columns has the error, and how many has yours?",
)
def summed_over_the_batch(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You sum over the batch, but every example has an error of its own."""
    return ((delta_next @ W_next) * activate_prime(activation, Z)).sum(axis=0)


@wrong(
    "hidden_delta",
    hint="How many rows and columns has the error, and how many has yours?",
)
def averaged_over_the_batch(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You average over the batch, but every example has an error of its own."""
    return ((delta_next @ W_next) * activate_prime(activation, Z)).mean(axis=0)


@wrong(
    "hidden_delta",
    hint="How many rows and columns has the error, and how many has yours?",
)
def kept_the_neurons_above_apart(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You keep one error for each neuron above and do not add over the paths."""
    paths = delta_next[:, :, None] * W_next
    return paths * activate_prime(activation, Z)[:, None]


@wrong(
    "hidden_delta",
    hint="With one more neuron above, do the other paths count for less?",
)
def averaged_over_the_neurons_above(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You average over the neurons above, but BP2 adds over the paths."""
    return (delta_next @ W_next) * activate_prime(activation, Z) / len(W_next)


@wrong(
    "hidden_delta",
    hint="Is there a division in BP2? What if the layer gets one more neuron?",
)
def divided_by_the_neurons_here(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You divide by the number of neurons of this layer."""
    return (delta_next @ W_next) * activate_prime(activation, Z) / Z.shape[1]


@wrong("hidden_delta", hint="Where did the 1/N of the mean enter? Should it go again?")
def multiplied_by_the_batch(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You multiply by the number of examples, but BP2 has no such factor."""
    return (delta_next @ W_next) * activate_prime(activation, Z) * len(Z)


@wrong(
    "hidden_delta",
    hint="Each error above travels along its own weight. Where are the weights?",
)
def forgot_the_weights(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You add up the errors above without their weights."""
    return delta_next.sum(axis=1, keepdims=True) * activate_prime(activation, Z)


@wrong(
    "hidden_delta", hint="If only the last neuron above errs, is there an error here?"
)
def kept_the_first_neuron_above(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You follow the path through the first neuron above only."""
    return np.outer(delta_next[:, 0], W_next[0]) * activate_prime(activation, Z)


@wrong(
    "hidden_delta", hint="If only the last neuron above errs, is there an error here?"
)
def left_out_the_last_neuron_above(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You leave out the path through the last neuron above."""
    return (delta_next[:, :-1] @ W_next[:-1]) * activate_prime(activation, Z)


@wrong("hidden_delta", hint="How far is your line with the slope indented?")
def multiplied_by_the_slope_at_each_turn(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You multiply by the slope for every neuron above, on what is there so far."""
    delta = np.zeros(Z.shape)
    for error, weights in zip(delta_next.T, W_next, strict=True):
        delta = (delta + np.outer(error, weights)) * activate_prime(activation, Z)
    return delta


@wrong("hidden_delta", hint="What type has Z, and what type has your result?")
def returned_lists(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You return lists of numbers where an array is asked."""
    return ((delta_next @ W_next) * activate_prime(activation, Z)).tolist()


@wrong(
    "hidden_delta", hint="Compare Z before and after the call. Which line changes it?"
)
def overwrote_the_weighted_inputs(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You put the slopes into Z, and so change what the caller gave."""
    Z[:] = activate_prime(activation, Z)
    return (delta_next @ W_next) * Z
