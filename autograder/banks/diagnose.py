"""The bug hunt: wrong answers that students give, and unusual right ones."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.deltas import backward as right_backward
from solutions.forward import forward
from solutions.gradcheck import gradient_check, numerical_gradient, relative_error
from solutions.losses import mse

Layers = dict[int, Array]
Backward = Callable[..., tuple[Layers, Layers]]
Names = dict[int, str]


def wrong_layers(
    backward: Backward,
    X: Array,
    Y: Array,
    W: Layers,
    b: Layers,
    names: Names,
    tolerance: float = 1e-6,
) -> tuple[set[int], set[int]]:
    """Find the layers whose weights, and those whose biases, have wrong gradients."""
    Z, A = forward(X, W, b, names)
    dW, db = backward(Y, Z, A, W, names)

    def cost(W: Layers, b: Layers) -> float:
        return mse(forward(X, W, b, names)[1][len(W)], Y)

    def weights(l: int) -> bool:
        f = lambda w: cost({**W, l: w}, b)  # noqa: E731
        return gradient_check(f, dW[l], W[l], tolerance)

    def biases(l: int) -> bool:
        f = lambda v: cost(W, {**b, l: v})  # noqa: E731
        return gradient_check(f, db[l], b[l], tolerance)

    return {l for l in W if not weights(l)}, {l for l in W if not biases(l)}


def guilty(weights: set[int], biases: set[int], L: int) -> str:
    """Draw the right conclusion."""
    if L in weights and L in biases:
        return "BP1"
    if L in biases:
        return "BP3"
    if L in weights:
        return "BP4"
    return "BP2" if weights or biases else "none"


@wrong(
    "diagnose",
    hint="Which equation carries the error below the output layer? Do you look there?",
)
def looked_at_the_last_layer(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """You check the last layer alone, where BP2 cannot show."""
    weights, biases = wrong_layers(backward, X, Y, W, b, activation)
    L = len(W)
    return guilty(weights & {L}, biases & {L}, L)


@wrong(
    "diagnose",
    hint="Which equation gives the gradients that you do not look at?",
)
def looked_at_the_weights(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """You check the weights alone, so that BP3 and BP4 cannot be told from others."""
    weights, _ = wrong_layers(backward, X, Y, W, b, activation)
    if len(W) in weights:
        return "BP1"
    return "BP2" if weights else "none"


@wrong(
    "diagnose",
    hint="Which equation gives the gradients that you do not look at?",
)
def looked_at_the_biases(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """You check the biases alone, so that BP3 and BP4 cannot be told from others."""
    _, biases = wrong_layers(backward, X, Y, W, b, activation)
    if len(W) in biases:
        return "BP1"
    return "BP2" if biases else "none"


@wrong(
    "diagnose",
    hint="Look up which of the two equations has the activations in it.",
)
def swapped_weights_and_biases(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """You blame BP3 for the weights and BP4 for the biases."""
    name = guilty(*wrong_layers(backward, X, Y, W, b, activation), len(W))
    return {"BP3": "BP4", "BP4": "BP3"}.get(name, name)


@wrong(
    "diagnose",
    hint="Look up which of the two equations is used once, and in which layer.",
)
def swapped_output_and_hidden(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """You blame BP1 for the hidden layers and BP2 for the output layer."""
    name = guilty(*wrong_layers(backward, X, Y, W, b, activation), len(W))
    return {"BP1": "BP2", "BP2": "BP1"}.get(name, name)


@wrong(
    "diagnose",
    hint="An error at the output is carried down. Where would you look first?",
)
def began_at_the_first_layer(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """You begin at the first layer, where an error of BP1 looks like one of BP2."""
    weights, biases = wrong_layers(backward, X, Y, W, b, activation)
    if 1 in weights and 1 in biases:
        return "BP2"
    return guilty(weights, biases, len(W))


@wrong(
    "diagnose",
    hint="Hand it a backward pass without a bug. What does it say?",
)
def always_blamed_somebody(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """You blame BP2 when all the others are out, though there may be no bug at all."""
    name = guilty(*wrong_layers(backward, X, Y, W, b, activation), len(W))
    return "BP2" if name == "none" else name


@wrong(
    "diagnose",
    hint="An error at the output spoils two gradients of the last layer. Which two?",
)
def blamed_the_output_for_either(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """You blame BP1 when one gradient of the last layer is wrong, not only for both."""
    weights, biases = wrong_layers(backward, X, Y, W, b, activation)
    if len(W) in weights | biases:
        return "BP1"
    return "BP2" if weights or biases else "none"


@wrong(
    "diagnose",
    hint="Print the errors of a right pass. Are they small, and does the cost that you "
    "measure change with each parameter?",
)
def found_all_gradients_wrong(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """You answer BP1 every time, so even right gradients must look wrong to you."""
    return guilty(*wrong_layers(backward, X, Y, W, b, activation, 1e-15), len(W))


@wrong(
    "diagnose",
    hint="An error at the output spoils two gradients of the last layer. Which two?",
)
def asked_about_the_biases_first(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """You blame BP3 as soon as the last biases are wrong, and never come to BP1."""
    weights, biases = wrong_layers(backward, X, Y, W, b, activation)
    L = len(W)
    return "BP3" if L in biases else guilty(weights, biases, L)


@wrong(
    "diagnose",
    hint="An error at the output spoils two gradients of the last layer. Which two?",
)
def asked_about_the_weights_first(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """You blame BP4 as soon as the last weights are wrong, and never come to BP1."""
    weights, biases = wrong_layers(backward, X, Y, W, b, activation)
    L = len(W)
    return "BP4" if L in weights else guilty(weights, biases, L)


@wrong(
    "diagnose",
    hint="Which word does the docstring have for a backward pass without a bug?",
)
def returned_nothing_for_a_right_pass(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """You return nothing where all gradients are right; a word is asked for."""
    name = guilty(*wrong_layers(backward, X, Y, W, b, activation), len(W))
    return None if name == "none" else name


@wrong(
    "diagnose",
    hint="Which gradients does an error spoil that is carried back wrongly?",
)
def blamed_the_biases_for_all(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """You blame BP3 wherever biases are wrong, also where their error came wrong."""
    weights, biases = wrong_layers(backward, X, Y, W, b, activation)
    return "BP3" if biases else "BP4" if weights else "none"


@wrong(
    "diagnose",
    hint="Which gradients does an error spoil that is carried back wrongly?",
)
def blamed_the_weights_for_all(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """You blame BP4 wherever weights are wrong, also where their error came wrong."""
    weights, biases = wrong_layers(backward, X, Y, W, b, activation)
    return "BP4" if weights else "BP3" if biases else "none"


@wrong(
    "diagnose",
    hint="Print the layers that your loop visits, in a network of two layers.",
)
def skipped_the_layer_below_the_output(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """You never look at the layer just below the output, and miss BP2 there."""
    weights, biases = wrong_layers(backward, X, Y, W, b, activation)
    below = len(W) - 1
    return guilty(weights - {below}, biases - {below}, len(W))


@wrong(
    "diagnose",
    hint="In which layer is BP1 used?",
)
def blamed_the_output_in_every_layer(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """You blame BP1 where both gradients of any layer are wrong, not the last alone."""
    weights, biases = wrong_layers(backward, X, Y, W, b, activation)
    if weights & biases:
        return "BP1"
    return "BP3" if biases else "BP4" if weights else "none"


@wrong(
    "diagnose",
    hint="What does gradient_check give for a right gradient, True or False?",
)
def took_true_for_wrong(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """You take the gradients that pass the check for the wrong ones."""
    weights, biases = wrong_layers(backward, X, Y, W, b, activation)
    return guilty(set(W) - weights, set(W) - biases, len(W))


@wrong(
    "diagnose",
    hint="An error of BP3 or BP4 shows in every layer. Where would you look first?",
)
def blamed_bp2_for_the_first_layer(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """You blame BP2 for whatever is wrong in the first layer, and ask no further."""
    weights, biases = wrong_layers(backward, X, Y, W, b, activation)
    return "BP2" if 1 in weights | biases else guilty(weights, biases, len(W))


@right("diagnose")
def by_a_table_of_errors(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """Measure all gradients first, then look the pattern up."""
    Z, A = forward(X, W, b, activation)
    given = backward(Y, Z, A, W, activation)

    def measured(kind: int, l: int) -> Array:
        def cost(value: Array) -> float:
            both: list[Any] = [dict(W), dict(b)]
            both[kind][l] = value
            return mse(forward(X, both[0], both[1], activation)[1][len(W)], Y)

        return numerical_gradient(cost, (W, b)[kind][l])

    wrong = np.array(
        [
            [
                relative_error(given[kind][l], measured(kind, l)) > 1e-5
                for kind in (0, 1)
            ]
            for l in sorted(W)
        ]
    )
    if not wrong.any():
        return "none"
    last = {(True, True): "BP1", (True, False): "BP4", (False, True): "BP3"}
    return last.get((bool(wrong[-1, 0]), bool(wrong[-1, 1])), "BP2")


@right("diagnose")
def against_the_right_pass(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """Compare with the backward pass of chapter 04, which is known to be right."""
    Z, A = forward(X, W, b, activation)
    pairs = zip(
        backward(Y, Z, A, W, activation),
        right_backward(Y, Z, A, W, activation),
        strict=True,
    )
    weights, biases = (
        {l for l in W if not np.allclose(one[l], other[l], rtol=1e-4, atol=1e-7)}
        for one, other in pairs
    )
    return guilty(weights, biases, len(W))
