"""The gradient check: wrong answers that students give, and unusual right ones."""

from collections.abc import Callable

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.gradcheck import numerical_gradient, relative_error

Scalar = Callable[[Array], float]


@wrong(
    "gradient_check",
    hint="Check a gradient of size one million, and one of size one millionth.",
)
def compared_absolutely(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You compare the size of the difference with the tolerance, without its scale."""
    off = gradient - numerical_gradient(f, x)
    return bool(np.linalg.norm(off) <= tolerance)


@wrong(
    "gradient_check",
    hint="Which of your lines depends on the tolerance that is handed over?",
)
def ignored_the_tolerance(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You always hold the error against one millionth, whatever tolerance is given."""
    return bool(relative_error(gradient, numerical_gradient(f, x)) <= 1e-6)


@wrong(
    "gradient_check",
    hint="What should come out for a right gradient, True or False?",
)
def compared_the_wrong_way_round(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You accept the gradients that are far off and refuse the ones that agree."""
    return bool(relative_error(gradient, numerical_gradient(f, x)) > tolerance)


@wrong(
    "gradient_check",
    hint="What does a comparison with NaN come to? Say when a gradient passes, not "
    "when it fails.",
)
def let_nan_pass(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You ask whether the error is too large, and NaN is never larger than anything."""
    return not relative_error(gradient, numerical_gradient(f, x)) > tolerance


@wrong("gradient_check", hint="Is yours an answer to a question of yes or no?")
def returned_the_error(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You return the relative error where True or False is asked for."""
    return relative_error(gradient, numerical_gradient(f, x))


@wrong(
    "gradient_check",
    hint="Make the last element of a right gradient wrong. Do you notice?",
)
def looked_at_one_element(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You compare the first elements and trust the others."""
    return bool(relative_error(gradient[:1], numerical_gradient(f, x)[:1]) <= tolerance)


@wrong(
    "gradient_check",
    hint="Turn the sign of one element of a right gradient. Do you notice?",
)
def compared_the_norms(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You compare how large the two gradients are, and not where they point."""
    one, other = np.linalg.norm(gradient), np.linalg.norm(numerical_gradient(f, x))
    return bool(abs(one - other) <= tolerance * (one + other))


@wrong(
    "gradient_check",
    hint="How exact are your differences, and how exact must they be here?",
)
def measured_on_one_side(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You measure with one-sided differences, which are too coarse for the check."""
    steps = 1e-5 * np.eye(len(x))
    measured = np.array([(f(x + step) - f(x)) / 1e-5 for step in steps])
    return bool(relative_error(gradient, measured) <= tolerance)


@wrong(
    "gradient_check",
    hint="Where does the function f come into your check?",
)
def compared_it_with_itself(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You compare the gradient with itself and never measure the function."""
    return bool(relative_error(gradient, 1.0 * gradient) <= tolerance)


@wrong(
    "gradient_check",
    hint="Where a slope is nearly 0, what is left of its digits in the measured one?",
)
def compared_each_element(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You compare each element with its own size and not the whole with its norm."""
    measured = numerical_gradient(f, x)
    size = np.abs(gradient) + np.abs(measured)
    return bool(np.all(np.abs(gradient - measured) <= tolerance * size))


@wrong(
    "gradient_check",
    hint="What does np.allclose compare: each element, or the lengths of the whole?",
)
def asked_whether_all_are_close(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You ask np.allclose, which compares each element and allows 1e-8 besides."""
    return bool(np.allclose(gradient, numerical_gradient(f, x), rtol=tolerance))


@wrong(
    "gradient_check",
    hint="Make one slope too large by 1 and another too small by 1. What is found?",
)
def let_errors_cancel(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You add up the differences with their signs, so that two of them may cancel."""
    measured = numerical_gradient(f, x)
    size = np.linalg.norm(gradient) + np.linalg.norm(measured)
    return bool(abs((gradient - measured).sum()) <= tolerance * size)


@wrong(
    "gradient_check",
    hint="Which argument of numerical_gradient is the third? What does it stand for?",
)
def took_the_tolerance_for_the_step(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You hand the tolerance to the differences, which take it for their step."""
    measured = numerical_gradient(f, x, tolerance)
    return bool(relative_error(gradient, measured) <= tolerance)


@wrong(
    "gradient_check",
    hint="Which of your lines depends on the tolerance that is handed over?",
)
def left_allclose_its_defaults(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You ask np.allclose with its own tolerances, whatever tolerance is given."""
    return bool(np.allclose(gradient, numerical_gradient(f, x)))


@wrong(
    "gradient_check",
    hint="How many tolerances has np.allclose, and which of them do you set?",
)
def set_the_absolute_tolerance_alone(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You set the absolute tolerance of np.allclose, and its relative one stays."""
    return bool(np.allclose(gradient, numerical_gradient(f, x), atol=tolerance))


@wrong(
    "gradient_check",
    hint="Check a wrong gradient of size one millionth. Do you notice?",
)
def set_both_tolerances(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You set both tolerances of np.allclose, so small gradients pass in any case."""
    measured = numerical_gradient(f, x)
    return bool(np.allclose(gradient, measured, tolerance, tolerance))


@wrong(
    "gradient_check",
    hint="Print your error beside that of relative_error for the same gradients.",
)
def divided_by_one_size(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You divide by the size of one gradient, which makes the error twice as large."""
    measured = numerical_gradient(f, x)
    size = float(np.linalg.norm(measured))
    return bool(np.linalg.norm(gradient - measured) <= tolerance * size)


@wrong(
    "gradient_check",
    hint="A relative error of 0.001: what is left of it when it is squared?",
)
def compared_squares(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You compare squares with the tolerance, which makes small errors far smaller."""
    return bool(relative_error(gradient, numerical_gradient(f, x)) ** 2 <= tolerance)


@wrong(
    "gradient_check",
    hint="At which point do you measure, and how exact can differences be? Print your "
    "error for a right gradient.",
)
def refused_every_gradient(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """You refuse every gradient, the right ones too."""
    return bool(np.array_equal(gradient, numerical_gradient(f, x)))


@right("gradient_check")
def without_a_division(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """Multiply the tolerance by the sizes instead of dividing the difference."""
    measured = numerical_gradient(f, x)
    off, one, other = map(np.linalg.norm, (gradient - measured, gradient, measured))
    return np.bool_(off <= tolerance * (one + other))


@right("gradient_check")
def looked_up(f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6) -> object:
    """Look the answer up in a list."""
    error = relative_error(numerical_gradient(f, x, 1e-5), gradient)
    return [False, True][int(error <= tolerance)]
