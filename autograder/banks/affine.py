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


@wrong("affine", hint="Write the two shapes side by side. Which axes have one length?")
def weights_to_the_left(A: Array, W: Array, b: Array) -> object:
    """You put W to the left of A, where it meets the examples."""
    return W @ A + b


@wrong("affine", hint="In what you have computed, which axis counts the neurons?")
def columns_but_a_row_of_biases(A: Array, W: Array, b: Array) -> object:
    """You compute one example a column, and the row of biases does not fit that."""
    return W @ A.T + b


@wrong("affine", hint="The equation has a sum over k. Does `*` add anything up?")
def multiplied_element_by_element(A: Array, W: Array, b: Array) -> object:
    """You multiply A and W element by element, where rows are multiplied and summed."""
    return A * W + b


@wrong("affine", hint="The bias has an index j. Which neuron gets which number?")
def summed_the_biases(A: Array, W: Array, b: Array) -> object:
    """You add the sum of all biases to every neuron, where each has its own."""
    return A @ W.T + b.sum()


@wrong("affine", hint="Which operation joins the bias to the sum?")
def multiplied_by_the_biases(A: Array, W: Array, b: Array) -> object:
    """You multiply the sums by the biases instead of adding the biases."""
    return A @ W.T * b


@wrong("affine", hint="Does the result for one example depend on how many there are?")
def divided_by_the_batch(A: Array, W: Array, b: Array) -> object:
    """You divide by the number of examples, where the layer takes no mean at all."""
    return A @ W.T / len(A) + b


@wrong("affine", hint="Print a row of your result. Do its numbers belong together?")
def reshaped_the_columns(A: Array, W: Array, b: Array) -> object:
    """You reshape columns into rows, which deals their numbers out in another order."""
    return (W @ A.T + b[:, None]).reshape(len(A), -1)


@wrong("affine", hint="Print what you made of A. Is a row still an example?")
def reshaped_the_activations(A: Array, W: Array, b: Array) -> object:
    """You reshape A until it fits, which deals its numbers out in another order."""
    return (W @ A.reshape(A.shape[1], -1)).T + b


@wrong("affine", hint="By what is the bias multiplied on its way into z?")
def biases_into_the_weights(A: Array, W: Array, b: Array) -> object:
    """You add the biases to the weights, so that the inputs multiply them too."""
    return A @ (W + b[:, None]).T


@wrong("affine", hint="Stop at z: may a weighted input be negative?")
def rectified_too(A: Array, W: Array, b: Array) -> object:
    """You set negative weighted inputs to 0, which is the work of an activation."""
    return np.maximum(A @ W.T + b, 0.0)


@wrong("affine", hint="Stop at z: may a weighted input be larger than 1?")
def squashed_by_tanh_too(A: Array, W: Array, b: Array) -> object:
    """You apply tanh to the weighted inputs, which themselves are asked."""
    return np.tanh(A @ W.T + b)


@wrong("affine", hint="What becomes of the product of the input before?")
def kept_the_last_input_alone(A: Array, W: Array, b: Array) -> object:
    """You keep the product of the last input alone, where all are added up."""
    return np.outer(A[:, -1], W[:, -1]) + b


@wrong("affine", hint="Python counts from 0. Where does your sum begin?")
def without_the_first_input(A: Array, W: Array, b: Array) -> object:
    """You leave the first input out of every sum."""
    return A[:, 1:] @ W[:, 1:].T + b


@wrong("affine", hint="Which is the last input that your sum reaches?")
def without_the_last_input(A: Array, W: Array, b: Array) -> object:
    """You leave the last input out of every sum."""
    return A[:, :-1] @ W[:, :-1].T + b


@wrong(
    "affine",
    hint="If there is a loop: what becomes of the row of the example before?",
)
def only_the_last_example(A: Array, W: Array, b: Array) -> object:
    """You give the weighted inputs of the last example alone."""
    return W @ A[-1] + b


@wrong("affine", hint="Look at which rows of your result are right, and which are not.")
def biases_for_the_first_example_only(A: Array, W: Array, b: Array) -> object:
    """You add the biases to the first example alone."""
    Z = A @ W.T
    Z[0] += b
    return Z


@wrong(
    "affine", hint="Line the two shapes up at the right. Which axis has the neurons?"
)
def stood_the_biases_up(A: Array, W: Array, b: Array) -> object:
    """You stand the biases up as a column, where the neurons lie in a row."""
    return A @ W.T + b[:, None]


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
