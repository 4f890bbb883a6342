"""Chapter 02, layers and networks: wrong answers, and unusual right ones."""

from typing import Any

import numpy as np

# Importing a bank enters its functions.
import autograder.banks.relu
import autograder.banks.softmax
import autograder.banks.tanh  # noqa: F401
from autograder.banks.model import right, wrong
from solutions import Array
from solutions.forward import activate, affine
from solutions.neuron import sigmoid

Layers = dict[int, Any]

# affine


@wrong("affine", hint="Put zeros into A and look: what should each neuron say then?")
def left_the_biases_out(A: Array, W: Array, b: Array) -> object:
    """Your weighted inputs leave the biases out."""
    return A @ W.T


@wrong(
    "affine",
    hint="W[j, k] leads from k to j. Which axis of W must meet the inputs of A?",
)
def forgot_to_transpose(A: Array, W: Array, b: Array) -> object:
    """You multiply by W as it stands, so that inputs meet the wrong axis."""
    return A @ W + b


@wrong("affine", hint="An example is a row. Compare your shape with the one asked for.")
def examples_as_columns(A: Array, W: Array, b: Array) -> object:
    """You return one example a column, as books write it, where rows are asked."""
    return W @ A.T + b[:, None]


@wrong("affine", hint="Look at the sign of the last term of the equation.")
def subtracted_the_biases(A: Array, W: Array, b: Array) -> object:
    """You subtract the biases instead of adding them."""
    return A @ W.T - b


@wrong(
    "affine",
    hint="The bias stands outside the sum sign. How often do you add it for n inputs?",
)
def bias_for_every_input(A: Array, W: Array, b: Array) -> object:
    """You add the bias once for every input instead of once for each neuron."""
    return (A[:, None, :] * W + b[:, None]).sum(axis=2)


@wrong("affine", hint="The equation has a sum over k. Do you divide by anything?")
def took_the_mean_of_the_inputs(A: Array, W: Array, b: Array) -> object:
    """You take the mean over the inputs where each neuron takes their sum."""
    return A @ W.T / A.shape[1] + b


@wrong("affine", hint="Stop at z: the activation is the next step, not this.")
def went_on_to_the_activation(A: Array, W: Array, b: Array) -> object:
    """You return the activations where the weighted inputs are asked."""
    return sigmoid(A @ W.T + b)


@wrong("affine", hint="The bias has an index j. Which neuron gets which number?")
def one_bias_for_all(A: Array, W: Array, b: Array) -> object:
    """You give every neuron of the layer the same bias."""
    return A @ W.T + b[0]


@wrong("affine", hint="Count the rows of A, and the rows of your result.")
def only_the_first_example(A: Array, W: Array, b: Array) -> object:
    """You compute the layer for the first example alone."""
    return W @ A[0] + b


@right("affine")
def einstein_layer(A: Array, W: Array, b: Array) -> object:
    """Name the axes."""
    return np.einsum("ik,jk->ij", A, W) + b


@right("affine")
def columns_and_back(A: Array, W: Array, b: Array) -> object:
    """Compute with columns as the books do, then transpose."""
    return (np.dot(W, A.T) + b.reshape(-1, 1)).T


@right("affine")
def three_loops(A: Array, W: Array, b: Array) -> object:
    """Write every sum out."""
    Z = np.zeros((A.shape[0], W.shape[0]))
    for i in range(A.shape[0]):
        for j in range(W.shape[0]):
            Z[i, j] = b[j] + sum(W[j, k] * A[i, k] for k in range(W.shape[1]))
    return Z


@right("affine")
def added_in_place(A: Array, W: Array, b: Array) -> object:
    """Change an array, but one that is new."""
    Z = np.tile(b, (len(A), 1))
    Z += np.inner(A, W)
    return Z


# forward


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
