"""Chapter 05: the mistakes of the bank, written a second time.

`combination` holds two mistakes in one function. Differences and the bug hunt have
modules of their own.
"""

import math

import numpy as np

# Importing enters the functions.
import tests.twins.diagnose  # noqa: F401
from solutions.gradcheck import numerical_gradient, relative_error
from tests.twins.differences import sizes, walk
from tests.twins.model import combination, twin


def measured(f, x):
    return walk(f, x, 1e-5, -1e-5, 2e-5)


def error(a, b):
    off, one, other = sizes(a - b, a, b)
    return off / (one + other)


@twin("gradient_check", "compared_absolutely")
def _(f, gradient, x, tolerance=1e-6):
    return sizes(measured(f, x) - gradient)[0] <= tolerance


@twin("gradient_check", "ignored_the_tolerance")
def _(f, gradient, x, tolerance=1e-6):
    return error(measured(f, x), gradient) <= 1 / 10**6


@twin("gradient_check", "compared_the_wrong_way_round")
def _(f, gradient, x, tolerance=1e-6):
    return tolerance < error(measured(f, x), gradient)


@twin("gradient_check", "let_nan_pass")
def _(f, gradient, x, tolerance=1e-6):
    off = error(measured(f, x), gradient)
    return math.isnan(off) or off <= tolerance


@twin("gradient_check", "returned_the_error")
def _(f, gradient, x, tolerance=1e-6):
    found = numerical_gradient(f, x, 1e-5)
    return relative_error(found, gradient)


@twin("gradient_check", "looked_at_one_element")
def _(f, gradient, x, tolerance=1e-6):
    one, other = gradient[0], measured(f, x)[0]
    return bool(abs(one - other) <= tolerance * (abs(one) + abs(other)))


@twin("gradient_check", "compared_the_norms")
def _(f, gradient, x, tolerance=1e-6):
    one, other = sizes(gradient, measured(f, x))
    return abs(other - one) / (one + other) <= tolerance


@twin("gradient_check", "measured_on_one_side")
def _(f, gradient, x, tolerance=1e-6):
    return error(walk(f, x, 1e-5, 0.0, 1e-5), gradient) <= tolerance


@twin("gradient_check", "compared_it_with_itself")
def _(f, gradient, x, tolerance=1e-6):
    return bool(np.isfinite(gradient).all())


@twin("gradient_check", "compared_each_element")
def _(f, gradient, x, tolerance=1e-6):
    pairs = zip(gradient, measured(f, x), strict=True)
    return all(abs(g - m) / (abs(g) + abs(m)) <= tolerance for g, m in pairs)


@twin("gradient_check", "asked_whether_all_are_close")
def _(f, gradient, x, tolerance=1e-6):
    pairs = zip(gradient, measured(f, x), strict=True)
    return all(abs(g - m) <= 1e-8 + tolerance * abs(m) for g, m in pairs)


@twin("gradient_check", "let_errors_cancel")
def _(f, gradient, x, tolerance=1e-6):
    found = measured(f, x)
    return abs(sum(gradient) - sum(found)) / sum(sizes(gradient, found)) <= tolerance


@twin("gradient_check", "took_the_tolerance_for_the_step")
def _(f, gradient, x, tolerance=1e-6):
    h = tolerance
    return error(walk(f, x, h, -h, 2 * h), gradient) <= tolerance


@combination("gradient_check", "let_nan_pass", "ignored_the_tolerance")
def _(f, gradient, x, tolerance=1e-6):
    return not error(measured(f, x), gradient) > 1e-6


@combination("gradient_check", "compared_the_wrong_way_round", "ignored_the_tolerance")
def _(f, gradient, x, tolerance=1e-6):
    return error(measured(f, x), gradient) > 1e-6


def close(a, b, rtol, atol):
    return bool((np.abs(a - b) <= atol + rtol * np.abs(b)).all())


@twin("gradient_check", "left_allclose_its_defaults")
def _(f, gradient, x, tolerance=1e-6):
    return close(gradient, measured(f, x), 1e-5, 1e-8)


@twin("gradient_check", "set_the_absolute_tolerance_alone")
def _(f, gradient, x, tolerance=1e-6):
    return close(gradient, measured(f, x), 1e-5, tolerance)


@twin("gradient_check", "set_both_tolerances")
def _(f, gradient, x, tolerance=1e-6):
    return close(gradient, measured(f, x), tolerance, tolerance)


@twin("gradient_check", "divided_by_one_size")
def _(f, gradient, x, tolerance=1e-6):
    off, one, other = sizes(gradient - measured(f, x), gradient, measured(f, x))
    return off / max(one, other) <= tolerance


@twin("gradient_check", "compared_squares")
def _(f, gradient, x, tolerance=1e-6):
    off, one, other = sizes(gradient - measured(f, x), gradient, measured(f, x))
    return off**2 / (one**2 + other**2) <= tolerance


@twin("gradient_check", "refused_every_gradient")
def _(f, gradient, x, tolerance=1e-6):
    return error(gradient, measured(f, gradient)) <= tolerance
