"""Chapter 02, whole networks: the mistakes written a second time.

`combination` holds two mistakes in one function.
"""

import numpy as np

# Importing enters their functions.
import tests.twins.forward_layers
import tests.twins.relu
import tests.twins.softmax
import tests.twins.tanh_prime  # noqa: F401
from solutions.forward import activate
from tests.twins.affine import layer, squash
from tests.twins.model import combination, twin


@twin("forward", "sent_z_on")
def _(X, W, b, activation):
    Z = {}
    z = X
    for l in sorted(W):
        z = layer(z, W[l], b[l])
        Z[l] = z
    return Z, {0: X} | {l: squash(activation[l], Z[l]) for l in Z}


@twin("forward", "dropped_the_input")
def _(X, W, b, activation):
    Z, A = {1: layer(X, W[1], b[1])}, {}
    A[1] = squash(activation[1], Z[1])
    for l in range(2, max(W) + 1):
        Z[l] = layer(A[l - 1], W[l], b[l])
        A[l] = squash(activation[l], Z[l])
    return Z, A


@twin("forward", "counted_from_zero")
def _(X, W, b, activation):
    Z, A = {}, {0: X}
    for l in sorted(W):
        Z[l - 1] = layer(A[l - 1], W[l], b[l])
        A[l] = squash(activation[l], Z[l - 1])
    return Z, A


@twin("forward", "one_activation_for_all")
def _(X, W, b, activation):
    name = activation[1]
    Z, A = {}, {0: X}
    for l in sorted(W):
        Z[l] = layer(A[l - 1], W[l], b[l])
        A[l] = squash(name, Z[l])
    return Z, A


@twin("forward", "sigmoid_everywhere")
def _(X, W, b, activation):
    Z, A = {}, {0: X}
    for l in sorted(W):
        Z[l] = layer(A[l - 1], W[l], b[l])
        A[l] = 1 / (1 + np.exp(-Z[l]))
    return Z, A


@twin("forward", "stopped_one_layer_early")
def _(X, W, b, activation):
    Z, A = {}, {0: X}
    l = 1
    while l + 1 in W:
        Z[l] = layer(A[l - 1], W[l], b[l])
        A[l] = squash(activation[l], Z[l])
        l += 1
    return Z, A


@twin("forward", "no_activation_at_the_output")
def _(X, W, b, activation):
    Z, A = {}, {0: X}
    *hidden, last = sorted(W)
    for l in hidden:
        Z[l] = layer(A[l - 1], W[l], b[l])
        A[l] = squash(activation[l], Z[l])
    A[last] = Z[last] = layer(A[last - 1], W[last], b[last])
    return Z, A


@twin("forward", "returned_only_the_output")
def _(X, W, b, activation):
    a = X
    for l in W:
        z, a = layer(a, W[l], b[l]), squash(activation[l], layer(a, W[l], b[l]))
    return z, a


@twin("forward", "swapped_z_and_a")
def _(X, W, b, activation):
    first, second = {0: X}, {}
    for l in sorted(W):
        second[l] = layer(first[l - 1], W[l], b[l])
        first[l] = squash(activation[l], second[l])
    return first, second


@twin("forward", "no_biases_at_all")
def _(X, W, b, activation):
    Z, A = {}, {0: X}
    for l in sorted(W):
        Z[l] = layer(A[l - 1], W[l], np.zeros(len(b[l])))
        A[l] = squash(activation[l], Z[l])
    return Z, A


@twin("forward", "overwrote_z")
def _(X, W, b, activation):
    A = {0: X}
    for l in sorted(W):
        A[l] = squash(activation[l], layer(A[l - 1], W[l], b[l]))
    return {l: A[l] for l in W}, A


@twin("forward", "kept_lists")
def _(X, W, b, activation):
    pairs = [(None, X)]
    for l in sorted(W):
        z = layer(pairs[-1][1], W[l], b[l])
        pairs.append((z, squash(activation[l], z)))
    return [z for z, _ in pairs[1:]], [a for _, a in pairs]


@twin("forward", "returned_inside_the_loop")
def _(X, W, b, activation):
    Z, A = {}, {0: X}
    for l in sorted(W):
        Z[l] = layer(A[l - 1], W[l], b[l])
        A[l] = squash(activation[l], Z[l])
        return Z, A


@combination("forward", "sent_z_on", "one_activation_for_all")
def _(X, W, b, activation):
    Z, A, z = {}, {0: X}, X
    for l in sorted(W):
        Z[l] = z = layer(z, W[l], b[l])
        A[l] = activate(activation[1], z)
    return Z, A


@combination("forward", "dropped_the_input", "no_biases_at_all")
def _(X, W, b, activation):
    Z, A, a = {}, {}, X
    for l in sorted(W):
        Z[l] = a @ W[l].T
        A[l] = a = activate(activation[l], Z[l])
    return Z, A


@combination("forward", "swapped_z_and_a", "no_activation_at_the_output")
def _(X, W, b, activation):
    Z, A = {}, {0: X}
    for l in sorted(W):
        Z[l] = layer(A[l - 1], W[l], b[l])
        A[l] = activate(activation[l], Z[l])
    A[max(W)] = Z[max(W)]
    return A, Z
