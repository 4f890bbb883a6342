"""Chapter 04: wrong and right answers about the whole backward pass.

Most mistakes change one step of `walk`, the right pass.
"""

from typing import Any

import numpy as np

from autograder.banks.model import right, wrong
from autograder.banks.walk import Layers, Names, error_at_the_output, walk
from solutions import Array
from solutions.deltas import activate_prime, output_delta
from solutions.losses import mse


@wrong("backward", hint="With which number does the first key of W begin?")
def numbered_the_layers_from_zero(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You number the gradients from 0, but the first layer with weights is layer 1."""
    dW, db = walk(Y, Z, A, W, activation)
    return {l - 1: dW[l] for l in dW}, {l - 1: db[l] for l in db}


@wrong(
    "backward",
    hint="Which layer's weights do you take, and do you turn them?",
)
def carried_through_rows_of_the_same_layer(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You carry the error through a matrix whose rows are the layer's own neurons."""

    def carry(l: int, delta: Array, Z: Layers, *rest: Any) -> Array:
        return (delta @ W[l]) * activate_prime(activation[l], Z[l])

    return walk(Y, Z, A, W, activation, carry=carry)


@wrong("backward", hint="Which of your lines depends on the name of the activation?")
def ignored_the_names(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You use the slope of the sigmoid everywhere, whatever activation is named."""
    names = {l: "softmax" if activation[l] == "softmax" else "sigmoid" for l in W}
    return walk(Y, Z, A, W, names)


@wrong("backward", hint="Which activation made the outputs of a hidden layer?")
def ignored_the_names_of_hidden_layers(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You use the slope of the sigmoid in every hidden layer, whatever is named."""
    names = dict.fromkeys(W, "sigmoid") | {len(W): activation[len(W)]}
    return walk(Y, Z, A, W, names)


@wrong("backward", hint="Which activation made the outputs of the last layer?")
def ignored_the_name_of_the_output_layer(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You use the slope of the sigmoid in the output layer, whatever is named."""
    L = len(W)

    def start(*args: Any) -> Array:
        if activation[L] == "softmax":
            return error_at_the_output(*args)
        return output_delta((A[L] - Y) / len(Y), Z[L])

    return walk(Y, Z, A, W, activation, start=start)


@wrong("backward", hint="When you arrive at layer l, which layer's slope do you need?")
def took_the_name_of_the_layer_above(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You use the activation of the layer above for the slope of a hidden layer."""

    def carry(l: int, delta: Array, *rest: Any) -> Array:
        return delta @ W[l + 1] * activate_prime(activation[l + 1], Z[l])

    return walk(Y, Z, A, W, activation, carry=carry)


@wrong("backward", hint="The docstring of the slope says what it takes: is it z or a?")
def took_the_slopes_at_the_outputs(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You take each slope at the activation a, but it belongs at z."""
    return walk(Y, {l: A[l] for l in Z}, A, W, activation)


@wrong("backward", hint="Which layer's activations does a weight multiply?")
def used_the_activations_of_the_same_layer(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You use a layer's own activations in BP4, but its weights see those below."""
    return walk(Y, Z, A, W, activation, slope_W=lambda l, delta, A: delta.T @ A[l])


@wrong("backward", hint="Which layer's activations does a weight multiply?")
def used_the_inputs_in_every_layer(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You use the inputs of the network in BP4 of every layer."""
    return walk(Y, Z, A, W, activation, slope_W=lambda l, delta, A: delta.T @ A[0])


@wrong("backward", hint="Which cost goes with a softmax layer? Look at its own delta.")
def gave_the_softmax_layer_a_slope(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You multiply the error of the softmax layer by a slope that has cancelled."""
    A_L = A[len(W)]

    def start(*args: Any) -> Array:
        delta = error_at_the_output(*args)
        return delta * A_L * (1 - A_L) if activation[len(W)] == "softmax" else delta

    return walk(Y, Z, A, W, activation, start=start)


@wrong(
    "backward",
    hint="Is softmax elementwise? How does your code notice a softmax layer?",
)
def put_softmax_through_the_elementwise_equation(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You use BP1 for a softmax layer too, which has no elementwise slope."""
    L = len(W)
    delta = output_delta((A[L] - Y) / len(Y), Z[L], activation[L])
    return walk(Y, Z, A, W, activation, start=lambda *args: delta)


@wrong(
    "backward", hint="For which output layer does the slope cancel, and for which not?"
)
def used_the_shortcut_for_every_output(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You leave out the slope of the output layer, but only softmax is without it."""
    L = len(W)
    return walk(Y, Z, A, W, activation, start=lambda *args: (A[L] - Y) / len(Y))


@wrong("backward", hint="What does BP2 do between two layers? Where do you use it?")
def used_one_error_for_all_layers(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You use the error of the output layer in every layer and never carry it back."""
    return walk(Y, Z, A, W, activation, carry=lambda l, delta, *rest: delta)


@wrong("backward", hint="Print the keys of what you return. Which layer is missing?")
def stopped_before_the_first_layer(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You stop at layer 2, so that the first layer gets no gradients."""
    dW, db = walk(Y, Z, A, W, activation)
    return {l: dW[l] for l in dW if l > 1}, {l: db[l] for l in db if l > 1}


@wrong(
    "backward",
    hint="How often does your loop run? Look at how far each line is indented.",
)
def returned_inside_the_loop(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You return after the last layer, because the return stands in the loop."""
    dW, db = walk(Y, Z, A, W, activation)
    L = len(W)
    return {L: dW[L]}, {L: db[L]}


@wrong("backward", hint="Where did the 1/N of the mean enter? Count how often it does.")
def divided_by_the_batch_again(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You divide the gradients by the number of examples, but the error did already."""
    dW, db = walk(Y, Z, A, W, activation)
    return {l: dW[l] / len(Y) for l in dW}, {l: db[l] / len(Y) for l in db}


@wrong("backward", hint="The cost is a mean. Where does your code say so?")
def left_the_mean_out(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You start from the error of the sum over the batch, but the cost is the mean."""

    def start(*args: Any) -> Array:
        return len(Y) * error_at_the_output(*args)

    return walk(Y, Z, A, W, activation, start=start)


@wrong("backward", hint="Which function of chapter 03 gives the slope of the cost?")
def left_the_mean_out_of_the_squared_error(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You start from the bare difference, which is the slope of a sum, not a mean."""

    def start(*args: Any) -> Array:
        delta = error_at_the_output(*args)
        return delta if activation[len(W)] == "softmax" else len(Y) * delta

    return walk(Y, Z, A, W, activation, start=start)


@wrong(
    "backward",
    hint="If an output is too large, does the cost rise or fall as it grows?",
)
def turned_the_difference_round(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You subtract outputs from targets, so every gradient has the wrong sign."""
    return walk(Y, Z, A, W, activation, start=lambda *a: -error_at_the_output(*a))


@wrong("backward", hint="In which order does the docstring name the two results?")
def returned_the_biases_first(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You return the gradients of the biases where those of the weights belong."""
    dW, db = walk(Y, Z, A, W, activation)
    return db, dW


@wrong("backward", hint="BP2 ends with a factor. Where is it in your loop?")
def forgot_the_slopes_of_hidden_layers(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You carry the error through the weights and leave out the slopes."""
    return walk(Y, Z, A, W, activation, carry=lambda l, delta, *rest: delta @ W[l + 1])


@wrong("backward", hint="Compare the shape of each weight gradient with its weights.")
def transposed_the_weight_gradients(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You have a row for each neuron below, but W has a row for each neuron above."""
    return walk(Y, Z, A, W, activation, slope_W=lambda l, delta, A: A[l - 1].T @ delta)


@wrong("backward", hint="Is the 1/N in the error, or does BP3 bring it in?")
def averaged_the_biases_only(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You average over the batch in BP3, but the error holds the 1/N already."""
    return walk(Y, Z, A, W, activation, slope_b=lambda delta: delta.mean(axis=0))


@wrong("backward", hint="Compare the shape of each bias gradient with its biases.")
def kept_the_errors_as_bias_gradients(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You return the errors for the biases and do not sum them over the batch."""
    return walk(Y, Z, A, W, activation, slope_b=lambda delta: delta)


@wrong("backward", hint="Compare the shape of each bias gradient with its biases.")
def kept_the_bias_gradients_as_rows(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You return tables with one row for the biases, which have one axis only."""
    return walk(
        Y, Z, A, W, activation, slope_b=lambda delta: delta.sum(axis=0, keepdims=True)
    )


@wrong(
    "backward", hint="Compare W before and after the call. Who is to move the weights?"
)
def moved_the_weights_on_the_way(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You change the weights during the pass, and carry errors through changed ones."""

    def slope_and_move(l: int, delta: Array, A: Layers) -> Array:
        dW = delta.T @ A[l - 1]
        W[l] -= dW
        return dW

    return walk(Y, Z, A, W, activation, slope_W=slope_and_move)


@wrong("backward", hint="Compare A before and after the call. Which line changes it?")
def overwrote_the_outputs(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You compute the error inside the array of outputs and so change the input."""
    result = walk(Y, Z, A, W, activation)
    A[len(W)] -= Y
    A[len(W)] /= len(Y)
    return result


@wrong("backward", hint="Has a cost a slope for each output? What starts the deltas?")
def started_from_the_cost_itself(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You start the deltas from the cost where its slope belongs."""
    L = len(W)

    def start(*args: Any) -> Array:
        if activation[L] == "softmax":
            return error_at_the_output(*args)
        return mse(A[L], Y) * activate_prime(activation[L], Z[L])

    return walk(Y, Z, A, W, activation, start=start)


@wrong("backward", hint="What type should the two results have, and which keys?")
def returned_lists(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You return lists, where dicts keyed by the layer are asked."""
    dW, db = walk(Y, Z, A, W, activation)
    return [*dW.values()], [*db.values()]


@wrong(
    "backward",
    hint="For which layer do you ask for the one below it, and of which dict?",
)
def asked_for_layer_0(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """You ask a dict for layer 0, but only A has one."""
    walk(Y, Z, A, W, activation)
    return Z[0]


@right("backward")
def with_all_errors_first(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """Work out all errors, then all gradients."""
    L = max(W)
    delta = {L: error_at_the_output(Y, Z, A, activation)}
    for l in reversed(range(1, L)):
        delta[l] = np.einsum("ij,jk->ik", delta[l + 1], W[l + 1])
        delta[l] *= activate_prime(activation[l], Z[l])
    dW = {l: np.einsum("ij,ik->jk", delta[l], A[l - 1]) for l in delta}
    return dW, {l: np.ones(len(Y)) @ delta[l] for l in delta}


@right("backward")
def by_recursion(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """Ask the layer above for its error, until there is none above."""
    dW: Layers = {}
    db: Layers = {}

    def error(l: int) -> Array:
        if l == len(W):
            return error_at_the_output(Y, Z, A, activation)
        return error(l + 1) @ W[l + 1] * activate_prime(activation[l], Z[l])

    for l in W:
        dW[l], db[l] = (A[l - 1].T @ error(l)).T, error(l).sum(0)
    return dW, db


@right("backward")
def one_example_at_a_time(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """Run each example back as columns, as the book does, and add up the gradients."""
    dW = {l: np.zeros_like(W[l]) for l in W}
    db = {l: np.zeros(len(W[l])) for l in W}
    for i, y in enumerate(Y):
        delta = (A[len(W)][i] - y) / len(Y)
        for l in range(len(W), 0, -1):
            if l < len(W):
                delta = W[l + 1].T @ delta
            if activation[l] != "softmax":
                delta = delta * activate_prime(activation[l], Z[l][i])
            db[l] += delta
            dW[l] += np.outer(delta, A[l - 1][i])
    return dW, db


@right("backward")
def through_the_jacobian_of_the_softmax(
    Y: Array, Z: Layers, A: Layers, W: Layers, activation: Names
) -> object:
    """Start every network from the slope at its outputs; softmax has a Jacobian."""
    L = len(W)

    def start(*args: Any) -> Array:
        if activation[L] != "softmax":
            return error_at_the_output(*args)
        a, dA = A[L], -Y / A[L] / len(Y)
        through: Array = a * (dA - (dA * a).sum(axis=1, keepdims=True))
        return through

    return walk(Y, Z, A, W, activation, start=start)
