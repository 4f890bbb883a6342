"""Chapter 01: the mistakes of the bank, written a second time.

`combination` holds two mistakes in one function.
"""

import math

import numpy as np

# Importing enters their functions.
import tests.twins.neuron_factors
import tests.twins.sigmoid  # noqa: F401
from tests.twins.model import combination, twin


def s(t):
    return math.exp(t) / (1 + math.exp(t)) if t < 0 else 1 / (1 + math.exp(-t))


def chain(X, y, w, b, *, z=None, error=None, slope=None):
    """Give the product of the first two factors, one example at a time."""
    z = z or (lambda x: sum(w[k] * x[k] for k in range(len(w))) + b)
    error = error or (lambda z, target: s(z) - target)
    slope = slope or (lambda z: s(z) - s(z) ** 2)
    return np.array(
        [error(z(x), target) * slope(z(x)) for x, target in zip(X, y, strict=True)]
    )


def gather(X, products):
    """Add up over the examples, once with the inputs and once without."""
    dw = np.zeros(X.shape[1])
    db = 0.0
    for i in reversed(range(len(X))):
        for k in range(X.shape[1]):
            dw[k] += products[i] * X[i, k]
        db += products[i]
    return dw, db


@twin("weighted_input", "forgot_the_bias")
def _(X, w, b):
    return np.array([sum(p * q for p, q in zip(x, w, strict=True)) for x in X])


@twin("weighted_input", "subtracted_the_bias")
def _(X, w, b):
    z = np.full(len(X), -b)
    for k in range(len(w)):
        z += w[k] * X[:, k]
    return z


@twin("weighted_input", "bias_inside_the_sum")
def _(X, w, b):
    z = np.zeros(len(X))
    for k, weight in enumerate(w):
        z += weight * X[:, k] + b
    return z


@twin("weighted_input", "summed_over_the_batch")
def _(X, w, b):
    total = np.zeros(len(w))
    for x in X:
        total += w * x
    return total + b


@twin("weighted_input", "kept_a_column")
def _(X, w, b):
    return np.array([[float(np.dot(x, w)) + b] for x in X])


@twin("weighted_input", "averaged_over_the_inputs")
def _(X, w, b):
    return np.array([np.dot(x, w) / len(w) + b for x in X])


@twin("weighted_input", "multiplied_without_summing")
def _(X, w, b):
    Z = np.zeros(X.shape)
    for i, k in np.ndindex(*X.shape):
        Z[i, k] = w[k] * X[i, k] + b
    return Z


@twin("weighted_input", "one_number_for_the_batch")
def _(X, w, b):
    z = b
    for x in X:
        for k in range(len(x)):
            z = z + x[k] * w[k]
    return z


@twin("weighted_input", "applied_the_sigmoid_too")
def _(X, w, b):
    return np.array([1 / (1 + math.exp(-np.inner(w, x) - b)) for x in X])


@twin("weighted_input", "weights_on_the_left")
def _(X, w, b):
    return np.add(b, np.matmul(w.reshape(1, -1), X))[0]


@twin("weighted_input", "turned_the_inputs")
def _(X, w, b):
    return np.matmul(np.transpose(X), w[:, None])[:, 0] + b


@twin("weighted_input", "reshaped_the_inputs")
def _(X, w, b):
    numbers = list(X.ravel())
    rows = [numbers[k * len(X) : (k + 1) * len(X)] for k in range(len(w))]
    return sum(w[k] * np.array(rows[k]) for k in range(len(w))) + b


@twin("weighted_input", "multiplied_by_the_bias")
def _(X, w, b):
    return np.array([b * sum(x * w) for x in X])


@twin("weighted_input", "added_the_bias_to_the_inputs")
def _(X, w, b):
    return np.array([sum(w[k] * (x[k] + b) for k in range(len(w))) for x in X])


@twin("weighted_input", "added_the_bias_to_the_weights")
def _(X, w, b):
    return np.array([sum(x[k] * (w[k] + b) for k in range(len(w))) for x in X])


@twin("weighted_input", "summed_before_multiplying")
def _(X, w, b):
    return np.array([sum(x) * sum(w) + b for x in X])


@twin("weighted_input", "only_the_first_row")
def _(X, w, b):
    for x in X:
        return b + sum(w * x)


@twin("weighted_input", "only_the_last_row")
def _(X, w, b):
    for x in X:
        z = np.dot(w, x) + b
    return z


@twin("weighted_input", "stopped_after_the_first_row")
def _(X, w, b):
    z = np.zeros(len(X))
    for i, x in enumerate(X):
        z[i] = np.dot(w, x) + b
        return z


@twin("weighted_input", "kept_the_last_product")
def _(X, w, b):
    for k in range(len(w)):
        z = w[k] * X[:, k]
    return z + b


@twin("weighted_input", "left_the_first_input_out")
def _(X, w, b):
    return np.array([sum(w[k] * x[k] for k in range(1, len(w))) + b for x in X])


@twin("weighted_input", "left_the_last_input_out")
def _(X, w, b):
    return np.array([sum(w[k] * x[k] for k in range(len(w) - 1)) + b for x in X])


@twin("weighted_input", "cut_the_negative_ones_off")
def _(X, w, b):
    return np.array([max(0.0, np.dot(w, x) + b) for x in X])


@twin("weighted_input", "said_whether_it_fires")
def _(X, w, b):
    return np.array([1 if np.dot(w, x) > -b else 0 for x in X])


@twin("weighted_input", "weights_on_the_left")
def _(X, w, b):
    return b + w.dot(X)


@twin("weighted_input", "turned_the_inputs")
def _(X, w, b):
    return b + np.transpose(X).dot(w)


@twin("weighted_input", "carried_the_sum_on")
def _(X, w, b):
    z, total = [], b
    for x in X:
        for k in range(len(w)):
            total += w[k] * x[k]
        z.append(total)
    return np.array(z)


@combination("weighted_input", "forgot_the_bias", "kept_a_column")
def _(X, w, b):
    return X.dot(w)[:, None]


@combination("weighted_input", "subtracted_the_bias", "averaged_over_the_inputs")
def _(X, w, b):
    return np.mean(w * X, axis=1) - b


@combination("weighted_input", "forgot_the_bias", "applied_the_sigmoid_too")
def _(X, w, b):
    return np.vectorize(s)(X @ w)


@twin("neuron_gradient", "forgot_the_mean")
def _(X, y, w, b):
    return gather(X, chain(X, y, w, b))


@twin("neuron_gradient", "kept_the_two")
def _(X, y, w, b):
    return gather(X, chain(X, y, w, b, error=lambda z, t: 2 * s(z) - 2 * t) / y.size)


@twin("neuron_gradient", "kept_the_half")
def _(X, y, w, b):
    return gather(X, np.multiply(0.5, chain(X, y, w, b)) / y.size)


@twin("neuron_gradient", "error_the_wrong_way_round")
def _(X, y, w, b):
    dw, db = gather(X, chain(X, y, w, b) / y.size)
    return -dw, -db


@twin("neuron_gradient", "slope_at_the_activation")
def _(X, y, w, b):
    return gather(X, chain(X, y, w, b, slope=lambda z: s(s(z)) * s(-s(z))) / X.shape[0])


@twin("neuron_gradient", "left_out_the_slope_of_the_sigmoid")
def _(X, y, w, b):
    return gather(X, chain(X, y, w, b, slope=lambda z: 1) / X.shape[0])


@twin("neuron_gradient", "left_out_the_input")
def _(X, y, w, b):
    _, db = gather(X, chain(X, y, w, b) / X.shape[0])
    return db * np.ones(X.shape[1]), db


@twin("neuron_gradient", "divided_the_bias_twice")
def _(X, y, w, b):
    dw, db = gather(X, chain(X, y, w, b))
    return dw / len(y), db / len(y) ** 2


@twin("neuron_gradient", "swapped_the_two")
def _(X, y, w, b):
    return gather(X, chain(X, y, w, b) / X.shape[0])[::-1]


@twin("neuron_gradient", "kept_every_example")
def _(X, y, w, b):
    products = chain(X, y, w, b) / len(y)
    return np.stack([x * p for x, p in zip(X, products, strict=True)]), products


@twin("neuron_gradient", "compared_z_with_y")
def _(X, y, w, b):
    return gather(X, chain(X, y, w, b, error=lambda z, t: z - t) / len(y))


@twin("neuron_gradient", "left_the_bias_out_of_z")
def _(X, y, w, b):
    return gather(X, chain(X, y, w, b, z=lambda x: np.dot(w, x)) / len(y))


@twin("neuron_gradient", "divided_by_the_inputs")
def _(X, y, w, b):
    return gather(X, chain(X, y, w, b) / len(w))


@twin("neuron_gradient", "divided_the_weights_twice")
def _(X, y, w, b):
    dw, db = gather(X, chain(X, y, w, b) / len(y))
    return dw / X.shape[0], db


@twin("neuron_gradient", "multiplied_by_the_weights")
def _(X, y, w, b):
    products = chain(X, y, w, b) / len(y)
    return gather(np.array([w] * len(X)), products)


@combination("neuron_gradient", "forgot_the_mean", "error_the_wrong_way_round")
def _(X, y, w, b):
    return gather(X, -chain(X, y, w, b))


@combination("neuron_gradient", "slope_at_the_activation", "kept_the_two")
def _(X, y, w, b):
    return gather(X, chain(X, y, w, b, slope=lambda z: 2 * s(s(z)) * s(-s(z))) / len(y))


@combination("neuron_gradient", "left_out_the_input", "forgot_the_mean")
def _(X, y, w, b):
    db = chain(X, y, w, b).sum()
    return np.repeat(db, len(w)), db
