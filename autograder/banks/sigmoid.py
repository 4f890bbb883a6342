"""Chapter 01, the sigmoid: wrong answers, and unusual right ones."""

import math

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.neuron import sigmoid


@wrong(
    "sigmoid",
    hint="Try a large positive z by hand. Should the result be near 0 or near 1?",
)
def lost_the_minus_sign(z: Array) -> object:
    """Your curve falls, as if the exponent had lost its minus sign."""
    return 1.0 / (1.0 + np.exp(z))


@wrong(
    "sigmoid",
    hint="Look at the warning for z = -1000, and at the second form in the Notes.",
)
def overflows_for_large_inputs(z: Array) -> object:
    """Your formula is right, but its exponential overflows where z is far from 0."""
    return 1.0 / (1.0 + np.exp(-z))


@wrong(
    "sigmoid",
    hint="Look at z = 1000: what are the numerator and the denominator there?",
)
def infinity_over_infinity(z: Array) -> object:
    """Your fraction becomes infinity over infinity where z is large and positive."""
    return np.exp(z) / (1.0 + np.exp(z))


@wrong("sigmoid", hint="Look at z = 0: the sigmoid is one half there.")
def mistook_tanh(z: Array) -> object:
    """You compute the hyperbolic tangent, which runs from -1 to 1."""
    return np.tanh(z)


@wrong(
    "sigmoid",
    hint="Compare your slope at 0 with 1/4. By what is z multiplied on its way?",
)
def tanh_without_halving_z(z: Array) -> object:
    """Your curve is too steep, as if z had been doubled."""
    return 0.5 * (1.0 + np.tanh(z))


@wrong("sigmoid", hint="Compare your results for z and for -z: they must add up to 1.")
def folded_the_negative_side(z: Array) -> object:
    """You take the size of z for z, so that negative inputs get the wrong side."""
    return 1.0 / (1.0 + np.exp(-np.abs(z)))


@wrong("sigmoid", hint="Look at z = 0 by hand: what does your denominator come to?")
def lost_the_one(z: Array) -> object:
    """Your denominator leaves out the 1."""
    return 1.0 / np.exp(-z)


@wrong("sigmoid", hint="Which operation does Python do first in your line?")
def lost_the_parentheses(z: Array) -> object:
    """Your division ends before the sum, because the parentheses are missing."""
    return 1.0 / 1.0 + np.exp(-z)


@wrong("sigmoid", hint="Look at z near 0: a step has no slope that could be followed.")
def step_instead_of_a_slope(z: Array) -> object:
    """You return a step from 0 to 1 where a smooth curve is asked."""
    return np.where(z > 0, 1.0, 0.0)


@wrong("sigmoid", hint="Look at a large z: should the result be near 1 or near 0?")
def returned_the_slope(z: Array) -> object:
    """You return the slope of the sigmoid instead of the sigmoid."""
    return sigmoid(z) * (1.0 - sigmoid(z))


@wrong("sigmoid", hint="Compare your results for z and for -z: they must add up to 1.")
def folded_the_positive_side(z: Array) -> object:
    """You take minus the size of z for z, so that a positive z gets the wrong side."""
    e = np.exp(-np.abs(z))
    return e / (1.0 + e)


@wrong("sigmoid", hint="Look at z = 0 by hand: what does your denominator come to?")
def subtracted_below_the_line(z: Array) -> object:
    """You subtract the exponential below the line, where it is added."""
    return 1.0 / (1.0 - np.exp(-z))


@wrong(
    "sigmoid",
    hint="Look at what stands above the line: should it grow with z, or shrink?",
)
def falling_fraction(z: Array) -> object:
    """Your curve falls, and it is infinity over infinity where z is far below 0."""
    return np.exp(-z) / (1.0 + np.exp(-z))


@wrong("sigmoid", hint="Compare the exponents above the line and below it.")
def mixed_the_two_forms(z: Array) -> object:
    """You put the top of one form of the fraction over the bottom of the other."""
    return np.exp(z) / (1.0 + np.exp(-z))


@wrong("sigmoid", hint="Look at z = 0: the sigmoid is one half there.")
def runs_from_minus_one(z: Array) -> object:
    """Your curve runs from -1 to 1, where the sigmoid runs from 0 to 1."""
    return np.tanh(z / 2.0)


@wrong("sigmoid", hint="Look at z = 1000: what should the sigmoid be there?")
def nothing_where_z_is_large(z: Array) -> object:
    """You give 0 where z is large and positive, although the sigmoid is near 1."""
    return np.nan_to_num(np.exp(z) / (1.0 + np.exp(z)))


@wrong("sigmoid", hint="Look at z = -1 by hand: what should come out?")
def left_the_negative_side_at_zero(z: Array) -> object:
    """You give 0 for every negative z, where the sigmoid only comes near to 0."""
    return np.where(z > 0, 1.0 / (1.0 + np.exp(-np.abs(z))), 0.0)


@wrong("sigmoid", hint="Look at z = 1 by hand: what should come out?")
def left_the_positive_side_at_one(z: Array) -> object:
    """You give 1 for every positive z, where the sigmoid only comes near to 1."""
    e = np.exp(-np.abs(z))
    return np.where(z < 0, e / (1.0 + e), 1.0)


@wrong("sigmoid", hint="Which operation does Python do first in your line?")
def lost_the_parentheses_below(z: Array) -> object:
    """Your division ends before the sum below the line, so that you double e^z."""
    return np.exp(z) / 1.0 + np.exp(z)


@wrong("sigmoid", hint="Change one element of z. Which elements of the result change?")
def divided_by_the_sum_of_all(z: Array) -> object:
    """You divide by a sum over all elements, so that each depends on the others."""
    return np.exp(z) / np.exp(z).sum()


@wrong("sigmoid", hint="Look at z = 0: the sigmoid is one half there.")
def rectified_instead(z: Array) -> object:
    """You cut z off at 0, where a smooth curve between 0 and 1 is asked."""
    return np.maximum(z, 0.0)


@wrong("sigmoid", hint="Which operation does Python do first in your line?")
def added_the_one_at_the_end(z: Array) -> object:
    """You divide by the exponential alone and add the 1 afterwards."""
    return 1.0 / np.exp(-z) + 1.0


@wrong("sigmoid", hint="Look at z just below 0: the sigmoid is nearly one half there.")
def left_the_denominator_out_below(z: Array) -> object:
    """You leave the denominator out where z is negative."""
    e = np.exp(-np.abs(z))
    return np.where(z < 0, e, 1.0 / (1.0 + e))


@right("sigmoid")
def through_tanh(z: Array) -> object:
    """Shift and scale the hyperbolic tangent."""
    return 0.5 * (np.tanh(z / 2.0) + 1.0)


@right("sigmoid")
def through_logaddexp(z: Array) -> object:
    """Work with logarithms until the end."""
    return np.exp(-np.logaddexp(0.0, -z))


@right("sigmoid")
def two_masks(z: Array) -> object:
    """Treat each side of 0 by itself."""
    out = np.empty_like(z, dtype=float)
    positive = z >= 0
    out[positive] = 1.0 / (1.0 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    out[~positive] = e / (1.0 + e)
    return out


@right("sigmoid")
def one_number_at_a_time(z: Array) -> object:
    """Use the math module on one number at a time."""
    out = np.zeros(z.shape)
    for index, value in np.ndenumerate(z):
        if value < -700.0:
            out[index] = 0.0
        else:
            out[index] = 1.0 / (1.0 + math.exp(-value))
    return out


@right("sigmoid")
def clipped_far_out(z: Array) -> object:
    """Cut z off where the exponential is still finite."""
    return 1.0 / (1.0 + np.exp(-np.clip(z, -500.0, 500.0)))
