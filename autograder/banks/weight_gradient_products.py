"""Chapter 04: slopes of weights from a wrong product of matrices."""

import numpy as np

from autograder.banks.model import wrong
from solutions import Array


@wrong("weight_gradient", hint="Compare the shape of your result with that of W.")
def transposed_the_result(delta: Array, A_prev: Array) -> object:
    """You have a row for each neuron below, but W has a row for each neuron above."""
    return A_prev.T @ delta


@wrong(
    "weight_gradient",
    hint="Columns have become rows. Write the two shapes down: what must disappear?",
)
def copied_the_form_for_columns(delta: Array, A_prev: Array) -> object:
    """You keep the form for columns, while examples are rows here."""
    return delta @ A_prev.T


@wrong(
    "weight_gradient",
    hint="Write the two shapes side by side. Which dimensions must meet in the middle?",
)
def turned_neither(delta: Array, A_prev: Array) -> object:
    """You multiply the two tables as they are, so that the batch is not summed over."""
    return delta @ A_prev


@wrong(
    "weight_gradient",
    hint="How many rows should your result have, and how many has it?",
)
def multiplied_all_with_all(delta: Array, A_prev: Array) -> object:
    """You multiply the errors of an example with the activations of all the others."""
    return np.outer(delta, A_prev)


@wrong("weight_gradient", hint="A weight joins two layers. Which of them is in yours?")
def multiplied_the_error_with_itself(delta: Array, A_prev: Array) -> object:
    """You multiply the error with itself where the activations below belong."""
    return delta.T @ delta


@wrong(
    "weight_gradient",
    hint="Write the two shapes side by side. Which dimensions must meet in the middle?",
)
def put_the_activations_first(delta: Array, A_prev: Array) -> object:
    """You multiply the activations by the errors as they are, activations first."""
    return A_prev @ delta


@wrong(
    "weight_gradient",
    hint="Write the two shapes side by side. Which dimensions must meet in the middle?",
)
def turned_the_error_and_put_it_last(delta: Array, A_prev: Array) -> object:
    """You turn the errors and put them last, so that two layers meet."""
    return A_prev @ delta.T


@wrong(
    "weight_gradient",
    hint="Write the two shapes side by side. Which dimensions must meet in the middle?",
)
def turned_both(delta: Array, A_prev: Array) -> object:
    """You turn both tables, so that the batch does not meet itself."""
    return delta.T @ A_prev.T


@wrong(
    "weight_gradient",
    hint="Write the two shapes side by side. Which dimensions must meet in the middle?",
)
def turned_both_and_swapped(delta: Array, A_prev: Array) -> object:
    """You turn both tables and swap them, so that the batch does not meet itself."""
    return A_prev.T @ delta.T


@wrong(
    "weight_gradient",
    hint="A weight joins two layers. How many products are there for one example?",
)
def multiplied_by_element(delta: Array, A_prev: Array) -> object:
    """You multiply errors and activations element by element."""
    return delta * A_prev


@wrong(
    "weight_gradient",
    hint="A weight joins two layers. How many products are there for one example?",
)
def turned_and_multiplied_by_element(delta: Array, A_prev: Array) -> object:
    """You turn the errors and then multiply element by element."""
    return delta.T * A_prev


@wrong("weight_gradient", hint="A weight joins two layers. Which of them is in yours?")
def multiplied_the_activations_with_themselves(delta: Array, A_prev: Array) -> object:
    """You multiply the activations with themselves where the error belongs."""
    return A_prev.T @ A_prev


@wrong("weight_gradient", hint="Print the errors and what you made of them.")
def reshaped_for_a_transpose(delta: Array, A_prev: Array) -> object:
    """You reshape the errors until they fit, which mixes neurons and examples."""
    return delta.reshape(delta.shape[::-1]) @ A_prev


@wrong(
    "weight_gradient",
    hint="Print your result before and after. Does a row still belong to one neuron?",
)
def reshaped_the_result(delta: Array, A_prev: Array) -> object:
    """You reshape the result until it fits, which mixes the weights."""
    return (A_prev.T @ delta).reshape(delta.shape[1], A_prev.shape[1])


@wrong("weight_gradient", hint="How many axes has W, and how many has your result?")
def kept_turned_matrices_for_each_example(delta: Array, A_prev: Array) -> object:
    """You keep one matrix for each example, with the layer below as its rows."""
    return A_prev[:, :, None] * delta[:, None, :]


@wrong(
    "weight_gradient",
    hint="How many rows should your result have, and how many has it?",
)
def paired_activations_with_all_errors(delta: Array, A_prev: Array) -> object:
    """You multiply the activations of an example with the errors of all others."""
    return np.outer(A_prev, delta)


@wrong(
    "weight_gradient",
    hint="Which of the two comes first in each product, and which in W?",
)
def added_matrices_that_are_turned(delta: Array, A_prev: Array) -> object:
    """You add tables whose rows are the layer below into one whose rows are above."""
    dW = np.zeros((delta.shape[1], A_prev.shape[1]))
    for d, a in zip(delta, A_prev, strict=True):
        dW += np.outer(a, d)
    return dW


@wrong("weight_gradient", hint="Compare the shape of your result with that of W.")
def started_from_a_turned_table(delta: Array, A_prev: Array) -> object:
    """You add the products into a table whose rows are the layer below."""
    dW = np.zeros((A_prev.shape[1], delta.shape[1]))
    for d, a in zip(delta, A_prev, strict=True):
        dW += np.outer(d, a)
    return dW
