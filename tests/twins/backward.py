"""Chapter 04: the mistakes about the whole backward pass, written a second time."""

import numpy as np

# Importing enters the functions.
import tests.twins.backward_slips  # noqa: F401
from solutions.deltas import activate_prime
from tests.twins.model import combination, twin
from tests.twins.passes import errors, gradients, map_layers, start, whole
from tests.twins.slopes import slopes


@twin("backward", "numbered_the_layers_from_zero")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    return dict(enumerate(dW.values())), dict(enumerate(db.values()))


@twin("backward", "carried_through_rows_of_the_same_layer")
def _(Y, Z, A, W, activation):
    delta = start(Y, Z, A, activation)
    found = {max(W): delta}
    for l in range(max(W) - 1, 0, -1):
        delta = np.matmul(delta, W[l]) * slopes(activation[l], Z[l])
        found[l] = delta
    return gradients(found, A)


@twin("backward", "ignored_the_names")
def _(Y, Z, A, W, activation):
    L = len(W)
    delta = (A[L] - Y) / len(Y)
    if activation[L] != "softmax":
        delta = delta * slopes("sigmoid", Z[L])
    return gradients(errors(Z, W, dict.fromkeys(W, "sigmoid"), delta), A)


@twin("backward", "ignored_the_names_of_hidden_layers")
def _(Y, Z, A, W, activation):
    delta = start(Y, Z, A, activation)
    return gradients(errors(Z, W, dict.fromkeys(W, "sigmoid"), delta), A)


@twin("backward", "took_the_name_of_the_layer_above")
def _(Y, Z, A, W, activation):
    found = {len(W): start(Y, Z, A, activation)}
    for l in range(len(W) - 1, 0, -1):
        carried = np.einsum("ij,jk->ik", found[l + 1], W[l + 1])
        found[l] = np.multiply(activate_prime(activation[l + 1], Z[l]), carried)
    return gradients(found, A)


@twin("backward", "took_the_slopes_at_the_outputs")
def _(Y, Z, A, W, activation):
    delta = start(Y, A, A, activation)
    return gradients(errors(Z, W, activation, delta, at=A), A)


@twin("backward", "used_the_activations_of_the_same_layer")
def _(Y, Z, A, W, activation):
    delta = start(Y, Z, A, activation)
    return gradients(errors(Z, W, activation, delta), A, below=0)


@twin("backward", "used_the_inputs_in_every_layer")
def _(Y, Z, A, W, activation):
    delta = start(Y, Z, A, activation)
    return gradients(errors(Z, W, activation, delta), dict.fromkeys(A, A[0]))


@twin("backward", "gave_the_softmax_layer_a_slope")
def _(Y, Z, A, W, activation):
    delta = start(Y, Z, A, activation)
    if activation[len(W)] == "softmax":
        delta = delta * (A[len(W)] - np.square(A[len(W)]))
    return gradients(errors(Z, W, activation, delta), A)


@twin("backward", "put_softmax_through_the_elementwise_equation")
def _(Y, Z, A, W, activation):
    L = max(W)
    delta = activate_prime(activation[L], Z[L]) * (A[L] - Y) / len(Y)
    return gradients(errors(Z, W, activation, delta), A)


@twin("backward", "used_the_shortcut_for_every_output")
def _(Y, Z, A, W, activation):
    delta = A[len(W)] / len(Y) - Y / len(Y)
    return gradients(errors(Z, W, activation, delta), A)


@twin("backward", "used_one_error_for_all_layers")
def _(Y, Z, A, W, activation):
    return gradients(dict.fromkeys(W, start(Y, Z, A, activation)), A)


@twin("backward", "stopped_before_the_first_layer")
def _(Y, Z, A, W, activation):
    found = errors(Z, W, activation, start(Y, Z, A, activation))
    del found[1]
    return gradients(found, A)


@twin("backward", "divided_by_the_batch_again")
def _(Y, Z, A, W, activation):
    found = errors(Z, W, activation, start(Y, Z, A, activation) / len(A[0]))
    return gradients(found, A)


@twin("backward", "left_the_mean_out")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    return map_layers(lambda gradient: gradient * len(A[0]), dW, db)


@twin("backward", "turned_the_difference_round")
def _(Y, Z, A, W, activation):
    return map_layers(np.negative, *whole(Y, Z, A, W, activation))


@twin("backward", "returned_the_biases_first")
def _(Y, Z, A, W, activation):
    return whole(Y, Z, A, W, activation)[::-1]


@twin("backward", "forgot_the_slopes_of_hidden_layers")
def _(Y, Z, A, W, activation):
    found = {len(W): start(Y, Z, A, activation)}
    for l in range(len(W) - 1, 0, -1):
        found[l] = np.array([W[l + 1].T @ row for row in found[l + 1]])
    return gradients(found, A)


@twin("backward", "transposed_the_weight_gradients")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    return map_layers(np.transpose, dW)[0], db


@twin("backward", "averaged_the_biases_only")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    return dW, {l: gradient / len(A[0]) for l, gradient in db.items()}


@twin("backward", "kept_the_errors_as_bias_gradients")
def _(Y, Z, A, W, activation):
    found = errors(Z, W, activation, start(Y, Z, A, activation))
    return gradients(found, A)[0], found


@twin("backward", "kept_the_bias_gradients_as_rows")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    return dW, {l: gradient[np.newaxis] for l, gradient in db.items()}


@twin("backward", "moved_the_weights_on_the_way")
def _(Y, Z, A, W, activation):
    delta = start(Y, Z, A, activation)
    dW, db = {}, {}
    for l in sorted(W, reverse=True):
        dW[l] = np.einsum("ij,ik->jk", delta, A[l - 1])
        db[l] = sum(delta)
        W[l] = W[l] - dW[l]
        if l > 1:
            delta = slopes(activation[l - 1], Z[l - 1]) * np.dot(delta, W[l])
    return dW, db


@twin("backward", "overwrote_the_outputs")
def _(Y, Z, A, W, activation):
    L = len(W)
    delta = A[L]
    np.subtract(delta, Y, out=delta)
    np.divide(delta, len(Y), out=delta)
    if activation[L] != "softmax":
        delta = delta * slopes(activation[L], Z[L])
    return gradients(errors(Z, W, activation, delta), A)


@twin("backward", "ignored_the_name_of_the_output_layer")
def _(Y, Z, A, W, activation):
    L = len(W)
    delta = (A[L] - Y) / len(Y)
    if activation[L] != "softmax":
        delta = delta * slopes("sigmoid", Z[L])
    return gradients(errors(Z, W, activation, delta), A)


@twin("backward", "returned_inside_the_loop")
def _(Y, Z, A, W, activation):
    dW, db = {}, {}
    for l, delta in errors(Z, W, activation, start(Y, Z, A, activation)).items():
        db[l] = sum(delta)
        dW[l] = np.einsum("ij,ik->jk", delta, A[l - 1])
        return dW, db


@twin("backward", "left_the_mean_out_of_the_squared_error")
def _(Y, Z, A, W, activation):
    times = 1 if activation[len(W)] == "softmax" else len(A[0])
    return map_layers(lambda g: times * g, *whole(Y, Z, A, W, activation))


@twin("backward", "started_from_the_cost_itself")
def _(Y, Z, A, W, activation):
    L = len(W)
    delta = start(Y, Z, A, activation)
    if activation[L] != "softmax":
        cost = np.sum((A[L] - Y) ** 2) / 2 / len(Y)
        delta = cost * slopes(activation[L], Z[L])
    return gradients(errors(Z, W, activation, delta), A)


@twin("backward", "returned_lists")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    down = sorted(W, reverse=True)
    return [dW[l] for l in down], [db[l] for l in down]


@twin("backward", "asked_for_layer_0")
def _(Y, Z, A, W, activation):
    delta = start(Y, Z, A, activation)
    for l in sorted(W, reverse=True):
        delta = np.matmul(delta, W[l]) * slopes(activation[l], Z[l - 1])
    return delta


@combination("backward", "numbered_the_layers_from_zero", "divided_by_the_batch_again")
def _(Y, Z, A, W, activation):
    dW, db = map_layers(lambda g: g / len(Y), *whole(Y, Z, A, W, activation))
    return dict(enumerate(dW.values())), dict(enumerate(db.values()))


@combination("backward", "left_the_mean_out", "turned_the_difference_round")
def _(Y, Z, A, W, activation):
    return map_layers(lambda g: -g * len(Y), *whole(Y, Z, A, W, activation))


@combination("backward", "ignored_the_names", "transposed_the_weight_gradients")
def _(Y, Z, A, W, activation):
    names = dict.fromkeys(W, "sigmoid")
    names[len(W)] = "softmax" if activation[len(W)] == "softmax" else "sigmoid"
    dW, db = whole(Y, Z, A, W, names)
    return {l: gradient.T for l, gradient in dW.items()}, db


@combination(
    "backward", "forgot_the_slopes_of_hidden_layers", "gave_the_softmax_layer_a_slope"
)
def _(Y, Z, A, W, activation):
    L = len(W)
    found = {L: start(Y, Z, A, activation)}
    if activation[L] == "softmax":
        found[L] = found[L] * A[L] * (1 - A[L])
    for l in range(L - 1, 0, -1):
        found[l] = found[l + 1] @ W[l + 1]
    return gradients(found, A)
