"""Chapter 02, tanh and its slope: the mistakes written a second time."""

import math

import numpy as np

from tests.twins.model import combination, twin
from tests.twins.sigmoid import each, exp


@twin("tanh", "overflows_far_out")
def _(Z):
    return np.sinh(Z) / np.cosh(Z)


@twin("tanh", "mistook_the_sigmoid")
def _(Z):
    return each(lambda z: 1 / (1 + exp(-z)), Z)


@twin("tanh", "sigmoid_without_doubling_z")
def _(Z):
    return each(lambda z: 2 / (1 + exp(-z)) - 1, Z)


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


@combination("tanh_prime", "squashed_z_twice", "forgot_the_square")
def _(Z):
    return 1 - np.tanh(np.tanh(Z))


@combination("tanh_prime", "slope_reversed", "squared_z")
def _(Z):
    return Z * Z - 1
