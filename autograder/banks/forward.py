"""Chapter 02: wrong answers about whole networks, and unusual right ones.

The functions that a network is made of have modules of their own.
"""

from typing import Any

import numpy as np

# Importing a bank enters its functions.
import autograder.banks.affine
import autograder.banks.forward_keys
import autograder.banks.forward_layers
import autograder.banks.relu
import autograder.banks.relu_prime
import autograder.banks.softmax
import autograder.banks.tanh_prime  # noqa: F401
from autograder.banks.model import right, wrong
from solutions import Array
from solutions.forward import activate, affine
from solutions.neuron import sigmoid

Layers = dict[int, Any]


@wrong("forward", hint="What does a neuron send to the next layer: its z or its a?")
def sent_z_on(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You send the weighted inputs to the next layer instead of the activations."""
    Z, A = {0: X}, {0: X}
    for l in range(1, len(W) + 1):
        Z[l] = affine(Z[l - 1], W[l], b[l])
        A[l] = activate(activation[l], Z[l])
    del Z[0]
    return Z, A


@wrong("forward", hint="Print the keys of A. The input is layer 0.")
def dropped_the_input(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You do not keep the input as the activation of layer 0."""
    Z: Layers = {}
    A: Layers = {}
    a = X
    for l in W:
        Z[l] = affine(a, W[l], b[l])
        A[l] = a = activate(activation[l], Z[l])
    return Z, A


@wrong("forward", hint="Print the keys of Z and of W. Which belong together?")
def counted_from_zero(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You number the weighted inputs from 0, where the first layer has the number 1."""
    Z, A = {}, {0: X}
    for l in range(len(W)):
        Z[l] = affine(A[l], W[l + 1], b[l + 1])
        A[l + 1] = activate(activation[l + 1], Z[l])
    return Z, A


@wrong("forward", hint="Print the name of the activation inside your loop.")
def one_activation_for_all(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """You use the activation of the first layer in every layer."""
    Z, A = {}, {0: X}
    for l in range(1, len(W) + 1):
        Z[l] = affine(A[l - 1], W[l], b[l])
        A[l] = activate(activation[1], Z[l])
    return Z, A


@wrong("forward", hint="What is the argument called activation for?")
def sigmoid_everywhere(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You use the sigmoid in every layer and do not look at the names."""
    Z, A = {}, {0: X}
    for l in range(1, len(W) + 1):
        Z[l] = affine(A[l - 1], W[l], b[l])
        A[l] = sigmoid(Z[l])
    return Z, A


@wrong("forward", hint="Print the keys of Z and of W. Which is missing?")
def stopped_one_layer_early(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """Your loop ends before the last layer."""
    Z: Layers = {}
    A = {0: X}
    for l in range(1, len(W)):
        Z[l] = affine(A[l - 1], W[l], b[l])
        A[l] = activate(activation[l], Z[l])
    return Z, A


@wrong("forward", hint="Compare the last Z with the last A. Should they be equal?")
def no_activation_at_the_output(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """You leave the activation of the last layer out."""
    Z, A = {}, {0: X}
    for l in range(1, len(W) + 1):
        Z[l] = affine(A[l - 1], W[l], b[l])
        A[l] = activate(activation[l], Z[l]) if l < len(W) else Z[l]
    return Z, A


@wrong("forward", hint="What will the backward pass ask for, and of which layers?")
def returned_only_the_output(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """You return the last layer alone, where every layer is to be kept."""
    z, a = X, X
    for l in range(1, len(W) + 1):
        z = affine(a, W[l], b[l])
        a = activate(activation[l], z)
    return z, a


@wrong("forward", hint="Look at the order in which the docstring names the two.")
def swapped_z_and_a(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You return the activations first and the weighted inputs second."""
    Z, A = {}, {0: X}
    for l in range(1, len(W) + 1):
        Z[l] = affine(A[l - 1], W[l], b[l])
        A[l] = activate(activation[l], Z[l])
    return A, Z


@wrong("forward", hint="Which of the arguments does your loop never use?")
def no_biases_at_all(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You leave the biases out of every layer."""
    Z, A = {}, {0: X}
    for l in range(1, len(W) + 1):
        Z[l] = A[l - 1] @ W[l].T
        A[l] = activate(activation[l], Z[l])
    return Z, A


@wrong("forward", hint="Compare Z with A in one layer. Should they be equal?")
def overwrote_z(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You overwrite the weighted inputs with the activations, so that Z is lost."""
    Z, A = {}, {0: X}
    for l in range(1, len(W) + 1):
        Z[l] = activate(activation[l], affine(A[l - 1], W[l], b[l]))
        A[l] = Z[l]
    return Z, A


@wrong("forward", hint="What type should the two results have, and which keys?")
def kept_lists(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You return lists, where dicts keyed by the layer are asked."""
    Z, A = [], [X]
    for l in range(1, len(W) + 1):
        Z.append(affine(A[-1], W[l], b[l]))
        A.append(activate(activation[l], Z[-1]))
    return Z, A


@wrong(
    "forward",
    hint="How often does your loop run? Look at how far each line is indented.",
)
def returned_inside_the_loop(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """You return after the first layer, because the return stands in the loop."""
    Z = {1: affine(X, W[1], b[1])}
    return Z, {0: X, 1: activate(activation[1], Z[1])}


@right("forward")
def one_call_deeper(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """Run all layers but the last by calling the same function again."""

    def run(l: int) -> tuple[Layers, Layers]:
        if l == 0:
            return {}, {0: X}
        Z, A = run(l - 1)
        z = affine(A[l - 1], W[l], b[l])
        return {**Z, l: z}, {**A, l: activate(activation[l], z)}

    return run(max(W))


@right("forward")
def running_activation(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """Carry one array along, copy the input, return a list of two."""
    Z, A = {}, {0: X.copy()}
    a = A[0]
    for l, name in sorted(activation.items()):
        Z[l] = np.einsum("jk,ik->ij", W[l], a) + b[l]
        a = A[l] = activate(name, Z[l])
    return [Z, A]


@right("forward")
def own_table_of_functions(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """Write every activation out instead of handing the name on."""
    functions: dict[str, Any] = {
        "sigmoid": lambda z: 0.5 + 0.5 * np.tanh(z / 2.0),
        "tanh": np.tanh,
        "relu": lambda z: z.clip(min=0.0),
        "softmax": lambda z: np.exp(z) / np.exp(z).sum(axis=1)[:, None],
    }
    Z = {l: np.empty((len(X), len(b[l]))) for l in W}
    A = {l: np.empty((len(X), len(b[l]))) for l in W} | {0: X}
    for l in W:
        for i, row in enumerate(A[l - 1]):
            Z[l][i] = W[l] @ row + b[l]
        A[l] = functions[activation[l]](Z[l])
    return Z, A
