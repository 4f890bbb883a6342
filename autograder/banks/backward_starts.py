"""Chapter 04: backward passes that start from a wrong error."""

from autograder.banks.model import wrong
from autograder.banks.walk import Layers, Names, error_at_the_output, walk
from solutions import Array
from solutions.deltas import output_delta, softmax_cross_entropy_delta
from solutions.losses import mse_gradient


@wrong(
    "backward",
    hint="Does the function take what goes into the softmax, or what comes out of it?",
)
def put_the_outputs_through_softmax_again(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You hand over the outputs where the scores of the softmax layer belong."""
    L = len(W)
    if activation[L] == "softmax":
        delta = softmax_cross_entropy_delta(A[L], Y)
    else:
        delta = error_at_the_output(Y, Z, A, activation)
    return walk(Y, Z, A, W, activation, start=lambda *args: delta)


@wrong("backward", hint="In which order does the function take its two arguments?")
def swapped_scores_and_targets(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You hand over the targets where the scores of the softmax layer belong."""
    L = len(W)
    if activation[L] == "softmax":
        delta = softmax_cross_entropy_delta(Y, Z[L])
    else:
        delta = error_at_the_output(Y, Z, A, activation)
    return walk(Y, Z, A, W, activation, start=lambda *args: delta)


@wrong("backward", hint="Which cost goes with an output layer that is not softmax?")
def took_every_network_for_a_softmax(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You start every network from the softmax's error, whatever its last layer is."""
    L = len(W)
    if activation[L] == "softmax":
        delta = softmax_cross_entropy_delta(Z[L], Y)
    else:
        delta = softmax_cross_entropy_delta(Z[L], Y)
    return walk(Y, Z, A, W, activation, start=lambda *args: delta)


@wrong("backward", hint="BP1 is elementwise. Is softmax? Look at its own delta.")
def took_the_softmax_layer_for_sigmoids(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You send the softmax layer through BP1 with the slope of a sigmoid."""
    L = len(W)
    if activation[L] == "softmax":
        delta = output_delta(mse_gradient(A[L], Y), Z[L], "sigmoid")
    else:
        delta = error_at_the_output(Y, Z, A, activation)
    return walk(Y, Z, A, W, activation, start=lambda *args: delta)


@wrong(
    "backward",
    hint="By what is a delta a derivative, by the probabilities or by the scores?",
)
def stopped_at_the_probabilities(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You start a softmax layer from the slope by its outputs, not by its scores."""
    L = len(W)
    if activation[L] == "softmax":
        delta = -Y / A[L] / len(Y)
    else:
        delta = error_at_the_output(Y, Z, A, activation)
    return walk(Y, Z, A, W, activation, start=lambda *args: delta)


@wrong(
    "backward",
    hint="The cost is a mean. Where does your code say so for a softmax layer?",
)
def left_the_mean_out_of_the_cross_entropy(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You start a softmax layer from the bare difference, without the mean."""
    L = len(W)
    if activation[L] == "softmax":
        delta = A[L] - Y
    else:
        delta = error_at_the_output(Y, Z, A, activation)
    return walk(Y, Z, A, W, activation, start=lambda *args: delta)


@wrong(
    "backward", hint="What is compared with the target, what goes in or what comes out?"
)
def compared_weighted_inputs_with_targets(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You subtract the targets from z of the last layer, not from its outputs."""
    L = len(W)
    if activation[L] == "softmax":
        delta = error_at_the_output(Y, Z, A, activation)
    else:
        delta = output_delta(mse_gradient(Z[L], Y), Z[L], activation[L])
    return walk(Y, Z, A, W, activation, start=lambda *args: delta)


@wrong(
    "backward",
    hint="In which order does the slope of the squared error take its two arguments?",
)
def swapped_outputs_and_targets(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You subtract outputs from targets in the squared error, which turns its sign."""
    L = len(W)
    if activation[L] == "softmax":
        delta = error_at_the_output(Y, Z, A, activation)
    else:
        delta = output_delta(mse_gradient(Y, A[L]), Z[L], activation[L])
    return walk(Y, Z, A, W, activation, start=lambda *args: delta)


@wrong("backward", hint="If only the targets change, do your gradients change?")
def never_compared_with_the_targets(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You start from the outputs alone and never compare them with the targets."""
    L = len(W)
    if activation[L] == "softmax":
        delta = error_at_the_output(Y, Z, A, activation)
    else:
        delta = output_delta(A[L], Z[L], activation[L])
    return walk(Y, Z, A, W, activation, start=lambda *args: delta)


@wrong(
    "backward",
    hint="The docstring of BP1 says where the slope is taken: is it at z or at a?",
)
def took_the_last_slope_at_the_outputs(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You take the slope of the last layer at its outputs, but it belongs at z."""
    L = len(W)
    if activation[L] == "softmax":
        delta = error_at_the_output(Y, Z, A, activation)
    else:
        delta = output_delta(mse_gradient(A[L], Y), A[L], activation[L])
    return walk(Y, Z, A, W, activation, start=lambda *args: delta)


@wrong("backward", hint="Which function of chapter 03 gives the slope of the cost?")
def kept_the_two_of_the_square(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You keep the 2 that the square brings down, though the half cancels it."""
    L = len(W)
    if activation[L] == "softmax":
        delta = error_at_the_output(Y, Z, A, activation)
    else:
        delta = 2 * error_at_the_output(Y, Z, A, activation)
    return walk(Y, Z, A, W, activation, start=lambda *args: delta)


@wrong("backward", hint="Which function of chapter 03 gives the slope of the cost?")
def divided_by_all_elements(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You divide the squared error by all elements, not by the number of examples."""
    L = len(W)
    if activation[L] == "softmax":
        delta = error_at_the_output(Y, Z, A, activation)
    else:
        delta = error_at_the_output(Y, Z, A, activation) / Y.shape[1]
    return walk(Y, Z, A, W, activation, start=lambda *args: delta)


@wrong(
    "backward",
    hint="Over which index does the cost take a mean, over which only a sum?",
)
def divided_every_error_by_all_elements(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You divide by all elements, not by the number of examples."""
    L = len(W)
    if activation[L] == "softmax":
        delta = (A[L] - Y) / Y.size
    else:
        delta = error_at_the_output(Y, Z, A, activation) / Y.shape[1]
    return walk(Y, Z, A, W, activation, start=lambda *args: delta)


@wrong("backward", hint="What is the derivative of the square of a number?")
def squared_the_difference(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You start from squared errors, but the slope of a square is linear."""
    L = len(W)
    if activation[L] == "softmax":
        delta = error_at_the_output(Y, Z, A, activation)
    else:
        delta = output_delta((A[L] - Y) ** 2 / len(Y), Z[L], activation[L])
    return walk(Y, Z, A, W, activation, start=lambda *args: delta)
