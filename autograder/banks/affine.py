"""Chapter 02, one layer: wrong answers, and unusual right ones."""

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.neuron import sigmoid


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


@wrong("affine", hint="Print W and what you made of it. Is a row now a column?")
def reshaped_for_a_transpose(A: Array, W: Array, b: Array) -> object:
    """You reshape W until it fits, which deals its numbers out in another order."""
    return A @ W.reshape(W.shape[1], W.shape[0]) + b


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
