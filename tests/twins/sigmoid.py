"""Chapter 01, the sigmoid and its slope: the mistakes written a second time."""

import math

import numpy as np

from tests.twins.model import combination, twin


def each(function, z):
    """Apply a function of one number to each element."""
    out = np.zeros(z.shape)
    for index in np.ndindex(*z.shape):
        out[index] = function(float(z[index]))
    return out


def s(t):
    return 0.5 + 0.5 * math.tanh(t / 2)


def exp(t):
    """Give infinity where math.exp raises."""
    return math.inf if t > 709.7 else math.exp(t)


@twin("sigmoid", "lost_the_minus_sign")
def _(z):
    return each(lambda t: s(-t), z)


@twin("sigmoid", "overflows_for_large_inputs")
def _(z):
    return np.power(1 + np.exp(np.negative(z)), -1.0)


@twin("sigmoid", "infinity_over_infinity")
def _(z):
    e = np.power(math.e, z)
    return np.divide(e, e + 1)


@twin("sigmoid", "mistook_tanh")
def _(z):
    return each(lambda t: 2 * s(2 * t) - 1, z)


@twin("sigmoid", "tanh_without_halving_z")
def _(z):
    return each(lambda t: (math.tanh(t) + 1) / 2, z)


@twin("sigmoid", "tanh_without_halving_z")
def _(z):
    return 1 / (1 + np.exp(-2 * z))


@twin("sigmoid", "folded_the_negative_side")
def _(z):
    return each(lambda t: s(t) if t > 0 else s(-t), z)


@twin("sigmoid", "lost_the_one")
def _(z):
    return each(exp, z)


@twin("sigmoid", "lost_the_parentheses")
def _(z):
    return each(lambda t: 1 + exp(-t), z)


@twin("sigmoid", "step_instead_of_a_slope")
def _(z):
    return (np.sign(z) + 1) / 2


@twin("sigmoid", "returned_the_slope")
def _(z):
    return each(lambda t: s(t) * s(-t), z)


@twin("sigmoid", "folded_the_positive_side")
def _(z):
    return each(lambda t: min(s(t), s(-t)), z)


@twin("sigmoid", "subtracted_below_the_line")
def _(z):
    return each(lambda t: -1 / (exp(-t) - 1), z)


@twin("sigmoid", "falling_fraction")
def _(z):
    e = np.power(np.e, np.negative(z))
    return np.divide(e, e + 1)


@twin("sigmoid", "mixed_the_two_forms")
def _(z):
    return each(lambda t: exp(t) * s(t), z)


@twin("sigmoid", "runs_from_minus_one")
def _(z):
    return each(lambda t: 2 * s(t) - 1, z)


@twin("sigmoid", "nothing_where_z_is_large")
def _(z):
    return each(lambda t: s(t) if t < 700 else 0, z)


@twin("sigmoid", "left_the_negative_side_at_zero")
def _(z):
    out = np.zeros_like(z)
    out[z > 0] = 1 / (1 + np.exp(-z[z > 0]))
    return out


@twin("sigmoid", "left_the_positive_side_at_one")
def _(z):
    return each(lambda t: 1 if t > 0 else s(t), z)


@twin("sigmoid", "lost_the_parentheses_below")
def _(z):
    return each(lambda t: 2 * exp(t), z)


@twin("sigmoid", "divided_by_the_sum_of_all")
def _(z):
    e = np.power(math.e, z)
    return e / sum(e.ravel())


@twin("sigmoid", "rectified_instead")
def _(z):
    return each(lambda t: max(t, 0), z)


@twin("sigmoid", "added_the_one_at_the_end")
def _(z):
    return each(lambda t: exp(t) + 1, z)


@twin("sigmoid", "left_the_denominator_out_below")
def _(z):
    return each(lambda t: s(t) if t > 0 else exp(t), z)


@combination("sigmoid", "lost_the_minus_sign", "lost_the_one")
def _(z):
    return 1 / np.exp(z)


@combination("sigmoid", "folded_the_negative_side", "tanh_without_halving_z")
def _(z):
    return (1 + np.tanh(np.abs(z))) / 2


@combination("sigmoid", "mistook_tanh", "folded_the_negative_side")
def _(z):
    return np.abs(np.tanh(z))


@twin("sigmoid_prime", "took_z_for_the_activation")
def _(z):
    return z - z * z


@twin("sigmoid_prime", "one_plus_instead_of_one_minus")
def _(z):
    return each(lambda t: s(t) + s(t) ** 2, z)


@twin("sigmoid_prime", "returned_the_sigmoid")
def _(z):
    return 1 / (1 + np.exp(-z))


@twin("sigmoid_prime", "lost_the_first_factor")
def _(z):
    return np.exp(-z) / (1 + np.exp(-z))


@twin("sigmoid_prime", "squashed_twice")
def _(z):
    return each(lambda t: s(s(t)) * s(-s(t)), z)


@twin("sigmoid_prime", "used_the_rule_for_tanh")
def _(z):
    return each(lambda t: s(-t) * (1 + s(t)), z)


@twin("sigmoid_prime", "sign_reversed")
def _(z):
    return -np.exp(-z) / (1 + np.exp(-z)) ** 2


@twin("sigmoid_prime", "multiplied_by_z")
def _(z):
    return each(lambda t: t / (4 * math.cosh(t / 2) ** 2), z)


@twin("sigmoid_prime", "put_z_into_one_factor")
def _(z):
    return each(lambda t: s(t) - t * s(t), z)


@twin("sigmoid_prime", "squared_the_sigmoid")
def _(z):
    return each(lambda t: s(t) / (1 + math.exp(-t)), z)


@twin("sigmoid_prime", "nothing_is_left")
def _(z):
    return np.zeros(z.shape)


@twin("sigmoid_prime", "squared_the_other_factor")
def _(z):
    return each(lambda t: s(-t) * s(-t), z)


@twin("sigmoid_prime", "slope_of_tanh")
def _(z):
    return each(lambda t: math.cosh(t) ** -2, z)


@twin("sigmoid_prime", "forgot_the_inner_slope")
def _(z):
    return each(lambda t: -s(t) * s(t), z)


@twin("sigmoid_prime", "growing_numerator")
def _(z):
    return each(lambda t: math.exp(t) * s(t) ** 2, z)


@twin("sigmoid_prime", "put_z_into_the_first_factor")
def _(z):
    return each(lambda t: t - t * s(t), z)


@twin("sigmoid_prime", "squashed_one_factor_twice")
def _(z):
    return each(lambda t: s(t) * s(-s(t)), z)


@twin("sigmoid_prime", "subtracted_before_squashing")
def _(z):
    return each(lambda t: s(1 - t) / (1 + math.exp(-t)), z)


@twin("sigmoid_prime", "joined_by_a_matrix_product")
def _(z):
    return np.matmul(each(s, z), each(s, -z))


@twin("sigmoid_prime", "subtracted_the_factors")
def _(z):
    return each(lambda t: math.tanh(t / 2), z)


@twin("sigmoid_prime", "put_tanh_into_the_rule")
def _(z):
    return each(lambda t: math.tanh(t) - math.tanh(t) ** 2, z)


@twin("sigmoid_prime", "differentiated_twice")
def _(z):
    return each(lambda t: s(t) * s(-t) * (s(-t) - s(t)), z)


@twin("sigmoid_prime", "joined_by_a_matrix_product")
def _(z):
    return each(s, z).dot(each(s, -z))


@twin("sigmoid_prime", "squared_the_exponential_alone")
def _(z):
    return each(lambda t: 0.5 / math.cosh(t), z)


@combination("sigmoid_prime", "squashed_twice", "one_plus_instead_of_one_minus")
def _(z):
    return each(lambda t: s(s(t)) * (1 + s(s(t))), z)


@combination("sigmoid_prime", "sign_reversed", "took_z_for_the_activation")
def _(z):
    return z * (z - 1)


@combination("sigmoid_prime", "multiplied_by_z", "sign_reversed")
def _(z):
    return -z * each(s, z) * each(s, -z)
