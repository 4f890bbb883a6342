"""Chapter 03: the mistakes about the softmax cross-entropy, written a second time."""

import math

import numpy as np

# Importing enters the functions.
import tests.twins.softmax_cross_entropy_limits
import tests.twins.softmax_cross_entropy_sums  # noqa: F401
from tests.twins.model import combination, twin
from tests.twins.scores import log_probabilities, probabilities, rows


@twin("softmax_cross_entropy", "forgot_the_minus")
def _(Z, Y):
    return -rows(Z, Y).mean()


@twin("softmax_cross_entropy", "forgot_the_mean")
def _(Z, Y):
    return rows(Z, Y).sum()


@twin("softmax_cross_entropy", "averaged_over_the_classes")
def _(Z, Y):
    return rows(Z, Y).mean() / Z.shape[1]


@twin("softmax_cross_entropy", "took_logarithms_to_base_2")
def _(Z, Y):
    return rows(Z, Y).mean() * math.log2(math.e)


@twin("softmax_cross_entropy", "normalised_over_the_batch")
def _(Z, Y):
    return rows(Z.T, Y.T).sum() / Z.shape[0]


@twin("softmax_cross_entropy", "forgot_the_logarithm")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: -(y @ probabilities(z))).mean()


@twin("softmax_cross_entropy", "forgot_the_denominator")
def _(Z, Y):
    return -np.trace(Z @ Y.T) / Z.shape[0]


@twin("softmax_cross_entropy", "forgot_to_add_the_maximum_back")
def _(Z, Y):
    def cost(z, y):
        return sum(y) * math.log(sum(math.exp(each - max(z)) for each in z)) - z @ y

    return rows(Z, Y, cost).mean()


@twin("softmax_cross_entropy", "added_the_binary_term")
def _(Z, Y):
    def cost(z, y):
        E = np.exp(z - max(z))
        a = E / E.sum()
        return sum(-np.log(a) * y) + sum((y - 1) * np.log(1 - a))

    return rows(Z, Y, cost).mean()


@twin("softmax_cross_entropy", "took_the_likeliest_class_only")
def _(Z, Y):
    def cost(z, y):
        return -log_probabilities(z)[list(y).index(max(y))]

    return sum(rows(Z, Y, cost)) / len(Z)


@twin("softmax_cross_entropy", "kept_one_cost_for_each_example")
def _(Z, Y):
    return rows(Z, Y)


@twin("softmax_cross_entropy", "used_sigmoids")
def _(Z, Y):
    return (Y * (np.log1p(np.exp(-np.abs(Z))) + np.maximum(-Z, 0))).sum(1).mean()


@twin("softmax_cross_entropy", "let_the_exponential_overflow")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: -(y * (z - np.log(sum(np.exp(z))))).sum()).mean()


@twin("softmax_cross_entropy", "took_the_logarithm_of_a_rounded_probability")
def _(Z, Y):
    def cost(z, y):
        E = np.array([math.exp(each - max(z)) for each in z])
        return sum(np.log(E / sum(E)) * -y)

    return rows(Z, Y, cost).mean()


@twin("softmax_cross_entropy", "shifted_by_the_maximum_of_the_batch")
def _(Z, Y):
    top = max(Z.flat)
    log_sum = top + np.log(np.exp(Z - top) @ np.ones(Z.shape[1]))
    return np.sum(Y.T * (log_sum - Z.T)) / len(Z)


@twin("softmax_cross_entropy", "let_the_log_sum_exp_overflow")
def _(Z, Y):
    return rows(Z, Y, lambda z, y: np.log(sum(np.exp(z))) - y @ z).mean()


@twin("softmax_cross_entropy", "applied_the_softmax_twice")
def _(Z, Y):
    return rows(np.array([probabilities(z) for z in Z]), Y).mean()


@combination("softmax_cross_entropy", "forgot_the_mean", "forgot_the_minus")
def _(Z, Y):
    return -rows(Z, Y).sum()


@combination(
    "softmax_cross_entropy", "averaged_over_the_classes", "let_the_exponential_overflow"
)
def _(Z, Y):
    A = np.exp(Z) / np.exp(Z).sum(axis=1)[:, None]
    return -np.mean(Y * np.log(A))


@combination(
    "softmax_cross_entropy", "normalised_over_the_batch", "took_logarithms_to_base_2"
)
def _(Z, Y):
    return rows(Z.T, Y.T).sum() / len(Z) / math.log(2)


@combination("softmax_cross_entropy", "forgot_the_mean", "floored_at_1e_12")
def _(Z, Y):
    A = np.array([probabilities(z) for z in Z])
    return -np.sum(Y * np.log(np.clip(A, 1e-12, 1)))
