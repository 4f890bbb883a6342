"""The relative error: wrong answers that students give, and unusual right ones."""

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array


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


@wrong(
    "relative_error",
    hint="What do you get for equal sizes, and what should the largest result be?",
)
def divided_by_the_mean_size(a: Array, b: Array) -> object:
    """You divide by the mean of the two sizes instead of their sum."""
    mean = (size(a) + size(b)) / 2.0
    return size(a - b) / mean if mean else 0.0


@wrong(
    "relative_error",
    hint="Below the fraction line: is it one root of everything, or a sum of roots?",
)
def took_one_root_of_both(a: Array, b: Array) -> object:
    """You take one root of all the squares below the line, not a root for each."""
    both = float(np.hypot(size(a), size(b)))
    return size(a - b) / both if both else 0.0


@wrong(
    "relative_error",
    hint="Swap the two gradients. Should the result change?",
)
def divided_by_the_first_alone(a: Array, b: Array) -> object:
    """You divide by the size of the first gradient alone."""
    return size(a - b) / size(a) if size(a) else 0.0


@wrong(
    "relative_error",
    hint="Which parts of your line does the division reach, and which should it?",
)
def divided_by_the_first_and_added(a: Array, b: Array) -> object:
    """You divide by the first size and add the second, for want of brackets."""
    if size(a) + size(b) == 0.0:
        return 0.0
    return np.divide(size(a - b), size(a)) + size(b)


@wrong(
    "relative_error",
    hint="How many elements have a part in the norm of the statement?",
)
def compared_the_largest_elements(a: Array, b: Array) -> object:
    """You take the largest element for the size, where the norm sums all squares."""
    off, one, other = (float(np.abs(v).max()) for v in (a - b, a, b))
    return off / (one + other) if one + other else 0.0


@wrong(
    "relative_error",
    hint="Two gradients that are zero everywhere: do they agree?",
)
def called_two_zeros_wrong(a: Array, b: Array) -> object:
    """You give 1 where both gradients are zero, although they are equal."""
    total = size(a) + size(b)
    return size(a - b) / total if total else 1.0


@wrong(
    "relative_error",
    hint="What does the docstring say about two gradients that are zero?",
)
def divided_plain_zeros(a: Array, b: Array) -> object:
    """You divide zero by zero where both are zero, and Python refuses to do that."""
    return size(a - b) / (size(a) + size(b))


@wrong(
    "relative_error",
    hint="How many numbers should come out for two whole gradients?",
)
def kept_a_fraction_for_each_element(a: Array, b: Array) -> object:
    """You give a fraction for each element where one for the whole is asked for."""
    return np.abs(a - b) / (np.abs(a) + np.abs(b))


@wrong(
    "relative_error",
    hint="Swap the two gradients. Can an error be negative?",
)
def subtracted_the_sizes_with_their_sign(a: Array, b: Array) -> object:
    """You subtract the sizes instead of the gradients, and may end below 0."""
    total = size(a) + size(b)
    return (size(a) - size(b)) / total if total else 0.0


@wrong(
    "relative_error",
    hint="Call it with small gradients. What stands below the fraction line then?",
)
def added_a_small_number(a: Array, b: Array) -> object:
    """You add a small number below the line, which counts where gradients are small."""
    return size(a - b) / (size(a) + size(b) + 1e-8)


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
