"""Chapter 02, tanh and its slope: the mistakes written a second time."""

import math

import numpy as np

from tests.twins.model import combination, twin
from tests.twins.sigmoid import each, s


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
