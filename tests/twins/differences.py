"""The mistakes about numerical gradients, written a second time."""

import math

import numpy as np

from tests.twins.model import combination, twin


def walk(f, x, ahead, behind, over):
    """Give f a step ahead less f a step behind, over a length, element by element."""
    slopes = []
    for i in range(x.size):
        ends = []
        for step in (ahead, behind):
            at = x.copy().reshape(-1)
            at[i] += step
            ends.append(f(at.reshape(x.shape)))
        slopes.append((ends[0] - ends[1]) / over)
    return np.reshape(slopes, x.shape)


@twin("numerical_gradient", "stepped_to_one_side")
def _(f, x, h=1e-5):
    return walk(f, x, h, 0.0, h)


@twin("numerical_gradient", "stepped_back_only")
def _(f, x, h=1e-5):
    return walk(f, x, 0.0, -h, h)


@twin("numerical_gradient", "divided_by_one_step")
def _(f, x, h=1e-5):
    return walk(f, x, h, -h, h)


@twin("numerical_gradient", "subtracted_the_wrong_way")
def _(f, x, h=1e-5):
    return walk(f, x, -h, h, 2 * h)


@twin("numerical_gradient", "stepped_everywhere_at_once")
def _(f, x, h=1e-5):
    slope = (f(x + h) - f(x - h)) / 2 / h
    return slope * np.ones_like(x)


@twin("numerical_gradient", "ignored_the_step")
def _(f, x, h=1e-5):
    return walk(f, x, 1e-5, -1e-5, 2e-5)


@twin("numerical_gradient", "stepped_half_as_far")
def _(f, x, h=1e-5):
    return walk(f, x, 0.5 * h, -0.5 * h, h)


@twin("numerical_gradient", "moved_whole_rows")
def _(f, x, h=1e-5):
    rows = []
    for i in range(x.shape[0]):
        up, down = np.array(x), np.array(x)
        up[i] += h
        down[i] -= h
        rows.append((f(up) - f(down)) / 2 / h + 0 * x[i])
    return np.stack(rows)


@twin("numerical_gradient", "returned_one_row")
def _(f, x, h=1e-5):
    return walk(f, x, h, -h, 2 * h).reshape(x.size)


@twin("numerical_gradient", "left_the_steps_in_x")
def _(f, x, h=1e-5):
    slopes, flat = [], x.reshape(-1)
    for i in range(flat.size):
        flat[i] += h
        up = f(x)
        flat[i] -= 2 * h
        slopes.append((up - f(x)) / (2 * h))
    return np.array(slopes).reshape(x.shape)


@combination("numerical_gradient", "stepped_to_one_side", "ignored_the_step")
def _(f, x, h=1e-5):
    return walk(f, x, 1e-5, 0.0, 1e-5)


@combination("numerical_gradient", "subtracted_the_wrong_way", "divided_by_one_step")
def _(f, x, h=1e-5):
    return walk(f, x, -h, h, h)


def sizes(*arrays):
    """Give the norms of several arrays."""
    return [math.sqrt(math.fsum(v * v for v in a.ravel())) for a in arrays]


def quotient(top, bottom):
    return top / bottom if bottom > 0 else 0.0


@twin("relative_error", "gave_the_absolute_error")
def _(a, b):
    return sizes(b - a)[0]


@twin("relative_error", "divided_by_one_of_them")
def _(a, b):
    return quotient(*sizes(b - a, b))


@twin("relative_error", "divided_by_the_larger")
def _(a, b):
    off, one, other = sizes(a - b, a, b)
    return quotient(off, one if one > other else other)


@twin("relative_error", "divided_zero_by_zero")
def _(a, b):
    off, one, other = np.array(sizes(a - b, a, b))
    return off / (one + other)


@twin("relative_error", "forgot_the_roots")
def _(a, b):
    off, one, other = sizes(a - b, a, b)
    return quotient(off * off, one * one + other * other)


@twin("relative_error", "took_the_norm_of_the_sum")
def _(a, b):
    return quotient(*sizes(a - b, b + a))


@twin("relative_error", "subtracted_the_sizes")
def _(a, b):
    one, other = sizes(a, b)
    return quotient(max(one, other) - min(one, other), one + other)


@twin("relative_error", "averaged_over_elements")
def _(a, b):
    pairs = zip(a.ravel(), b.ravel(), strict=True)
    errors = [quotient(abs(p - q), abs(p) + abs(q)) for p, q in pairs]
    return sum(errors) / len(errors)


@twin("relative_error", "forgave_a_single_zero")
def _(a, b):
    off, one, other = sizes(a - b, a, b)
    return quotient(off, one + other) * (one * other > 0)


@twin("relative_error", "summed_absolute_values")
def _(a, b):
    off, one, other = (sum(map(abs, v.ravel())) for v in (a - b, a, b))
    return quotient(off, one + other)


@twin("relative_error", "took_the_largest_of_the_fractions")
def _(a, b):
    pairs = [(p, q) for p, q in zip(a.flat, b.flat, strict=True) if p or q]
    return max([abs(p - q) / (abs(p) + abs(q)) for p, q in pairs], default=0.0)


@combination("relative_error", "gave_the_absolute_error", "forgot_the_roots")
def _(a, b):
    return sizes(a - b)[0] ** 2


@combination("relative_error", "forgot_the_roots", "divided_by_one_of_them")
def _(a, b):
    return quotient(*sizes(a - b, b)) ** 2
