"""Chapter 02, tanh: wrong answers, and unusual right ones."""

import math

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array


@wrong(
    "tanh",
    hint="Look at z = 1000: what are the numerator and the denominator there?",
)
def overflows_far_out(Z: Array) -> object:
    """Your formula is right, but its exponentials overflow where z is far from 0."""
    return (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))


@wrong("tanh", hint="Look at z = 0: tanh passes through the origin.")
def mistook_the_sigmoid(Z: Array) -> object:
    """You compute the sigmoid, which runs from 0 to 1."""
    return 0.5 + 0.5 * np.tanh(Z / 2.0)


@wrong(
    "tanh",
    hint="Compare your slope at 0 with 1. By what is z multiplied on its way?",
)
def sigmoid_without_doubling_z(Z: Array) -> object:
    """Your curve is too flat, as if z had not been doubled."""
    return np.tanh(Z / 2.0)


@wrong("tanh", hint="Look at z near 0: which of your two parts is small there?")
def upside_down(Z: Array) -> object:
    """Your fraction stands upside down."""
    return 1.0 / np.tanh(Z)


@wrong("tanh", hint="Look at z = 5: no result may be above 1.")
def forgot_the_denominator(Z: Array) -> object:
    """You compute the hyperbolic sine and do not divide by the cosine."""
    return np.sinh(Z)


@wrong("tanh", hint="Look at z = 1: is tanh positive or negative there?")
def exponentials_exchanged(Z: Array) -> object:
    """You exchange the two exponentials above the line, so that your curve falls."""
    return -np.tanh(Z)


@wrong("tanh", hint="The name ends with an h, which stands for hyperbolic.")
def tangent_of_an_angle(Z: Array) -> object:
    """You compute the tangent of an angle, which is another function."""
    return np.tan(Z)


@wrong("tanh", hint="Look at z = 1/2: the curve has bent away from the line there.")
def cut_off_at_one(Z: Array) -> object:
    """You cut z off at -1 and 1 where a smooth curve is asked."""
    return np.clip(Z, -1.0, 1.0)


@wrong("tanh", hint="How high is the curve at z = 0, and how steep?")
def returned_the_slope_of_tanh(Z: Array) -> object:
    """You return the slope of tanh instead of tanh."""
    return 1.0 - np.tanh(Z) ** 2


@wrong("tanh", hint="Look at z = -1000: what are the numerator and the denominator?")
def overflows_far_below(Z: Array) -> object:
    """Your form of the fraction is right, but overflows where z is far below 0."""
    e = np.exp(-2.0 * Z)
    return (1.0 - e) / (1.0 + e)


@wrong("tanh", hint="Look at z = 1000: what are the numerator and the denominator?")
def overflows_far_above(Z: Array) -> object:
    """Your form of the fraction is right, but overflows where z is far above 0."""
    e = np.exp(2.0 * Z)
    return (e - 1.0) / (e + 1.0)


@wrong("tanh", hint="Compare your slope at 0 with 1. What stands in the exponent?")
def exponent_not_doubled(Z: Array) -> object:
    """Your curve is that of z/2, and infinity over infinity where z is large."""
    e = np.exp(Z)
    return (e - 1.0) / (e + 1.0)


@wrong("tanh", hint="Look at z = -1: is tanh positive or negative there?")
def folded_up(Z: Array) -> object:
    """You lose the sign of z, so that negative inputs get positive results."""
    return np.tanh(np.abs(Z))


@wrong("tanh", hint="Look at z = 0: what is above the line there, and what below?")
def signs_exchanged(Z: Array) -> object:
    """You add above the line and subtract below it, where it is the other way round."""
    return (np.exp(Z) + np.exp(-Z)) / (np.exp(Z) - np.exp(-Z))


@wrong("tanh", hint="Compare the signs above the line and below it.")
def both_lines_alike(Z: Array) -> object:
    """Your two lines of the fraction are the same, so that it comes to 1."""
    return (np.exp(Z) + np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))


@wrong("tanh", hint="Which operation does Python do first in your line?")
def lost_the_parentheses_of_the_fraction(Z: Array) -> object:
    """Your division reaches no further than its neighbours: parentheses are missing."""
    return np.exp(Z) - np.exp(-Z) / np.exp(Z) + np.exp(-Z)


@wrong("tanh", hint="Look at z = 0: tanh passes through the origin.")
def sigmoid_of_twice_z(Z: Array) -> object:
    """You run the sigmoid twice as fast, but it still goes from 0 to 1."""
    return 0.5 + 0.5 * np.tanh(Z)


@wrong("tanh", hint="Look at a large z: is your result near 1 there?")
def lowered_but_not_stretched(Z: Array) -> object:
    """You lower the sigmoid by 1 without stretching it to twice its height."""
    return 0.5 * np.tanh(Z) - 0.5


@wrong("tanh", hint="Look at z = 1000: what should tanh be there?")
def nothing_far_out(Z: Array) -> object:
    """You give 0 where z is far from 0, although tanh is near 1 or -1 there."""
    return np.nan_to_num((np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z)))


@wrong("tanh", hint="Look at z near 0: a step has no slope that could be followed.")
def step_from_minus_one(Z: Array) -> object:
    """You return the sign of z where a smooth curve is asked."""
    return np.sign(Z)


@wrong("tanh", hint="A side that is not picked is computed all the same. At which z?")
def overflows_in_the_side_not_picked(Z: Array) -> object:
    """Your values are right, but an exponential overflows where z is far from 0."""
    falling, growing = np.exp(-2.0 * Z), np.exp(2.0 * Z)
    return np.where(
        Z >= 0, (1.0 - falling) / (1.0 + falling), (growing - 1.0) / (growing + 1.0)
    )


@right("tanh")
def through_the_sigmoid(Z: Array) -> object:
    """Stretch a stable sigmoid."""
    return 2.0 * np.exp(-np.logaddexp(0.0, -2.0 * Z)) - 1.0


@right("tanh")
def size_and_sign(Z: Array) -> object:
    """Compute for the size of z, then give the sign back."""
    e = np.exp(-2.0 * np.abs(Z))
    return np.sign(Z) * (1.0 - e) / (1.0 + e)


@right("tanh")
def math_tanh_in_a_loop(Z: Array) -> object:
    """Use the math module on one number at a time."""
    out = np.empty(Z.shape)
    for index in np.ndindex(*Z.shape):
        out[index] = math.tanh(Z[index])
    return out


@right("tanh")
def clipped_exponents(Z: Array) -> object:
    """Cut z off where tanh is 1 to the last digit."""
    up, down = np.exp(np.clip(Z, -30, 30)), np.exp(-np.clip(Z, -30, 30))
    return (up - down) / (up + down)
