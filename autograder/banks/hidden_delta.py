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


@wrong("hidden_delta", hint="If the error above doubles, does your result double too?")
def forgot_the_error_above(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You add up the weights but do not weigh them by the error above."""
    return W_next.sum(axis=0) * activate_prime(activation, Z)


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
    "hidden_delta", hint="Which of your lines depends on the name of the activation?"
)
def always_took_the_slope_of_relu(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You always use the slope of the relu, whatever activation is named."""
    return (delta_next @ W_next) * activate_prime("relu", Z)


@wrong(
    "hidden_delta", hint="Which of your lines depends on the name of the activation?"
)
def always_took_the_slope_of_tanh(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You always use the slope of the tanh, whatever activation is named."""
    return (delta_next @ W_next) * activate_prime("tanh", Z)


@wrong(
    "hidden_delta",
    hint="Compare your slope with the table, at z = 6 for the relu and the tanh.",
)
def used_a_times_1_minus_a_for_all(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You use a (1 - a) for every activation, but that is the sigmoid's slope only."""
    a = activate(activation, Z)
    return (delta_next @ W_next) * a * (1 - a)


@wrong(
    "hidden_delta",
    hint="Is it the word that you hand over, or what the argument holds?",
)
def wrote_the_name_in_quotes(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You ask for an activation called 'activation': the name itself is quoted."""
    return (delta_next @ W_next) * activate_prime("activation", Z)


@wrong("hidden_delta", hint="Has the last factor of BP2 a prime, and has yours?")
def multiplied_by_the_weighted_inputs(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You multiply by z itself where the slope of the activation is asked for."""
    return (delta_next @ W_next) * Z


@wrong("hidden_delta", hint="How many factors has BP2, and how many have you?")
def multiplied_by_the_activation_too(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You multiply by the activation as well as by its slope."""
    A = activate(activation, Z)
    return (delta_next @ W_next) * A * activate_prime(activation, Z)


@wrong("hidden_delta", hint="How often does the slope stand in BP2?")
def multiplied_by_the_slope_twice(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You multiply by the slope of the activation twice."""
    return (delta_next @ W_next) * activate_prime(activation, Z) ** 2


@wrong("hidden_delta", hint="What does the circle with a dot stand for in BP2?")
def divided_by_the_slope(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You divide by the slope where BP2 multiplies by it."""
    return (delta_next @ W_next) / activate_prime(activation, Z)


@wrong("hidden_delta", hint="What does the circle with a dot stand for in BP2?")
def added_the_slope(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You add the slope where BP2 multiplies by it."""
    return (delta_next @ W_next) + activate_prime(activation, Z)


@wrong(
    "hidden_delta", hint="At which point is the slope taken in BP2, and in which layer?"
)
def took_the_slope_of_the_errors_above(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You take the slope at the errors above and before the weights."""
    return (delta_next * activate_prime(activation, delta_next)) @ W_next


@wrong(
    "hidden_delta",
    hint="The little network has a weight of -2. What does it do to an error?",
)
def made_the_weights_positive(
    delta_next: Array, W_next: Array, Z: Array, activation: str = "sigmoid"
) -> object:
    """You take the sizes of the weights, so that no weight can turn an error round."""
    return (delta_next @ np.abs(W_next)) * activate_prime(activation, Z)


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
