"""More mistakes about initialization and mini-batches, written a second time."""

import math
from itertools import pairwise

import numpy as np

from tests.twins.model import twin
from tests.twins.starts import bell, build, mixed, slices, spread


def times(factor, *schemes):
    """Give deviations that are off by a factor for these schemes."""

    def by(scheme, n_prev, n):
        return spread(scheme, n_prev, n) * (factor if scheme in schemes else 1)

    return by


@twin("initialize", "left_the_weights_unscaled")
def _(sizes, scheme, rng):
    spread(scheme, 1, 1)
    return build(sizes, lambda n_prev, n: rng.standard_normal((n, n_prev)))


@twin("initialize", "took_the_limit_for_the_deviation")
def _(sizes, scheme, rng):
    return build(sizes, bell(rng, scheme, times(3**0.5, "xavier", "he")))


@twin("initialize", "took_the_limit_in_xavier")
def _(sizes, scheme, rng):
    return build(sizes, bell(rng, scheme, times(3**0.5, "xavier")))


@twin("initialize", "gave_xavier_a_one")
def _(sizes, scheme, rng):
    return build(sizes, bell(rng, scheme, times(0.5**0.5, "xavier")))


@twin("initialize", "gave_he_a_one")
def _(sizes, scheme, rng):
    return build(sizes, bell(rng, scheme, times(0.5**0.5, "he")))


@twin("initialize", "counted_both_sides_in_he")
def _(sizes, scheme, rng):
    name = "xavier" if scheme == "he" else scheme
    return build(sizes, bell(rng, name))


@twin("initialize", "swapped_the_schemes")
def _(sizes, scheme, rng):
    known = ("small", "he", "xavier")
    name = dict(zip(("small", "xavier", "he"), known, strict=True)).get(scheme, "?")
    return build(sizes, bell(rng, name))


@twin("initialize", "misread_the_small_deviation")
def _(sizes, scheme, rng):
    return build(sizes, bell(rng, scheme, times(10, "small")))


@twin("initialize", "squared_the_small_deviation")
def _(sizes, scheme, rng):
    return build(sizes, bell(rng, scheme, times(0.01, "small")))


@twin("initialize", "forgot_the_root_of_a_share")
def _(sizes, scheme, rng):
    def by(scheme, n_prev, n):
        s = spread(scheme, n_prev, n)
        return s if scheme == "small" else s * s

    return build(sizes, bell(rng, scheme, by))


@twin("initialize", "drew_from_zero_up_to_s")
def _(sizes, scheme, rng):
    return build(
        sizes,
        lambda n_prev, n: rng.uniform(0, spread(scheme, n_prev, n), (n, n_prev)),
    )


@twin("initialize", "scaled_all_by_the_first_layer")
def _(sizes, scheme, rng):
    s = spread(scheme, *sizes[:2])
    return build(sizes, bell(rng, scheme, lambda *about: s))


@twin("initialize", "forgot_the_last_layer")
def _(sizes, scheme, rng):
    W, b = build(sizes, bell(rng, scheme))
    return [{l: d[l] for l in range(1, len(sizes) - 1)} for d in (W, b)]


@twin("initialize", "returned_after_one_layer")
def _(sizes, scheme, rng):
    W, b = build(sizes, bell(rng, scheme))
    return {1: W[1]}, {1: b[1]}


@twin("initialize", "stood_the_biases_up")
def _(sizes, scheme, rng):
    return build(sizes, bell(rng, scheme), bias=lambda n: np.zeros((n, 1)))


@twin("initialize", "laid_the_biases_in_a_row")
def _(sizes, scheme, rng):
    return build(sizes, bell(rng, scheme), bias=lambda n: np.zeros((1, n)))


@twin("initialize", "began_each_layer_alike")
def _(sizes, scheme, rng):
    def draw(n_prev, n):
        s = spread(scheme, n_prev, n)
        return np.random.default_rng(7).normal(0, s, n * n_prev).reshape(n, n_prev)

    return build(sizes, draw)


@twin("initialize", "set_all_to_the_deviation")
def _(sizes, scheme, rng):
    return build(
        sizes, lambda n_prev, n: spread(scheme, n_prev, n) * np.ones((n, n_prev))
    )


@twin("initialize", "asserted_the_scheme")
def _(sizes, scheme, rng):
    if scheme not in ["he", "small", "xavier"]:
        raise AssertionError(f"{scheme} is unknown")
    return build(sizes, bell(rng, scheme))


@twin("initialize", "raised_any_exception")
def _(sizes, scheme, rng):
    try:
        return build(sizes, bell(rng, scheme))
    except ValueError:
        raise Exception("unknown") from None


@twin("minibatches", "made_one_batch_too_few")
def _(N, batch_size, rng):
    order, many = mixed(N, rng), N // batch_size
    ends = np.cumsum([0] + [N // many + (i < N % many) for i in range(many)])
    return [np.array(order[a:b]) for a, b in pairwise(ends)]


@twin("minibatches", "stopped_before_the_last_batch")
def _(N, batch_size, rng):
    *batches, _ = slices(mixed(N, rng), batch_size)
    return batches


@twin("minibatches", "drew_each_batch_by_itself")
def _(N, batch_size, rng):
    many = math.ceil(N / batch_size)
    return [rng.integers(0, N, batch_size) for _ in range(many)]


@twin("minibatches", "drew_full_batches_by_themselves")
def _(N, batch_size, rng):
    return [rng.integers(0, N, batch_size) for _ in range(N // batch_size)]


@twin("minibatches", "kept_what_shuffle_returns")
def _(N, batch_size, rng):
    order = rng.shuffle(list(range(N)))
    return [np.array(order[i : i + batch_size]) for i in range(0, N, batch_size)]


@twin("minibatches", "threw_the_order_away")
def _(N, batch_size, rng):
    rng.random()
    return slices(range(N), batch_size)


@twin("minibatches", "ended_every_batch_at_the_first_end")
def _(N, batch_size, rng):
    many = math.ceil(N / batch_size)
    first = rng.permutation(N)[:batch_size]
    return [first] + [first[:0] for _ in range(many - 1)]


@twin("minibatches", "moved_on_by_one_row")
def _(N, batch_size, rng):
    order = mixed(N, rng)
    return [np.array(order[i:][:batch_size]) for i in range(N)]


@twin("minibatches", "shuffled_inside_the_batches")
def _(N, batch_size, rng):
    batches = slices(range(N), batch_size)
    for rows in batches:
        rng.shuffle(rows)
    return batches


@twin("minibatches", "made_a_single_batch")
def _(N, batch_size, rng):
    order = rng.permutation(N)
    return [np.array(order[:batch_size].tolist())]


@twin("minibatches", "added_an_empty_batch")
def _(N, batch_size, rng):
    batches = slices(mixed(N, rng), batch_size)
    nothing = np.empty(0, dtype=int)
    return batches if N % batch_size else [*batches, nothing]


@twin("initialize", "took_the_limit_in_he")
def _(sizes, scheme, rng):
    return build(sizes, bell(rng, scheme, times(3**0.5, "he")))
