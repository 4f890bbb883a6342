"""Chapter 04: wrong and right answers about the error of a hidden layer (BP2)."""

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.deltas import activate_prime
from solutions.forward import activate


@wrong("hidden_delta", hint="BP2 ends with a factor. What does it depend on?")
def forgot_the_slope(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You carry the error through the weights and leave out the slope."""
    return delta_next @ W_next


@wrong("hidden_delta", hint="Has the last factor of BP2 a prime, and has yours?")
def used_the_activation_for_its_slope(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You multiply by the activation itself where its slope is asked for."""
    return (delta_next @ W_next) * activate(activation, Z)


@wrong(
    "hidden_delta", hint="The docstring of the slope says what it takes: is it z or a?"
)
def took_the_slope_at_the_output(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You take the slope at the activation a, but it belongs at z."""
    A = activate(activation, Z)
    return (delta_next @ W_next) * activate_prime(activation, A)


@wrong(
    "hidden_delta", hint="The short form with a in it: what stands in its place here?"
)
def took_weighted_inputs_for_outputs(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You put z into a formula for the slope that is written in terms of a."""
    slopes = {"sigmoid": Z * (1 - Z), "tanh": 1 - Z**2, "relu": 1.0 * (Z > 0)}
    return (delta_next @ W_next) * slopes[activation]


@wrong(
    "hidden_delta", hint="Which of your lines depends on the name of the activation?"
)
def ignored_the_name(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You always use the slope of the sigmoid, whatever activation is named."""
    return (delta_next @ W_next) * activate_prime("sigmoid", Z)


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
    """You transpose the weights of the layer above, as on the way forward."""
    return (delta_next @ W_next.T) * activate_prime(activation, Z)


@wrong("hidden_delta", hint="Examples are rows. Along which axis do they lie in yours?")
def left_examples_in_columns(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You compute the error with one example a column, but examples are rows here."""
    return (W_next.T @ delta_next.T) * activate_prime(activation, Z).T


@wrong("hidden_delta", hint="If the error above doubles, does your result double too?")
def forgot_the_error_above(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You add up the weights but do not weigh them by the error above."""
    return W_next.sum(axis=0) * activate_prime(activation, Z)


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
    "hidden_delta", hint="Is there a minus sign in BP2? Who goes downhill, and when?"
)
def reversed_the_sign(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You turn the sign round, but BP2 has no minus."""
    return -(delta_next @ W_next) * activate_prime(activation, Z)


@wrong("hidden_delta", hint="At which point is the slope taken in BP2?")
def took_the_slope_at_the_carried_error(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You take the slope at the carried error, but it belongs at z."""
    carried = delta_next @ W_next
    return carried * activate_prime(activation, carried)


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
    "hidden_delta", hint="If only the first neuron above errs, is there an error here?"
)
def kept_the_last_neuron_above(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You overwrite the sum at each neuron above, so that only the last one counts."""
    return np.outer(delta_next[:, -1], W_next[-1]) * activate_prime(activation, Z)


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


@right("hidden_delta")
def one_weight_at_a_time(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """Let each error above travel along each weight."""
    delta = np.zeros_like(Z)
    for i in range(len(Z)):
        for j in range(W_next.shape[0]):
            for k in range(W_next.shape[1]):
                delta[i, k] += W_next[j, k] * delta_next[i, j]
    return delta * activate_prime(activation, Z)


@right("hidden_delta")
def with_examples_as_columns(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """Write BP2 as the book does, and turn the result."""
    return ((W_next.T @ delta_next.T) * activate_prime(activation, Z.T)).T


@right("hidden_delta")
def with_outer_products(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """Add up what each neuron above sends back to the whole layer."""
    carried = sum(np.outer(d, w) for d, w in zip(delta_next.T, W_next, strict=True))
    return activate_prime(activation, Z) * carried


@right("hidden_delta")
def with_einsum(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """Name the indices of BP2; write the slopes in terms of the outputs."""
    A = activate(activation, Z)
    slopes = {"sigmoid": A * (1 - A), "tanh": 1 - A**2, "relu": (A > 0).astype(float)}
    return np.einsum("ij,jk,ik->ik", delta_next, W_next, slopes[activation])
