"""Chapter 02, one layer: the mistakes written a second time.

`combination` holds two mistakes in one function.
"""

import math

import numpy as np

from solutions.forward import softmax
from tests.twins.model import combination, twin


def layer(A, W, b):
    """Compute the weighted inputs one neuron at a time."""
    Z = np.zeros((len(A), len(W)))
    for j in range(len(W)):
        Z[:, j] = b[j]
        for k in range(A.shape[1]):
            Z[:, j] += W[j, k] * A[:, k]
    return Z


def squash(name, Z):
    """Apply an activation that is written out here."""
    if name == "softmax":
        return softmax(Z)
    of_one = {
        "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
        "tanh": math.tanh,
        "relu": lambda z: max(z, 0.0),
    }[name]
    return np.array([[of_one(z) for z in row] for row in Z])


@twin("affine", "left_the_biases_out")
def _(A, W, b):
    return layer(A, W, 0 * b)


@twin("affine", "forgot_to_transpose")
def _(A, W, b):
    return b + np.matmul(A, W)


@twin("affine", "examples_as_columns")
def _(A, W, b):
    return np.array([[np.dot(weights, a) for a in A] for weights in W]) + b.reshape(
        -1, 1
    )


@twin("affine", "subtracted_the_biases")
def _(A, W, b):
    return layer(A, W, -b)


@twin("affine", "bias_for_every_input")
def _(A, W, b):
    return layer(A, W, b * len(W[0]))


@twin("affine", "took_the_mean_of_the_inputs")
def _(A, W, b):
    return np.array([[np.mean(a * w) for w in W] for a in A]) + b


@twin("affine", "went_on_to_the_activation")
def _(A, W, b):
    return squash("sigmoid", layer(A, W, b))


@twin("affine", "one_bias_for_all")
def _(A, W, b):
    return layer(A, W, np.full(len(b), b[0]))


@twin("affine", "only_the_first_example")
def _(A, W, b):
    return layer(A, W, b)[0]


@twin("affine", "reshaped_for_a_transpose")
def _(A, W, b):
    numbers = iter(W.ravel())
    turned = np.array([[next(numbers) for _ in W] for _ in W[0]])
    return np.array([sum(a[k] * turned[k] for k in range(len(a))) + b for a in A])


@twin("affine", "weights_to_the_left")
def _(A, W, b):
    return b + np.matmul(W, A)


@twin("affine", "columns_but_a_row_of_biases")
def _(A, W, b):
    Z = np.array([[np.dot(w, a) for a in A] for w in W])
    return Z + b


@twin("affine", "multiplied_element_by_element")
def _(A, W, b):
    return b + np.multiply(A, W)


@twin("affine", "summed_the_biases")
def _(A, W, b):
    return layer(A, W, np.full(len(b), sum(b)))


@twin("affine", "multiplied_by_the_biases")
def _(A, W, b):
    return np.array([[b[j] * np.dot(W[j], a) for j in range(len(W))] for a in A])


@twin("affine", "divided_by_the_batch")
def _(A, W, b):
    return layer(A / A.shape[0], W, b)


@twin("affine", "reshaped_the_columns")
def _(A, W, b):
    numbers = [np.dot(w, a) + c for w, c in zip(W, b, strict=True) for a in A]
    return np.array(numbers).reshape(-1, len(W))


@twin("affine", "reshaped_the_activations")
def _(A, W, b):
    numbers = list(A.ravel())
    dealt = [numbers[i :: len(A)] for i in range(len(A))]
    return layer(np.array(dealt), W, b)


@twin("affine", "biases_into_the_weights")
def _(A, W, b):
    return layer(A, np.array([w + c for w, c in zip(W, b, strict=True)]), 0 * b)


@twin("affine", "rectified_too")
def _(A, W, b):
    return squash("relu", layer(A, W, b))


@twin("affine", "squashed_by_tanh_too")
def _(A, W, b):
    return squash("tanh", layer(A, W, b))


@twin("affine", "kept_the_last_input_alone")
def _(A, W, b):
    for k in range(A.shape[1]):
        Z = layer(A[:, k : k + 1], W[:, k : k + 1], b)
    return Z


@twin("affine", "without_the_first_input")
def _(A, W, b):
    return layer(A, W, b) - np.array([[a[0] * w[0] for w in W] for a in A])


@twin("affine", "without_the_last_input")
def _(A, W, b):
    return layer(A, W, b) - np.array([[a[-1] * w[-1] for w in W] for a in A])


@twin("affine", "only_the_last_example")
def _(A, W, b):
    for row in layer(A, W, b):
        z = row
    return z


@twin("affine", "biases_for_the_first_example_only")
def _(A, W, b):
    first, rest = layer(A[:1], W, b), layer(A[1:], W, 0 * b)
    return np.concatenate([first, rest])


@twin("affine", "weights_to_the_left")
def _(A, W, b):
    return b + W.dot(A)


@twin("affine", "forgot_to_transpose")
def _(A, W, b):
    return b + A.dot(W)


@twin("affine", "stood_the_biases_up")
def _(A, W, b):
    return layer(A, W, 0 * b) + b.reshape(len(b), 1)


@combination("affine", "left_the_biases_out", "examples_as_columns")
def _(A, W, b):
    return W @ A.T


@combination("affine", "subtracted_the_biases", "took_the_mean_of_the_inputs")
def _(A, W, b):
    return np.einsum("ik,jk->ij", A, W) / W.shape[1] - b


@combination("affine", "only_the_first_example", "one_bias_for_all")
def _(A, W, b):
    return W.dot(A[0]) + b[0]
