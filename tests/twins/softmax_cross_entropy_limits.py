"""Chapter 03: softmax cross-entropies wrong for large scores, written again."""

import math

import numpy as np

from tests.twins.model import twin
from tests.twins.scores import probabilities, rows


def logarithms(inside):
    """Make the cost whose logarithms are of what `inside` makes of a probability."""

    def total(Z, Y):
        def cost(z, y):
            pairs = zip(probabilities(z), y, strict=True)
            return -sum(t * math.log(inside(p)) for p, t in pairs)

        return rows(Z, Y, cost).mean()

    return total


def floor(eps):
    return logarithms(lambda p: p if p > eps else eps)


def clip(eps):
    return logarithms(lambda p: min(max(p, eps), 1 - eps))


def add(eps):
    return logarithms(lambda p: eps + p)


for exponent in (*range(3, 13), 15, 16, 20, 100, 300):
    name = f"floored_at_1e_{exponent}"
    twin("softmax_cross_entropy", name)(floor(10.0**-exponent))
for exponent in range(3, 7):
    name = f"clipped_at_1e_{exponent}"
    twin("softmax_cross_entropy", name)(clip(10.0**-exponent))
for exponent in range(3, 10):
    name = f"added_1e_{exponent}_inside"
    twin("softmax_cross_entropy", name)(add(10.0**-exponent))
twin("softmax_cross_entropy", "floored_at_machine_epsilon")(floor(2.0**-52))


def limit(most):
    def limited(Z, Y):
        S = np.minimum(np.maximum(Z, -most), most)
        return np.mean(np.logaddexp.reduce(S, axis=1) - (Y * S).sum(axis=1))

    return limited


for most in (20, 30, 50, 100, 500, 700):
    twin("softmax_cross_entropy", f"limited_the_scores_to_{most}")(limit(most))


def from_rounded(total):
    """Make the cost whose logarithms are of rounded probabilities."""

    def careless(Z, Y):
        E = np.exp(Z - Z.max(axis=1, keepdims=True))
        logs = np.log(E / E.sum(axis=1, keepdims=True))
        return total(Y, logs, [y @ log for y, log in zip(Y, logs, strict=True)])

    return careless


FROM_ROUNDED = {
    "forgot_the_minus": lambda Y, logs, each: sum(each) / len(Y),
    "forgot_the_mean": lambda Y, logs, each: -sum(each),
    "averaged_over_the_classes": lambda Y, logs, each: -sum(each) / Y.size,
    "kept_one_cost_for_each_example": lambda Y, logs, each: -np.array(each),
    "took_the_likeliest_class_only": lambda Y, logs, each: (
        -sum(log[y.argmax()] for y, log in zip(Y, logs, strict=True)) / len(Y)
    ),
    "forgot_the_targets": lambda Y, logs, each: -logs.sum(axis=1).mean(),
}
for name, total in FROM_ROUNDED.items():
    twin("softmax_cross_entropy", f"{name}_after_rounding")(from_rounded(total))
