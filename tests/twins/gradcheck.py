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


def count(sizes, N):
    """Give the products of the forward pass, of BP4, of BP2, and the parameters."""
    passes = [0, 0, 0, 0]
    for l, n in enumerate(sizes):
        if l > 0:
            passes[0] += sizes[l - 1] * n * N
            passes[1] += N * n * sizes[l - 1]
            passes[3] += n + n * sizes[l - 1]
        if l > 1:
            passes[2] += n * sizes[l - 1] * N
    return passes


@twin("count_multiplications", "forgot_the_forward_pass")
def _(sizes, N):
    F, weights, errors, P = count(sizes, N)
    return weights + errors, P * F * 2


@twin("count_multiplications", "carried_the_error_to_the_inputs")
def _(sizes, N):
    F, weights, errors, P = count(sizes, N)
    return F + weights + errors + N * sizes[0] * sizes[1], P * F * 2


@twin("count_multiplications", "forgot_the_biases")
def _(sizes, N):
    F, weights, errors, P = count(sizes, N)
    return F + weights + errors, 2 * F * (P - sum(sizes) + sizes[0])


@twin("count_multiplications", "one_pass_each")
def _(sizes, N):
    F, weights, errors, P = count(sizes, N)
    return F + weights + errors, F * P


@twin("count_multiplications", "counted_one_example")
def _(sizes, N):
    F, weights, errors, P = count(sizes, N)
    return (F + weights + errors) // N, P * F * 2 // N


@twin("count_multiplications", "swapped_the_counts")
def _(sizes, N):
    F, weights, errors, P = count(sizes, N)
    return P * F * 2, F + weights + errors


@twin("count_multiplications", "counted_neurons")
def _(sizes, N):
    F = N * (sum(sizes) - sizes[0])
    return 3 * F - N * sizes[1], 2 * F * count(sizes, N)[3]


@twin("count_multiplications", "ran_backward_for_differences")
def _(sizes, N):
    *passes, P = count(sizes, N)
    return sum(passes), 2 * P * sum(passes)


@twin("count_multiplications", "forgot_the_errors")
def _(sizes, N):
    F, weights, _, P = count(sizes, N)
    return F + weights, P * F * 2


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


@twin("count_multiplications", "multiplied_by_the_biases")
def _(sizes, N):
    _, weights, errors, P = count(sizes, N)
    return N * P + weights + errors, 2 * N * P * P


@twin("count_multiplications", "counted_biases_in_both_passes")
def _(sizes, N):
    P = count(sizes, N)[3]
    first = sizes[1] * (sizes[0] + 1)
    return N * (3 * P - first), 2 * N * P * P


@twin("count_multiplications", "left_out_the_last_error")
def _(sizes, N):
    F, weights, _, P = count(sizes, N)
    return F + 2 * weights - N * sizes[-1] * sizes[-2], P * F * 2


@twin("count_multiplications", "forgot_the_parameters")
def _(sizes, N):
    F, weights, errors, _ = count(sizes, N)
    return F + weights + errors, F + F


@twin("count_multiplications", "counted_passes")
def _(sizes, N):
    F, weights, errors, P = count(sizes, N)
    return F + weights + errors, P + P


@twin("count_multiplications", "stepped_ahead_alone")
def _(sizes, N):
    F, weights, errors, P = count(sizes, N)
    return F + weights + errors, F + P * F


@twin("count_multiplications", "stopped_before_the_output")
def _(sizes, N):
    F, weights, errors, P = count(sizes[: len(sizes) - 1], N)
    return F + weights + errors, P * F * 2


@twin("count_multiplications", "went_round_the_list")
def _(sizes, N):
    products = [sizes[l] * sizes[l - 1] for l in range(len(sizes))]
    F, P = N * sum(products), sum(products) + sum(sizes)
    return 2 * F + N * sum(products[1:]), 2 * P * F


@twin("count_multiplications", "gave_the_inputs_biases")
def _(sizes, N):
    F, weights, errors, P = count(sizes, N)
    return F + weights + errors, (P + sizes[0]) * F * 2


@twin("count_multiplications", "went_back_for_one_example")
def _(sizes, N):
    F, _, _, P = count(sizes, N)
    _, weights, errors, _ = count(sizes, 1)
    return F + weights + errors, P * F * 2


@twin("count_multiplications", "forgot_the_backward_pass")
def _(sizes, N):
    F, _, _, P = count(sizes, N)
    return F, P * F * 2


@combination("count_multiplications", "forgot_the_biases", "one_pass_each")
def _(sizes, N):
    F, weights, errors, P = count(sizes, N)
    return F + weights + errors, F * (P - sum(sizes[1:]))


@combination("count_multiplications", "counted_one_example", "forgot_the_forward_pass")
def _(sizes, N):
    F, weights, errors, P = count(sizes, 1)
    return weights + errors, P * F * 2
