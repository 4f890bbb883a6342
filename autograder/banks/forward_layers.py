"""Chapter 02, whole networks: one step of every layer done wrong.

A wrong answer hands in the step that is wrong, and shows nothing else.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.banks.model import wrong
from solutions import Array
from solutions.forward import activate, affine, relu
from solutions.neuron import sigmoid

Layers = dict[int, Any]


def weighted(l: int, A: Layers, W: Layers, b: Layers) -> Array:
    """Give the right weighted inputs of layer l."""
    return affine(A[l - 1], W[l], b[l])


def activated(l: int, z: Array, activation: Layers) -> Array:
    """Give the right activations of layer l."""
    return activate(activation[l], z)


def run(
    X: Array,
    W: Layers,
    b: Layers,
    activation: Layers,
    *,
    weigh: Callable[..., Array] = weighted,
    act: Callable[..., Array] = activated,
) -> tuple[Layers, Layers]:
    """Go from the input to the output, with one step done differently."""
    Z: Layers = {}
    A = {0: X}
    for l in range(1, len(W) + 1):
        Z[l] = weigh(l, A, W, b)
        A[l] = act(l, Z[l], activation)
    return Z, A


# The weighted inputs


@wrong(
    "forward", hint="The weights have one row for each neuron. Write the shapes down."
)
def did_not_turn_the_weights(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """You multiply by the weights as they stand, so that inputs meet the wrong axis."""
    return run(X, W, b, activation, weigh=lambda l, A, W, b: A[l - 1] @ W[l] + b[l])


@wrong("forward", hint="What goes into the second layer? Follow one example.")
def fed_every_layer_with_the_input(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """You feed every layer with the input X, not with the layer below it."""
    return run(X, W, b, activation, weigh=lambda l, A, W, b: affine(A[0], W[l], b[l]))


@wrong("forward", hint="Look at the sign of the last term of the equation.")
def subtracted_every_bias(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You subtract the biases in every layer instead of adding them."""
    return run(
        X, W, b, activation, weigh=lambda l, A, W, b: affine(A[l - 1], W[l], -b[l])
    )


@wrong("forward", hint="An example is a row. Compare your shapes with those asked for.")
def columns_all_the_way(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You keep one example a column in every layer, where rows are asked."""
    return run(
        X.T, W, b, activation, weigh=lambda l, A, W, b: W[l] @ A[l - 1] + b[l][:, None]
    )


# The activations


@wrong("forward", hint="Compare Z with A in one layer. Should they be equal?")
def no_activation_at_all(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You apply no activation, so that all layers together are one straight line."""
    return run(X, W, b, activation, act=lambda l, z, names: z)


@wrong("forward", hint="Compare Z with A in the first layer. Should they be equal?")
def activation_at_the_output_only(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """You apply an activation in the last layer alone."""
    return run(
        X, W, b, activation,
        act=lambda l, z, names: activate(names[l], z) if l == len(W) else z,
    )  # fmt: skip


@wrong("forward", hint="Print the name of the activation inside your loop.")
def last_activation_for_all(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """You use the activation of the last layer in every layer."""
    return run(X, W, b, activation, act=lambda l, z, names: activate(names[len(W)], z))


@wrong("forward", hint="What is the argument called activation for?")
def relu_everywhere(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You use the rectifier in every layer and do not look at the names."""
    return run(X, W, b, activation, act=lambda l, z, names: relu(z))


@wrong("forward", hint="What is the argument called activation for?")
def relu_then_sigmoid(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You use the rectifier in the hidden layers and the sigmoid at the output."""
    return run(
        X, W, b, activation,
        act=lambda l, z, names: sigmoid(z) if l == len(W) else relu(z),
    )  # fmt: skip


@wrong("forward", hint="Is the last layer always one of probabilities? Ask the names.")
def softmax_at_every_output(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """You use softmax in the last layer, whatever its activation is called."""
    return run(
        X, W, b, activation,
        act=lambda l, z, names: activate("softmax" if l == len(W) else names[l], z),
    )  # fmt: skip


@wrong("forward", hint="How often is each activation applied on the way through?")
def activated_twice(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You apply the activation of every layer twice."""
    return run(
        X, W, b, activation,
        act=lambda l, z, names: activate(names[l], activate(names[l], z)),
    )  # fmt: skip


@wrong("forward", hint="What is the name of the activation that layer 0 has?")
def activated_the_input(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You apply the first activation to the input, which has none."""
    return run(activate(activation[1], X), W, b, activation)


@wrong("forward", hint="Print Z[1] before and after you compute A[1].")
def rectified_in_place(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You let the rectifier overwrite Z, so that its negative numbers are lost."""

    def act(l: int, z: Array, names: Layers) -> Array:
        return (
            np.maximum(z, 0.0, out=z) if names[l] == "relu" else activate(names[l], z)
        )

    return run(X, W, b, activation, act=act)


@wrong("forward", hint="In which order does `activate` take the name and the numbers?")
def one_question_of_all_numbers(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """You ask an array one question, as `activate` does with its arguments swapped."""
    return run(X, W, b, activation, act=lambda l, z, names: activate(z, names[l]))


@wrong("forward", hint="Add up each row of the prediction of a softmax layer.")
def left_softmax_out(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You hand on the scores of a softmax layer as they are."""
    return run(
        X, W, b, activation,
        act=lambda l, z, names: z if names[l] == "softmax" else activate(names[l], z),
    )  # fmt: skip


@wrong("forward", hint="Add up each row of the prediction of a softmax layer.")
def relu_for_softmax(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You use the rectifier in a softmax layer."""
    own = {l: {"softmax": "relu"}.get(name, name) for l, name in activation.items()}
    return run(X, W, b, own)


@wrong("forward", hint="What is the argument called activation for?")
def tanh_everywhere(X: Array, W: Layers, b: Layers, activation: Layers) -> object:
    """You use tanh in every layer and do not look at the names."""
    return run(X, W, b, activation, act=lambda l, z, names: np.tanh(z))


@wrong("forward", hint="An example is a row. Compare your shapes with those asked for.")
def columns_with_right_activations(
    X: Array, W: Layers, b: Layers, activation: Layers
) -> object:
    """You keep right numbers as columns in every layer, where rows are asked."""
    Z, A = run(X, W, b, activation)
    return {l: Z[l].T for l in Z}, {l: A[l].T for l in A}
