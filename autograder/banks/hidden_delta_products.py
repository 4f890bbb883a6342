"""Chapter 04: errors of a hidden layer from a wrong product of matrices."""

import numpy as np

from autograder.banks.model import wrong
from solutions import Array
from solutions.deltas import activate_prime


@wrong(
    "hidden_delta",
    hint="BP2 has the error as a column. How is a product turned when rows take over?",
)
def copied_the_form_for_columns(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You keep the order of BP2, which is for columns, while examples are rows here."""
    return (W_next.T @ delta_next) * activate_prime(activation, Z)


@wrong(
    "hidden_delta",
    hint="Write the two shapes side by side. Which dimensions must meet in the middle?",
)
def transposed_the_weights(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You turn the weights of the layer above round, as on the way forward."""
    return (delta_next @ W_next.T) * activate_prime(activation, Z)


@wrong("hidden_delta", hint="Examples are rows. Along which axis do they lie in yours?")
def left_examples_in_columns(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You compute the error with one example a column, but examples are rows here."""
    return (W_next.T @ delta_next.T) * activate_prime(activation, Z).T


@wrong("hidden_delta", hint="Which of your two factors has its examples in columns?")
def columns_met_rows(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """Your error has its examples in columns, while your slopes have theirs in rows."""
    return (W_next.T @ delta_next.T) * activate_prime(activation, Z)


@wrong("hidden_delta", hint="Print the weights and what you made of them.")
def reshaped_for_a_transpose(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You reshape the error until it fits, which mixes neurons and examples."""
    carried = W_next.T @ delta_next.reshape(delta_next.shape[::-1])
    return carried.reshape(Z.shape) * activate_prime(activation, Z)


@wrong(
    "hidden_delta",
    hint="BP2 has a transpose. Is a transpose the same as undoing the weights?",
)
def inverted_the_weights(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You undo the weights with an inverse, but errors travel along the weights."""
    carried = delta_next @ np.linalg.pinv(W_next).T
    return carried * activate_prime(activation, Z)


@wrong(
    "hidden_delta",
    hint="Write the two shapes side by side. Which dimensions must meet in the middle?",
)
def multiplied_error_and_weights_by_element(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You multiply error and weights element by element, where BP2 has a product."""
    return delta_next * W_next * activate_prime(activation, Z)


@wrong(
    "hidden_delta",
    hint="Write the two shapes side by side. Which dimensions must meet in the middle?",
)
def let_the_neurons_meet_the_batch(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You form a product in which the neurons of this layer meet the examples."""
    return (W_next @ delta_next) * activate_prime(activation, Z)


@wrong(
    "hidden_delta",
    hint="Write the two shapes side by side. Which dimensions must meet in the middle?",
)
def let_the_neurons_here_meet_those_above(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You let the layer here meet the layer above: the weights are not turned."""
    return (W_next @ delta_next.T) * activate_prime(activation, Z)


@wrong(
    "hidden_delta",
    hint="Write the two shapes side by side. Which dimensions must meet in the middle?",
)
def turned_the_error_only(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You turn the error alone, so that the batch meets the layer above."""
    return (delta_next.T @ W_next) * activate_prime(activation, Z)


@wrong("hidden_delta", hint="To which layer does each of the two shapes belong?")
def met_the_slope_too_early(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You combine the error above with the slope here before any weights come in."""
    return (delta_next * activate_prime(activation, Z)) @ W_next


@wrong("hidden_delta", hint="Which shape has the slope, and which have the weights?")
def put_the_slope_into_the_weights(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You multiply the weights by the slope, but a slope belongs to an example."""
    return delta_next @ (W_next * activate_prime(activation, Z))


@wrong("hidden_delta", hint="What does the circle with a dot stand for in BP2?")
def made_a_table_of_examples(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You take a matrix product with the slope and get a number for two examples."""
    return (delta_next @ W_next) @ activate_prime(activation, Z).T


@wrong("hidden_delta", hint="What does the circle with a dot stand for in BP2?")
def made_a_table_of_neurons(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You take a matrix product with the slope and get a number for two neurons."""
    return (delta_next @ W_next).T @ activate_prime(activation, Z)


@wrong(
    "hidden_delta",
    hint="Print your table before and after. Is its first row still one neuron?",
)
def reshaped_the_columns_into_rows(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You reshape a table with examples in columns, which is not a transpose."""
    carried = (W_next.T @ delta_next.T).reshape(Z.shape)
    return carried * activate_prime(activation, Z)


@wrong(
    "hidden_delta", hint="BP2 has a transpose. Is a transpose the same as an inverse?"
)
def inverted_a_table_that_is_not_square(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You ask for the inverse of the weights, which only a square table can have."""
    return (delta_next @ np.linalg.inv(W_next)) * activate_prime(activation, Z)
