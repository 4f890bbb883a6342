"""Chapter 01, the gradient: wrong factors and wrong sums, written a second time."""

import numpy as np

from tests.twins.model import twin
from tests.twins.slopes import output


def s(z):
    return output("sigmoid", z)


def gradient(X, y, w, b, product):
    """Add up a product of the first two factors, given for one z and one target."""
    dw, db = np.zeros(len(w)), 0.0
    for x, target in zip(X, y, strict=True):
        slope = product(sum(w * x) + b, target) / len(y)
        dw += slope * x
        db += slope
    return dw, db


def right(z, t):
    return (s(z) - t) * s(z) * s(-z)


def from_products(mistake, product):
    @twin("neuron_gradient", mistake)
    def _(X, y, w, b):
        return gradient(X, y, w, b, product)


from_products("squared_the_error", lambda z, t: (t - s(z)) ** 2 * s(z) * s(-z))
from_products(
    "took_the_cost_for_its_slope", lambda z, t: 0.5 * (t - s(z)) ** 2 * s(z) * s(-z)
)
from_products("left_the_target_out", lambda z, t: s(z) ** 2 * s(-z))
from_products("lost_the_sign_of_the_error", lambda z, t: abs(right(z, t)))
from_products("took_the_output_for_the_slope", lambda z, t: s(z) ** 2 - s(z) * t)
from_products("took_half_of_the_slope_rule", lambda z, t: (s(z) - t) * s(-z))
from_products("put_z_into_the_slope_rule", lambda z, t: (s(z) - t) * (z - z * z))
from_products("put_y_into_the_slope_rule", lambda z, t: (s(z) - t) * (t - t * t))
from_products(
    "used_the_slope_rule_of_tanh", lambda z, t: (s(z) - t) * s(-z) * (1 + s(z))
)


@twin("neuron_gradient", "left_the_slope_out_for_the_bias")
def _(X, y, w, b):
    dw, _ = gradient(X, y, w, b, right)
    return dw, gradient(X, y, w, b, lambda z, t: s(z) - t)[1]


@twin("neuron_gradient", "multiplied_by_the_bias_itself")
def _(X, y, w, b):
    dw, db = gradient(X, y, w, b, right)
    return dw, b * db


@twin("neuron_gradient", "summed_the_weights_for_the_bias")
def _(X, y, w, b):
    dw, _ = gradient(X, y, w, b, right)
    return dw, sum(dw)


@twin("neuron_gradient", "did_not_turn_the_inputs")
def _(X, y, w, b):
    products = np.array([right(sum(w * x) + b, 0.5) for x in X])
    return np.matmul(X, products), products.sum()


@twin("neuron_gradient", "multiplied_the_mean_input")
def _(X, y, w, b):
    _, db = gradient(X, y, w, b, right)
    return np.array([np.mean(column) * db for column in X.T]), db


@twin("neuron_gradient", "multiplied_the_summed_input")
def _(X, y, w, b):
    _, db = gradient(X, y, w, b, right)
    return np.array([sum(column) * db for column in X.T]), db


@twin("neuron_gradient", "mean_error_for_all")
def _(X, y, w, b):
    error = np.mean([s(sum(w * x) + b) - t for x, t in zip(X, y, strict=True)])
    return gradient(X, y, w, b, lambda z, t: error * s(z) * s(-z))


@twin("neuron_gradient", "mean_of_each_factor")
def _(X, y, w, b):
    z = [sum(w * x) + b for x in X]
    error = np.mean([s(t) for t in z]) - np.mean(y)
    slope = sum(s(t) * s(-t) for t in z) / len(z)
    return sum(X) / len(X) * error * slope, error * slope


@twin("neuron_gradient", "summed_along_the_inputs")
def _(X, y, w, b):
    products = [right(sum(w * x) + b, t) / len(y) for x, t in zip(X, y, strict=True)]
    return np.array([p * sum(x) for p, x in zip(products, X, strict=True)]), sum(
        products
    )


@twin("neuron_gradient", "kept_the_last_example")
def _(X, y, w, b):
    for x, t in zip(X, y, strict=True):
        dw, db = gradient(x[None], np.array([t]), w, b, right)
    return dw / len(X), db / len(X)


@twin("neuron_gradient", "took_the_step_too")
def _(X, y, w, b):
    dw, db = gradient(X, y, w, b, right)
    return -1 * (dw - w), -1 * (db - b)


from_products("squashed_the_output_again", lambda z, t: (s(s(z)) - t) * s(z) * s(-z))


@twin("neuron_gradient", "left_the_slope_out_for_the_weights")
def _(X, y, w, b):
    dw, _ = gradient(X, y, w, b, lambda z, t: s(z) - t)
    return dw, gradient(X, y, w, b, right)[1]


@twin("neuron_gradient", "did_not_turn_the_inputs")
def _(X, y, w, b):
    products = np.array([right(sum(w * x) + b, 0.5) for x in X])
    return X.dot(products), sum(products)


@twin("neuron_gradient", "met_the_inputs_with_a_row")
def _(X, y, w, b):
    products = np.array([right(sum(w * x) + b, 0.5) for x in X])
    return np.mean(products * X, axis=0), np.mean(products)


from_products("left_the_error_out", lambda z, t: s(z) * s(-z))


@twin("neuron_gradient", "kept_the_last_slopes_of_the_weights")
def _(X, y, w, b):
    dw, _ = gradient(X[-1:], y[-1:], w, b, right)
    return dw / len(y), gradient(X, y, w, b, right)[1]
