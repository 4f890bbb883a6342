"""Unusual right answers to the exercises of the module forward."""

import numpy as np

from autograder.alternatives.model import Layers, Names, right
from solutions import Array
from solutions.forward import activate, affine
from solutions.neuron import sigmoid, sigmoid_prime


@right("affine")
def einstein_layer(A: Array, W: Array, b: Array) -> object:
    """Name the axes."""
    return np.einsum("ik,jk->ij", A, W) + b


@right("affine")
def columns_and_back(A: Array, W: Array, b: Array) -> object:
    """Compute with columns as the books do, then transpose."""
    return (np.dot(W, A.T) + b.reshape(-1, 1)).T


@right("affine")
def added_in_place(A: Array, W: Array, b: Array) -> object:
    """Change an array, but one that is new."""
    Z = np.tile(b, (len(A), 1))
    Z += np.inner(A, W)
    return Z


@right("affine")
def three_loops(A: Array, W: Array, b: Array) -> object:
    """Write every sum out."""
    Z = np.zeros((A.shape[0], W.shape[0]))
    for i in range(A.shape[0]):
        for j in range(W.shape[0]):
            Z[i, j] = b[j] + sum(W[j, k] * A[i, k] for k in range(W.shape[1]))
    return Z


@right("relu")
def half_of_value_plus_size(Z: Array) -> object:
    """Add the size: negative numbers cancel."""
    return (Z + np.abs(Z)) / 2.0


@right("relu")
def times_a_mask(Z: Array) -> object:
    """Multiply by a mask."""
    return Z * (Z > 0)


@right("relu")
def flat_list(Z: Array) -> object:
    """Use Python's max on one number at a time."""
    return np.array([max(0.0, z) for z in Z.ravel()]).reshape(Z.shape)


@right("relu")
def overwritten_copy(Z: Array) -> object:
    """Copy first, then overwrite."""
    out = Z.copy()
    out[out < 0] = 0
    return out


@right("relu_prime")
def one_at_the_corner(Z: Array) -> object:
    """Choose the slope 1 at the corner."""
    return (Z >= 0).astype(float)


@right("relu_prime")
def half_at_the_corner(Z: Array) -> object:
    """Choose the slope 1/2 at the corner."""
    return np.heaviside(Z, 0.5)


@right("relu_prime")
def whole_numbers_as_floats(Z: Array) -> object:
    """Choose between whole numbers, and turn them into floats."""
    return np.where(Z > 0, 1, 0).astype(float)


@right("relu_prime")
def sign_of_relu(Z: Array) -> object:
    """Use the sign of what relu lets through."""
    return np.sign(np.maximum(Z, 0.0))


@right("tanh_prime")
def squared_cosine(Z: Array) -> object:
    """Use the hyperbolic cosine."""
    return np.cosh(Z) ** -2


@right("tanh_prime")
def exponentials_only(Z: Array) -> object:
    """Write it with exponentials."""
    return 4.0 / (np.exp(Z) + np.exp(-Z)) ** 2


@right("tanh_prime")
def row_by_row(Z: Array) -> object:
    """Take one part of the array at a time."""
    return np.stack([1.0 - np.square(np.tanh(part)) for part in Z])


@right("tanh_prime")
def two_brackets(Z: Array) -> object:
    """Write the difference of squares as a product."""
    t = np.tanh(Z)
    return (1.0 + t) * (1.0 - t)


@right("softmax")
def through_logarithms(Z: Array) -> object:
    """Subtract the logarithm of the sum in the exponent."""
    return np.exp(Z - np.logaddexp.reduce(Z, axis=1, keepdims=True))


@right("softmax")
def transposed_twice(Z: Array) -> object:
    """Turn rows into columns, so that broadcasting needs no help."""
    E = np.exp(Z.T - Z.max(axis=1))
    return (E / E.sum(axis=0)).T


@right("softmax")
def guarded_denominator(Z: Array) -> object:
    """Guard the denominator against a 0 that cannot come."""
    E = np.exp(Z - np.amax(Z, axis=-1)[:, np.newaxis])
    return E / (np.sum(E, axis=-1)[:, np.newaxis] + 1e-8)


@right("softmax")
def one_row_at_a_time(Z: Array) -> object:
    """Treat every row by itself."""
    rows = []
    for scores in Z:
        e = np.exp(scores - max(scores))
        rows.append(e / sum(e))
    return np.array(rows)


@right("forward")
def running_activation(X: Array, W: Layers, b: Layers, activation: Names) -> object:
    """Carry one array along, copy the input, return a list of two."""
    Z, A = {}, {0: X.copy()}
    a = A[0]
    for l, name in sorted(activation.items()):
        Z[l] = np.einsum("jk,ik->ij", W[l], a) + b[l]
        a = A[l] = activate(name, Z[l])
    return [Z, A]


@right("forward")
def one_call_deeper(X: Array, W: Layers, b: Layers, activation: Names) -> object:
    """Run all layers but the last by calling the same function again."""

    def run(l: int) -> tuple[Layers, Layers]:
        if l == 0:
            return {}, {0: X}
        Z, A = run(l - 1)
        z = affine(A[l - 1], W[l], b[l])
        return {**Z, l: z}, {**A, l: activate(activation[l], z)}

    return run(max(W))


@right("tent")
def over_the_widths(left: float, peak: float, right: float) -> object:
    """Let each neuron measure its way in widths, and weigh it afterwards."""
    rise, fall = peak - left, right - peak
    W = {
        1: np.array([[1 / rise], [1 / fall]]),
        2: np.array([[1.0, -1.0 - fall / rise]]),
    }
    return W, {1: np.array([-left / rise, -peak / fall]), 2: np.zeros(1)}


@right("tent")
def the_second_neuron_first(left: float, peak: float, right: float) -> object:
    """Take the second neuron first, with weights of 4 and 2."""
    rise, fall = peak - left, right - peak
    steep = 1 / rise + 1 / fall
    W = {1: np.array([[4.0], [2.0]]), 2: np.array([[-steep / 4, 1 / (2 * rise)]])}
    return [W, {1: np.array([-4.0 * peak, -2.0 * left]), 2: np.array([0])}]


@right("swish_prime")
def with_the_slope_of_the_sigmoid(Z: Array) -> object:
    """Write the product rule as it stands."""
    return sigmoid(Z) + Z * sigmoid_prime(Z)


@right("swish_prime")
def by_hyperbolic_functions(Z: Array) -> object:
    """Write the sigmoid as half of one plus a hyperbolic tangent."""
    t = np.tanh(Z / 2)
    return (1 + t) / 2 + Z * (1 - t * t) / 4
