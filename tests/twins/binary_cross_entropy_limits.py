"""Chapter 03: binary cross-entropies wrong far from 0, written a second time."""

import math

import numpy as np

from tests.twins.logits import rows, s, safe, up
from tests.twins.model import twin


def logarithms(inside):
    """Make the cost whose two logarithms are of what `inside` makes of a number."""

    def cost(z, y):
        yes, no = inside(s(z))
        return -y * math.log(yes) - (1 - y) * math.log(no)

    def total(Z, Y):
        return rows(Z, Y, cost).mean()

    return total


def clip(eps):
    def inside(a):
        kept = min(max(a, eps), 1 - eps)
        return kept, 1 - kept

    return logarithms(inside)


def floor(eps):
    return logarithms(lambda a: (max(a, eps), max(1 - a, eps)))


def add(eps):
    return logarithms(lambda a: (a + eps, (1 - a) + eps))


def limit(most):
    def cost(z, y):
        return safe(max(min(z, most), -most), y)

    def total(Z, Y):
        return rows(Z, Y, cost).mean()

    return total


def limit_one_term(most):
    def cost(z, y):
        return up(max(min(z, most), -most)) - y * z

    def total(Z, Y):
        return rows(Z, Y, cost).mean()

    return total


def enter(family, name, *values):
    for value in values:
        function = family(10.0**-value if family in (clip, floor, add) else value)
        twin("binary_cross_entropy", name.format(value))(function)


enter(clip, "clipped_at_1e_{}", *range(3, 13), 15, 16)
enter(floor, "floored_at_1e_{}", *range(3, 7))
enter(add, "added_1e_{}_inside", *range(3, 9), 12, 15, 16, 20, 100, 300)
enter(limit, "limited_the_logits_to_{}", 20, 30, 50, 100, 500, 700)
enter(limit_one_term, "limited_the_exponent_to_{}", 500, 700)
twin("binary_cross_entropy", "clipped_at_machine_epsilon")(clip(2.0**-52))


def from_the_outputs(sums):
    """Make the cost whose logarithms overflow, as those of rounded outputs do."""

    def cost(Z, Y):
        yes, no = np.log1p(np.exp(-Z)), np.log1p(np.exp(Z))
        return sums(Y * yes, (1 - Y) * no, Y, yes, no)

    return cost


FROM_THE_OUTPUTS = {
    "forgot_the_other_term": lambda one, zero, *rest: one.sum() / len(one),
    "forgot_the_first_term": lambda one, zero, *rest: zero.sum() / len(one),
    "forgot_the_minus": lambda one, zero, *rest: -(one + zero).sum() / len(one),
    "forgot_the_mean": lambda one, zero, *rest: one.sum() + zero.sum(),
    "averaged_over_all_elements": lambda one, zero, *rest: (one + zero).mean(),
    "swapped_the_terms": lambda one, zero, Y, yes, no: (
        np.sum((1 - Y) * yes + Y * no) / len(Y)
    ),
    "took_targets_for_yes_or_no": lambda one, zero, Y, yes, no: (
        (yes[Y == 1].sum() + no[Y != 1].sum()) / len(Y)
    ),
    "kept_one_cost_for_each_example": lambda one, zero, *rest: (one + zero).sum(axis=1),
    "put_the_minus_on_one_term": lambda one, zero, *rest: (one - zero).sum() / len(one),
    "charged_all_as_if_the_target_were_1": lambda one, zero, Y, yes, no: (
        yes.sum() / len(Y)
    ),
}
for name, sums in FROM_THE_OUTPUTS.items():
    twin("binary_cross_entropy", f"{name}_from_the_outputs")(from_the_outputs(sums))
