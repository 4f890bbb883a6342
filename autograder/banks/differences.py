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


# numerical_gradient


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


# relative_error


def size(a: Array) -> float:
    """Give the norm of all elements."""
    return float(np.sqrt(np.sum(a * a)))


@wrong(
    "relative_error",
    hint="Multiply both gradients by a thousand. Should the result change?",
)
def gave_the_absolute_error(a: Array, b: Array) -> object:
    """You return the norm of the difference, without the sizes to compare it with."""
    return size(a - b)


@wrong(
    "relative_error",
    hint="Swap the two gradients. Should the result change?",
)
def divided_by_one_of_them(a: Array, b: Array) -> object:
    """You divide by the size of the second gradient alone."""
    return size(a - b) / size(b) if size(b) else 0.0


@wrong(
    "relative_error",
    hint="How many norms stand below the fraction line?",
)
def divided_by_the_larger(a: Array, b: Array) -> object:
    """You divide by the larger of the two sizes instead of their sum."""
    larger = max(size(a), size(b))
    return size(a - b) / larger if larger else 0.0


@wrong(
    "relative_error",
    hint="Call it with two gradients that are zero everywhere.",
)
def divided_zero_by_zero(a: Array, b: Array) -> object:
    """You divide zero by zero where both gradients are zero."""
    return np.divide(size(a - b), size(a) + size(b))


@wrong(
    "relative_error",
    hint="What does the norm of a gradient with the elements 3 and 4 come to?",
)
def forgot_the_roots(a: Array, b: Array) -> object:
    """You compare sums of squares and take no root."""
    total = np.sum(a**2) + np.sum(b**2)
    return np.sum((a - b) ** 2) / total if total else 0.0


@wrong(
    "relative_error",
    hint="Below the fraction line: is it the norm of a sum, or a sum of norms?",
)
def took_the_norm_of_the_sum(a: Array, b: Array) -> object:
    """You divide by the norm of the sum, which is small for opposite gradients."""
    total = size(a + b)
    return size(a - b) / total if total else 0.0


@wrong(
    "relative_error",
    hint="Turn one of the gradients round. Should the result stay the same?",
)
def subtracted_the_sizes(a: Array, b: Array) -> object:
    """You compare the sizes of the gradients, and their directions not at all."""
    total = size(a) + size(b)
    return abs(size(a) - size(b)) / total if total else 0.0


@wrong(
    "relative_error",
    hint="How many numbers does your norm give for a whole array, and of what?",
)
def averaged_over_elements(a: Array, b: Array) -> object:
    """You take a relative error for each element and average them."""
    with np.errstate(all="ignore"):
        return np.mean(np.nan_to_num(np.abs(a - b) / (np.abs(a) + np.abs(b))))


@wrong(
    "relative_error",
    hint="One gradient is zero and the other is not. Do they agree?",
)
def forgave_a_single_zero(a: Array, b: Array) -> object:
    """You give 0 as soon as one of the gradients is zero."""
    if size(a) == 0.0 or size(b) == 0.0:
        return 0.0
    return size(a - b) / (size(a) + size(b))


@wrong(
    "relative_error",
    hint="What is done to the elements in the norm of the statement, before the sum?",
)
def summed_absolute_values(a: Array, b: Array) -> object:
    """You add up absolute values where the norm takes the root of a sum of squares."""
    total = np.abs(a).sum() + np.abs(b).sum()
    return np.abs(a - b).sum() / total if total else 0.0


@wrong(
    "relative_error",
    hint="Does your formula have one fraction for each element or one for the whole?",
)
def took_the_largest_of_the_fractions(a: Array, b: Array) -> object:
    """You make a fraction for each element and take the largest of them."""
    size = np.maximum(np.abs(a) + np.abs(b), 1e-300)
    return float(np.max(np.abs(a - b) / size))


@right("relative_error")
def by_dot_products(a: Array, b: Array) -> object:
    """Take each norm from a dot product of the flat array."""
    flat = [v.ravel() for v in (a - b, a, b)]
    off, one, other = (np.dot(v, v) ** 0.5 for v in flat)
    return off / (one + other) if one + other > 0 else 0.0


@right("relative_error")
def by_hypotenuses(a: Array, b: Array) -> object:
    """Add one element after the other to the hypotenuse."""
    off, one, other = (np.hypot.reduce(v, axis=None) for v in (a - b, a, b))
    return np.float64(0.0) if not (one or other) else np.divide(off, one + other)
