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


@twin("numerical_gradient", "multiplied_by_the_step")
def _(f, x, h=1e-5):
    return walk(f, x, h, -h, 2 / h)


@twin("numerical_gradient", "forgot_to_divide")
def _(f, x, h=1e-5):
    return walk(f, x, h, -h, 1)


@twin("numerical_gradient", "divided_by_two_alone")
def _(f, x, h=1e-5):
    return walk(f, x, h, -h, 2)


@twin("numerical_gradient", "divided_one_value_alone")
def _(f, x, h=1e-5):
    ahead = walk(lambda at: 0.0 if (at < x).any() else f(at), x, h, -h, 1)
    behind = walk(lambda at: f(at) if (at < x).any() else 0.0, x, h, -h, 1)
    return ahead + behind / 2 / h


@twin("numerical_gradient", "took_x_for_the_point_behind")
def _(f, x, h=1e-5):
    return walk(f, x, h, 0.0, 2 * h)


@twin("numerical_gradient", "kept_the_steps_before")
def _(f, x, h=1e-5):
    steps = h * np.tri(x.size).reshape(-1, *x.shape)
    return np.reshape([(f(x + s) - f(x - s)) / 2 / h for s in steps], x.shape)


@twin("numerical_gradient", "moved_one_array_both_ways")
def _(f, x, h=1e-5):
    slopes = []
    for i in range(x.size):
        up = down = x.copy()
        up.flat[i] += h
        down.flat[i] -= h
        slopes.append((f(up) - f(down)) / (2 * h))
    return np.reshape(slopes, x.shape)


@twin("numerical_gradient", "left_rounding_in_x")
def _(f, x, h=1e-5):
    slopes, flat = [], x.reshape(-1)
    for i in range(flat.size):
        ends = []
        for step in (h, -2 * h):
            flat[i] += step
            ends.append(f(x))
        flat[i] += h
        slopes.append((ends[0] - ends[1]) / 2 / h)
    return np.reshape(slopes, x.shape)


@twin("numerical_gradient", "returned_after_one_element")
def _(f, x, h=1e-5):
    first = np.zeros(x.size)
    first[0] = 1.0
    return first.reshape(x.shape) * walk(f, x, h, -h, 2 * h)


@twin("numerical_gradient", "returned_one_slope")
def _(f, x, h=1e-5):
    step = np.full_like(x, h)
    return np.subtract(f(x + step), f(x - step)) / 2 / h


@twin("numerical_gradient", "handed_over_single_numbers")
def _(f, x, h=1e-5):
    return np.reshape([(f(v + h) - f(v - h)) / 2 / h for v in x.flat], x.shape)


@twin("numerical_gradient", "numbered_across_all_axes")
def _(f, x, h=1e-5):
    slopes = 0.0 * x
    for i in range(x.size):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        slopes[i] = (f(up) - f(down)) / 2 / h
    return slopes


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


@twin("relative_error", "divided_by_the_mean_size")
def _(a, b):
    off, one, other = sizes(a - b, a, b)
    return 2 * quotient(off, one + other)


@twin("relative_error", "took_one_root_of_both")
def _(a, b):
    return quotient(*sizes(a - b, np.stack([a, b])))


@twin("relative_error", "divided_by_the_first_alone")
def _(a, b):
    return quotient(*sizes(b - a, a))


@twin("relative_error", "divided_by_the_first_and_added")
def _(a, b):
    off, one, other = np.array(sizes(a - b, a, b))
    return off / one + other if one or other else 0.0


@twin("relative_error", "compared_the_largest_elements")
def _(a, b):
    off, one, other = (max(map(abs, v.ravel())) for v in (a - b, a, b))
    return quotient(off, one + other)


@twin("relative_error", "called_two_zeros_wrong")
def _(a, b):
    off, one, other = sizes(a - b, a, b)
    return off / (one + other) if one or other else 1


@twin("relative_error", "divided_plain_zeros")
def _(a, b):
    off, one, other = sizes(a - b, a, b)
    return off / (one + other)


@twin("relative_error", "kept_a_fraction_for_each_element")
def _(a, b):
    pairs = zip(a.flat, b.flat, strict=True)
    fractions = [np.abs(p - q) / (np.abs(p) + np.abs(q)) for p, q in pairs]
    return np.reshape(fractions, a.shape)


@twin("relative_error", "subtracted_the_sizes_with_their_sign")
def _(a, b):
    one, other = sizes(a, b)
    return (one - other) / (one + other) if one or other else 0.0


@twin("relative_error", "added_a_small_number")
def _(a, b):
    off, one, other = sizes(a - b, a, b)
    return off / (1e-8 + one + other)


@combination("relative_error", "gave_the_absolute_error", "forgot_the_roots")
def _(a, b):
    return sizes(a - b)[0] ** 2


@combination("relative_error", "forgot_the_roots", "divided_by_one_of_them")
def _(a, b):
    return quotient(*sizes(a - b, b)) ** 2
