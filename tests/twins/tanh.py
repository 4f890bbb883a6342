"""Chapter 02, tanh and its slope: the mistakes written a second time."""

import math

import numpy as np

from tests.twins.model import combination, twin
from tests.twins.sigmoid import each, exp, s


@twin("tanh", "overflows_far_out")
def _(Z):
    return np.sinh(Z) / np.cosh(Z)


@twin("tanh", "mistook_the_sigmoid")
def _(Z):
    return each(lambda z: 1 / (1 + exp(-z)), Z)


@twin("tanh", "sigmoid_without_doubling_z")
def _(Z):
    return each(lambda z: 2 / (1 + exp(-z)) - 1, Z)


@twin("tanh", "sigmoid_without_doubling_z")
def _(Z):
    e = np.exp(-np.abs(Z))
    return np.sign(Z) * (1 - e) / (1 + e)


@twin("tanh", "upside_down")
def _(Z):
    return each(lambda z: 1 / math.tanh(z), Z)


@twin("tanh", "forgot_the_denominator")
def _(Z):
    return each(lambda z: (exp(z) - exp(-z)) / 2, Z)


@twin("tanh", "exponentials_exchanged")
def _(Z):
    return np.tanh(-Z)


@twin("tanh", "tangent_of_an_angle")
def _(Z):
    return each(lambda z: math.sin(z) / math.cos(z), Z)


@twin("tanh", "cut_off_at_one")
def _(Z):
    return each(lambda z: max(-1, min(1, z)), Z)


@twin("tanh", "returned_the_slope_of_tanh")
def _(Z):
    return each(lambda z: (1 - math.tanh(z)) * (1 + math.tanh(z)), Z)


@twin("tanh", "overflows_far_below")
def _(Z):
    return np.expm1(-2 * Z) / (-1 - np.exp(-2 * Z))


@twin("tanh", "overflows_far_above")
def _(Z):
    squared = np.exp(Z) * np.exp(Z)
    return np.divide(squared - 1, 1 + squared)


@twin("tanh", "exponent_not_doubled")
def _(Z):
    return np.expm1(Z) / (1 + np.exp(Z))


@twin("tanh", "folded_up")
def _(Z):
    return each(lambda z: abs(math.tanh(z)), Z)


@twin("tanh", "signs_exchanged")
def _(Z):
    return np.cosh(Z) / np.sinh(Z)


@twin("tanh", "both_lines_alike")
def _(Z):
    return (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) - np.exp(-Z))


@twin("tanh", "lost_the_parentheses_of_the_fraction")
def _(Z):
    up, down = np.exp(Z), np.exp(-Z)
    return up + down - np.divide(down, up)


@twin("tanh", "sigmoid_of_twice_z")
def _(Z):
    return each(lambda z: 1 / (1 + exp(-2 * z)), Z)


@twin("tanh", "lowered_but_not_stretched")
def _(Z):
    return each(lambda z: 1 / (1 + exp(-2 * z)) - 1, Z)


@twin("tanh", "nothing_far_out")
def _(Z):
    return each(lambda z: math.tanh(z) if abs(z) < 700 else 0, Z)


@twin("tanh", "step_from_minus_one")
def _(Z):
    return np.where(Z < 0, -1, 1)


@twin("tanh", "overflows_in_the_side_not_picked")
def _(Z):
    return 2 / (1 + np.exp(-2 * Z)) - 1


@combination("tanh", "exponentials_exchanged", "sigmoid_without_doubling_z")
def _(Z):
    return -np.tanh(0.5 * Z)


@combination("tanh", "upside_down", "exponentials_exchanged")
def _(Z):
    return -1 / np.tanh(Z)


@twin("tanh_prime", "squared_z")
def _(Z):
    return (1 - Z) * (1 + Z)


@twin("tanh_prime", "forgot_the_square")
def _(Z):
    return each(lambda z: 2 / (1 + math.exp(2 * z)), Z)


@twin("tanh_prime", "used_the_rule_of_the_sigmoid")
def _(Z):
    return each(lambda z: math.tanh(z) - math.tanh(z) ** 2, Z)


@twin("tanh_prime", "squashed_z_twice")
def _(Z):
    return each(lambda z: math.cosh(math.tanh(z)) ** -2, Z)


@twin("tanh_prime", "added_the_square")
def _(Z):
    t = (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))
    return t * t + 1


@twin("tanh_prime", "returned_tanh_itself")
def _(Z):
    return (np.exp(2 * Z) - 1) / (np.exp(2 * Z) + 1)


@twin("tanh_prime", "slope_reversed")
def _(Z):
    return -1 / np.cosh(Z) ** 2


@twin("tanh_prime", "cosine_not_squared")
def _(Z):
    return 2 / (np.exp(Z) + np.exp(-Z))


@twin("tanh_prime", "squared_the_whole_bracket")
def _(Z):
    return each(lambda z: 1 - 2 * math.tanh(z) + math.tanh(z) ** 2, Z)


@twin("tanh_prime", "squared_before_tanh")
def _(Z):
    return each(lambda z: 1 - math.tanh(z * z), Z)


@twin("tanh_prime", "doubled_for_squared")
def _(Z):
    return each(lambda z: 1 - math.tanh(z) - math.tanh(z), Z)


@twin("tanh_prime", "slope_of_a_sigmoid")
def _(Z):
    return each(lambda z: s(z) * s(-z), Z)


@twin("tanh_prime", "squared_the_sigmoid_for_tanh")
def _(Z):
    return each(lambda z: (1 - s(z)) * (1 + s(z)), Z)


@twin("tanh_prime", "slope_of_the_tangent")
def _(Z):
    return np.cos(Z) ** -2


@twin("tanh_prime", "squared_as_a_matrix")
def _(Z):
    t = np.tanh(Z)
    return 1 - np.matmul(t, t)


@twin("tanh_prime", "turned_the_fraction_over")
def _(Z):
    return each(lambda z: 1 / (1 - math.tanh(z) ** 2), Z)


@twin("tanh_prime", "denominator_not_squared")
def _(Z):
    return each(lambda z: 2 / math.cosh(z), Z)


@twin("tanh_prime", "multiplied_by_z_too")
def _(Z):
    return each(lambda z: z / math.cosh(z) ** 2, Z)


@twin("tanh_prime", "mixed_two_slope_rules")
def _(Z):
    return each(lambda z: math.sinh(z) / math.cosh(z) ** 3, Z)


@twin("tanh_prime", "differentiated_twice")
def _(Z):
    return each(lambda z: -2 * math.sinh(z) / math.cosh(z) ** 3, Z)


@twin("tanh_prime", "squared_by_a_dot_product")
def _(Z):
    return 1 - np.tanh(Z).dot(np.tanh(Z))


@combination("tanh_prime", "squashed_z_twice", "forgot_the_square")
def _(Z):
    return 1 - np.tanh(np.tanh(Z))


@combination("tanh_prime", "slope_reversed", "squared_z")
def _(Z):
    return Z * Z - 1
