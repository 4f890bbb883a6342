"""Chapter 04: backward passes that go wrong on the way from layer to layer."""

from typing import Any

from autograder.banks.model import wrong
from autograder.banks.walk import Layers, Names, error_at_the_output, walk
from solutions import Array
from solutions.deltas import hidden_delta


@wrong(
    "backward",
    hint="The docstring of BP2 says where the slope is taken: is it at z or at a?",
)
def took_hidden_slopes_at_the_activations(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You take the slopes of hidden layers at their activations, not at z."""

    def carry(l: int, delta: Array, *rest: Any) -> Array:
        carried: Array = hidden_delta(delta, W[l + 1], A[l], activation[l])
        return carried

    return walk(Y, Z, A, W, activation, carry=carry)


@wrong("backward", hint="When you arrive at layer l, which layer's slope do you need?")
def took_the_slope_at_the_activations_below(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You take the slope of a hidden layer at the activations of the layer below."""

    def carry(l: int, delta: Array, *rest: Any) -> Array:
        carried: Array = hidden_delta(delta, W[l + 1], A[l - 1], activation[l])
        return carried

    return walk(Y, Z, A, W, activation, carry=carry)


@wrong("backward", hint="Which layer does each index in that line name?")
def mixed_the_last_two_layers(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You combine an array of the last layer with one of the layer before it."""

    def carry(l: int, delta: Array, *rest: Any) -> Array:
        carried: Array = hidden_delta(delta, W[l + 1], Z[l + 1], activation[l])
        return carried

    return walk(Y, Z, A, W, activation, carry=carry)


@wrong("backward", hint="When you arrive at layer l, which layer's slope do you need?")
def gave_hidden_layers_the_last_activation(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You use the activation of the last layer for the slopes of all layers."""

    def carry(l: int, delta: Array, *rest: Any) -> Array:
        carried: Array = hidden_delta(delta, W[l + 1], Z[l], activation[len(W)])
        return carried

    return walk(Y, Z, A, W, activation, carry=carry)


@wrong("backward", hint="When you arrive at layer l, which layer's slope do you need?")
def gave_hidden_layers_the_first_activation(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You use the activation of the first layer for the slopes of hidden layers."""

    def carry(l: int, delta: Array, *rest: Any) -> Array:
        carried: Array = hidden_delta(delta, W[l + 1], Z[l], activation[1])
        return carried

    return walk(Y, Z, A, W, activation, carry=carry)


@wrong(
    "backward", hint="Which layer's name does the line need? What does the dict hold?"
)
def handed_over_all_the_names(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You hand over the dict of all names where the name of one layer belongs."""

    def carry(l: int, delta: Array, *rest: Any) -> Array:
        carried: Array = hidden_delta(delta, W[l + 1], Z[l], activation)  # type: ignore[arg-type]
        return carried

    return walk(Y, Z, A, W, activation, carry=carry)


@wrong(
    "backward", hint="Is it the word that you hand over, or what the argument holds?"
)
def wrote_the_name_in_quotes(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You ask for an activation called 'activation': the name itself is quoted."""

    def carry(l: int, delta: Array, *rest: Any) -> Array:
        carried: Array = hidden_delta(delta, W[l + 1], Z[l], "activation")
        return carried

    return walk(Y, Z, A, W, activation, carry=carry)


@wrong(
    "backward",
    hint="What does a weight multiply, what went into a neuron or what came out?",
)
def used_weighted_inputs_for_activations(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You use z of the layer below in BP4, but its activations come in."""
    B = {l: Z[l] if l else A[0] for l in A}
    return walk(Y, Z, A, W, activation, slope_W=lambda l, d, A: d.T @ B[l - 1])


@wrong("backward", hint="Is the 1/N in the error, or does BP4 bring it in?")
def averaged_the_weights_only(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You average over the batch in BP4, but the error holds the 1/N already."""
    dW, db = walk(Y, Z, A, W, activation)
    return {l: dW[l] / len(Y) for l in dW}, db


@wrong("backward", hint="Compare the shape of each bias gradient with its biases.")
def kept_the_bias_gradients_as_columns(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You return tables with one column for the biases, which have one axis only."""
    dW, db = walk(Y, Z, A, W, activation)
    return dW, {l: db[l][:, None] for l in db}


@wrong(
    "backward",
    hint="What does BP2 carry one layer back, and what is it after the first turn?",
)
def carried_the_last_error_each_time(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You carry the error of the output layer to every layer, not the one above."""
    len(W)
    last = error_at_the_output(Y, Z, A, activation)

    def carry(l: int, *rest: Any) -> Array:
        carried: Array = hidden_delta(last, W[l + 1], Z[l], activation[l])
        return carried

    return walk(Y, Z, A, W, activation, carry=carry)


@wrong("backward", hint="Which layer's error do you hold when you come to BP3?")
def collected_the_biases_before_the_step(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You collect the slopes of biases before the error has arrived at their layer."""
    dW, db = walk(Y, Z, A, W, activation)
    return dW, {l: db[min(l + 1, len(W))] for l in db}


@wrong("backward", hint="Which error is there at once, without any other?")
def went_from_the_first_layer_up(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You go from the first layer to the last, but errors come from the last."""
    delta = error_at_the_output(Y, Z, A, activation)
    dW, db = {}, {}
    for l in W:
        if l < len(W):
            delta = hidden_delta(delta, W[l + 1], Z[l], activation[l])
        dW[l], db[l] = delta.T @ A[l - 1], delta.sum(axis=0)
    return dW, db


@wrong(
    "backward",
    hint="In which order are the errors made, and in which does your loop count?",
)
def asked_for_an_error_not_yet_made(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You ask for the error of a layer before it is there."""
    delta = {len(W): error_at_the_output(Y, Z, A, activation)}
    for l in range(1, len(W)):
        delta[l] = hidden_delta(delta[l + 1], W[l + 1], Z[l], activation[l])
    dW = {l: delta[l].T @ A[l - 1] for l in delta}
    return dW, {l: delta[l].sum(axis=0) for l in delta}


@wrong(
    "backward",
    hint="Which number has the last layer? For which do you ask for the one above?",
)
def asked_for_a_layer_above_the_last(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You ask a dict for layer L + 1, which there is not."""
    return A[len(W) + 1]


@wrong("backward", hint="Which key has the last layer?")
def asked_for_the_key_minus_1(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You ask a dict for the key -1, as if it were a list."""
    return A[-1]


@wrong(
    "backward",
    hint="With which number does a list begin, and with which do the keys of W?",
)
def put_layers_into_lists(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You assign to a place that your list does not have."""
    dW = [A[0]] * len(W)
    dW[len(W)] = Y
    return dW
