"""Chapter 02, whole networks: single steps and keys, written a second time."""

import numpy as np

from tests.twins.affine import layer, squash
from tests.twins.model import twin


def network(X, W, b, names, z=None):
    """Run all layers, with other names if need be; `z` changes the weighted inputs."""
    Z, A = {}, {0: X}
    for l in sorted(W):
        Z[l] = z(A[l - 1], l) if z else layer(A[l - 1], W[l], b[l])
        A[l] = squash(names[l], Z[l])
    return Z, A


@twin("forward", "did_not_turn_the_weights")
def _(X, W, b, activation):
    return network(X, W, b, activation, lambda a, l: b[l] + np.matmul(a, W[l]))


@twin("forward", "fed_every_layer_with_the_input")
def _(X, W, b, activation):
    return network(X, W, b, activation, lambda a, l: b[l] + np.matmul(X, W[l].T))


@twin("forward", "subtracted_every_bias")
def _(X, W, b, activation):
    return network(X, W, {l: -b[l] for l in b}, activation)


@twin("forward", "columns_all_the_way")
def _(X, W, b, activation):
    Z, A, a = {}, {0: np.transpose(X)}, X.T
    for l in W:
        Z[l] = np.einsum("jk,ki->ji", W[l], a) + b[l].reshape(-1, 1)
        A[l] = a = squash(activation[l], Z[l])
    return Z, A


@twin("forward", "no_activation_at_all")
def _(X, W, b, activation):
    Z, a = {}, X
    for l in W:
        Z[l] = a = layer(a, W[l], b[l])
    return Z, {0: X} | Z


@twin("forward", "activation_at_the_output_only")
def _(X, W, b, activation):
    Z, a = {}, X
    for l in W:
        Z[l] = a = layer(a, W[l], b[l])
    return Z, {0: X} | Z | {l: squash(activation[l], a)}


@twin("forward", "last_activation_for_all")
def _(X, W, b, activation):
    last = [*activation.values()][-1]
    return network(X, W, b, dict.fromkeys(W, last))


@twin("forward", "relu_everywhere")
def _(X, W, b, activation):
    return network(X, W, b, dict.fromkeys(W, "relu"))


@twin("forward", "relu_then_sigmoid")
def _(X, W, b, activation):
    return network(X, W, b, dict.fromkeys(W, "relu") | {max(W): "sigmoid"})


@twin("forward", "softmax_at_every_output")
def _(X, W, b, activation):
    return network(X, W, b, activation | {max(W): "softmax"})


@twin("forward", "activated_twice")
def _(X, W, b, activation):
    Z, A = {}, {0: X}
    for l in W:
        Z[l] = layer(A[l - 1], W[l], b[l])
        once = squash(activation[l], Z[l])
        A[l] = squash(activation[l], once)
    return Z, A


@twin("forward", "activated_the_input")
def _(X, W, b, activation):
    return network(squash(activation[1], X), W, b, activation)


@twin("forward", "rectified_in_place")
def _(X, W, b, activation):
    Z, A = network(X, W, b, activation)
    return {l: A[l] if activation[l] == "relu" else Z[l] for l in W}, A


@twin("forward", "one_question_of_all_numbers")
def _(X, W, b, activation):
    if layer(X, W[1], b[1]) > 0:
        return {}, {}
    return network(X, W, b, activation)


@twin("forward", "left_softmax_out")
def _(X, W, b, activation):
    Z, A = network(X, W, b, activation)
    return Z, {l: Z[l] if activation.get(l) == "softmax" else A[l] for l in A}


@twin("forward", "relu_for_softmax")
def _(X, W, b, activation):
    own = {"softmax": "relu"}
    return network(X, W, b, {l: own.get(name, name) for l, name in activation.items()})


@twin("forward", "tanh_everywhere")
def _(X, W, b, activation):
    return network(X, W, b, dict.fromkeys(W, "tanh"))


@twin("forward", "columns_with_right_activations")
def _(X, W, b, activation):
    Z, A = {}, {0: X.T}
    for l in W:
        Z[l] = np.einsum("jk,ki->ji", W[l], A[l - 1]) + b[l].reshape(-1, 1)
        A[l] = squash(activation[l], Z[l].T).T
    return Z, A


@twin("forward", "did_not_turn_the_weights")
def _(X, W, b, activation):
    return network(X, W, b, activation, lambda a, l: b[l] + a.dot(W[l]))


@twin("forward", "put_the_input_into_z")
def _(X, W, b, activation):
    Z, A = network(X, W, b, activation)
    Z[0] = X
    return Z, A


@twin("forward", "returned_the_activations_alone")
def _(X, W, b, activation):
    A = {0: X}
    for l in W:
        A[l] = squash(activation[l], layer(A[l - 1], W[l], b[l]))
    return A


@twin("forward", "returned_the_prediction_alone")
def _(X, W, b, activation):
    a = X
    for l in W:
        a = squash(activation[l], layer(a, W[l], b[l]))
    return a


@twin("forward", "overwrote_the_dict_z")
def _(X, W, b, activation):
    A = {0: X}
    for l in W:
        Z = layer(A[l - 1], W[l], b[l])
        A[l] = squash(activation[l], Z)
    return Z, A


@twin("forward", "kept_the_last_layer_alone")
def _(X, W, b, activation):
    a = X
    for l in W:
        z = layer(a, W[l], b[l])
        a = squash(activation[l], z)
        Z, A = {l: z}, {0: X, l: a}
    return Z, A


@twin("forward", "did_not_keep_the_output")
def _(X, W, b, activation):
    Z, A, a = {}, {}, X
    for l in W:
        A[l - 1] = a
        Z[l] = layer(a, W[l], b[l])
        a = squash(activation[l], Z[l])
    return Z, A


@twin("forward", "numbered_the_input_one")
def _(X, W, b, activation):
    Z, A = {}, {1: X}
    for l in W:
        Z[l] = layer(A[l], W[l], b[l])
        A[l + 1] = squash(activation[l], Z[l])
    return Z, A


@twin("forward", "asked_for_layer_zero")
def _(X, W, b, activation):
    Z, A = {}, {}
    for l in W:
        Z[l] = layer(A[l - 1], W[l], b[l])
        A[l] = squash(activation[l], Z[l])
    return Z, A


@twin("forward", "asked_for_layer_minus_one")
def _(X, W, b, activation):
    Z, A = {}, {0: X}
    for l in range(len(W)):
        Z[l] = layer(A[l - 1], W[l], b[l])
    return Z, A


@twin("forward", "asked_for_a_layer_too_many")
def _(X, W, b, activation):
    Z, A = {}, {0: X}
    for l in range(1, len(W) + 2):
        Z[l] = layer(A[l - 1], W[l], b[l])
        A[l] = squash(activation[l], Z[l])
    return Z, A


@twin("forward", "asked_for_layer_one_too_early")
def _(X, W, b, activation):
    Z, A = {}, {0: X}
    for l in range(1, len(W) + 1):
        Z[l] = layer(A[l], W[l], b[l])
        A[l] = squash(activation[l], Z[l])
    return Z, A
