"""Numerical gradients: wrong answers that students give, and unusual right ones."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array

Scalar = Callable[[Array], float]


def each(x: Array, slope: Callable[[Any], float]) -> Array:
    """Take a slope at every element: the function gets a step of 1 there."""
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        unit = np.zeros(x.shape)
        unit[i] = 1.0
        gradient[i] = slope(unit)
    return gradient


@wrong(
    "numerical_gradient",
    hint="On how many sides of x does the equation take the function?",
)
def stepped_to_one_side(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You step to one side only, so that the error is of the order of h."""
    return each(x, lambda unit: (f(x + h * unit) - f(x)) / h)


@wrong(
    "numerical_gradient",
    hint="On how many sides of x does the equation take the function?",
)
def stepped_back_only(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You step back only, so that the error is of the order of h."""
    return each(x, lambda unit: (f(x) - f(x - h * unit)) / h)


@wrong(
    "numerical_gradient",
    hint="How far apart are the two points at which you take the function?",
)
def divided_by_one_step(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You divide by h, but the two points are twice as far apart."""
    return each(x, lambda unit: (f(x + h * unit) - f(x - h * unit)) / h)


@wrong(
    "numerical_gradient",
    hint="Try it on a function that grows. Is your slope positive?",
)
def subtracted_the_wrong_way(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You subtract the value ahead from the value behind, which turns the sign."""
    return each(x, lambda unit: (f(x - h * unit) - f(x + h * unit)) / (2.0 * h))


@wrong(
    "numerical_gradient",
    hint="What is 1 and what is 0 in the step of the equation?",
)
def stepped_everywhere_at_once(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You move all elements at once, and get one slope where each has its own."""
    return np.full(x.shape, (f(x + h) - f(x - h)) / (2.0 * h))


@wrong(
    "numerical_gradient",
    hint="Call it with a large h on a curved function. Does the result change?",
)
def ignored_the_step(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You always take the same step, whatever h is handed over."""
    return each(x, lambda unit: (f(x + 1e-5 * unit) - f(x - 1e-5 * unit)) / 2e-5)


@wrong(
    "numerical_gradient",
    hint="How far from x are the two points at which the equation takes the function?",
)
def stepped_half_as_far(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You step half of h to each side where the whole of it is asked for."""
    return each(x, lambda unit: (f(x + h / 2.0 * unit) - f(x - h / 2.0 * unit)) / h)


@wrong(
    "numerical_gradient",
    hint="Try it on an array of two axes. Which elements move in one step?",
)
def moved_whole_rows(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You loop over the first axis alone and move a whole row at a time."""
    gradient = np.zeros(x.shape)
    for i in range(len(x)):
        unit = np.zeros(x.shape)
        unit[i] = h
        gradient[i] = (f(x + unit) - f(x - unit)) / (2.0 * h)
    return gradient


@wrong(
    "numerical_gradient",
    hint="A gradient has the shape of what it is taken by. Print both shapes.",
)
def returned_one_row(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You return all slopes in one row, whatever the shape of x."""
    slopes = each(x, lambda u: (f(x + h * u) - f(x - h * u)) / (2.0 * h))
    return slopes.ravel()


@wrong(
    "numerical_gradient",
    hint="Print x before the call and after it.",
)
def left_the_steps_in_x(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You move x itself and do not move it all the way back."""
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        ahead = f(x)
        x[i] -= 2.0 * h
        gradient[i] = (ahead - f(x)) / (2.0 * h)
    return gradient


@wrong(
    "numerical_gradient",
    hint="Read your fraction from left to right. What does h do in it?",
)
def multiplied_by_the_step(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You divide by 2 and then multiply by h, where both belong below the line."""
    return each(x, lambda unit: (f(x + h * unit) - f(x - h * unit)) / 2.0 * h)


@wrong(
    "numerical_gradient",
    hint="What stands below the fraction line of the equation?",
)
def forgot_to_divide(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You give the difference of the two values and do not divide it by anything."""
    return each(x, lambda unit: f(x + h * unit) - f(x - h * unit))


@wrong(
    "numerical_gradient",
    hint="Take the step ten times as large. Does your slope stay about the same?",
)
def divided_by_two_alone(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You divide by 2 and leave the step out below the fraction line."""
    return each(x, lambda unit: (f(x + h * unit) - f(x - h * unit)) / 2.0)


@wrong(
    "numerical_gradient",
    hint="Which parts of your line does the division reach, and which should it?",
)
def divided_one_value_alone(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You divide the value behind alone, because no brackets hold the difference."""
    return each(x, lambda unit: f(x + h * unit) - f(x - h * unit) / (2.0 * h))


@wrong(
    "numerical_gradient",
    hint="Print the two points that you hand to f. How far apart are they?",
)
def took_x_for_the_point_behind(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You divide by two steps, but your second point is x and not a step behind it."""
    return each(x, lambda unit: (f(x + h * unit) - f(x)) / (2.0 * h))


@wrong(
    "numerical_gradient",
    hint="Print the step in each round of the loop. How many elements are not 0?",
)
def kept_the_steps_before(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You never set the step back to 0, so that each round moves more elements."""
    gradient, step = np.zeros(x.shape), np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step[i] = h
        gradient[i] = (f(x + step) - f(x - step)) / (2.0 * h)
    return gradient


@wrong(
    "numerical_gradient",
    hint="Print both points just before you hand them to f. Are they different?",
)
def moved_one_array_both_ways(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """Your two points are two names of one array, so the difference is always 0."""
    return np.zeros(x.shape)


@wrong(
    "numerical_gradient",
    hint="Subtract x before the call from x after it. What is left?",
)
def left_rounding_in_x(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You move x itself there and back by sums, and rounding leaves it a little off."""
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        ahead = f(x)
        x[i] -= 2.0 * h
        gradient[i] = (ahead - f(x)) / (2.0 * h)
        x[i] += h
    return gradient


@wrong(
    "numerical_gradient",
    hint="How far is your `return` indented, and how often does the loop run?",
)
def returned_after_one_element(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You return after the first element, and all the other slopes stay 0."""
    gradient = np.zeros(x.shape)
    first = (0,) * x.ndim
    step = np.zeros(x.shape)
    step[first] = h
    gradient[first] = (f(x + step) - f(x - step)) / (2.0 * h)
    return gradient


@wrong(
    "numerical_gradient",
    hint="A gradient has the shape of what it is taken by. Print both shapes.",
)
def returned_one_slope(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You move all elements at once and return one number for all of them."""
    return (f(x + h) - f(x - h)) / (2.0 * h)


@wrong(
    "numerical_gradient",
    hint="Which shape does f want, and what do you hand over?",
)
def handed_over_single_numbers(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You hand f one element by itself, but f takes the whole array."""
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        gradient[i] = (f(x[i] + h) - f(x[i] - h)) / (2.0 * h)
    return gradient


@wrong(
    "numerical_gradient",
    hint="In an array of two axes, what does a single index stand for?",
)
def numbered_across_all_axes(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """You number all elements in a row, but one index of a matrix counts its rows."""
    gradient = np.zeros(x.shape)
    for i in range(x.size):
        step = np.zeros(x.shape)
        step[i] = h
        gradient[i] = (f(x + step) - f(x - step)) / (2.0 * h)
    return gradient


@right("numerical_gradient")
def moved_a_copy(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """Move a copy there and back, element by element of the flat array."""
    at, gradient = x.astype(float), np.empty_like(x)
    for i in range(at.size):
        here = at.flat[i]
        at.flat[i] = here + h
        ahead = f(at)
        at.flat[i] = here - h
        gradient.flat[i] = (ahead - f(at)) / (2.0 * h)
        at.flat[i] = here
    return gradient


@right("numerical_gradient")
def rows_of_the_identity(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """Take the steps from an identity matrix."""
    steps = (h * np.eye(x.size)).reshape(-1, *x.shape)
    slopes = [(f(x + step) - f(x - step)) / 2.0 / h for step in steps]
    return np.array(slopes).reshape(x.shape)


@right("numerical_gradient")
def mean_of_two_sides(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """Average the slope ahead and the slope behind."""
    here = f(x)

    def both(unit: Array) -> float:
        ahead, behind = (f(x + h * unit) - here) / h, (here - f(x - h * unit)) / h
        return (ahead + behind) / 2.0

    return each(x, both)
