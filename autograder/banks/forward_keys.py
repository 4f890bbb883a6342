"""Chapter 02, whole networks: right numbers, wrongly kept; keys that are not there."""

from typing import Any

from autograder.banks.forward_layers import run
from autograder.banks.model import wrong
from solutions import Array
from solutions.forward import activate, affine

Layers = dict[int, Any]

# What is returned


@wrong("forward", hint="Print the keys of Z. Does the input have a weighted input?")
def put_the_input_into_z(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You keep the input in Z as well, although layer 0 has no weighted input."""
    Z, A = run(X, W, b, activation)
    return {0: X, **Z}, A


@wrong("forward", hint="What will the backward pass ask for, besides the activations?")
def returned_the_activations_alone(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """You return the activations alone, where the weighted inputs are asked too."""
    return run(X, W, b, activation)[1]


@wrong("forward", hint="What will the backward pass ask for, and of which layers?")
def returned_the_prediction_alone(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """You return the prediction alone, where every layer is to be kept."""
    return run(X, W, b, activation)[1][len(W)]


@wrong("forward", hint="Print the type of Z inside your loop, and after it.")
def overwrote_the_dict_z(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You return the weighted inputs of the last layer for the dict of them all."""
    Z, A = run(X, W, b, activation)
    return Z[len(W)], A


@wrong("forward", hint="Which layers are in your two results, and which are asked?")
def kept_the_last_layer_alone(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """You keep the last layer and the input, and none of the layers between."""
    Z, A = run(X, W, b, activation)
    L = len(W)
    return {L: Z[L]}, {0: X, L: A[L]}


@wrong("forward", hint="Print the keys of A. Where is the prediction?")
def did_not_keep_the_output(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """You keep what goes into each layer, and so not what comes out of the last."""
    Z, A = run(X, W, b, activation)
    del A[len(W)]
    return Z, A


@wrong("forward", hint="Print the keys of A. Which number has the input?")
def numbered_the_input_one(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """You number the activations from 1, where the input is layer 0."""
    Z, A = run(X, W, b, activation)
    return Z, {l + 1: a for l, a in A.items()}


# What is asked for and not there


@wrong(
    "forward",
    hint="Which of your dicts begin with 0 and which with 1? Where does the input go?",
)
def asked_for_layer_zero(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You ask a dict for layer 0 that has no such layer."""
    return activate(activation[0], affine(X, W[1], b[1]))


@wrong(
    "forward",
    hint="At which layer does your loop begin? A dict does not count from its end.",
)
def asked_for_layer_minus_one(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """You ask a dict for the key -1, which no layer has."""
    return affine({0: X}[-1], W[1], b[1])


@wrong("forward", hint="Which number has the last layer? Where does your loop end?")
def asked_for_a_layer_too_many(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """You ask a dict for a layer above the last one."""
    return W[len(W) + 1]


@wrong("forward", hint="From which layer does layer 1 get what it works on?")
def asked_for_layer_one_too_early(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """You ask a dict for what belongs to layer 1 before you have put it there."""
    return affine({0: X}[1], W[1], b[1])
