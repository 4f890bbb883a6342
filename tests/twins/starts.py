"""The mistakes about initialization and mini-batches, written a second time."""

import math
from itertools import pairwise

import numpy as np

from tests.twins.model import combination, twin


def spread(scheme, n_prev, n):
    if scheme == "small":
        return 0.01
    if scheme not in ("xavier", "he"):
        raise ValueError(f"{scheme}? Say small, xavier or he.")
    return math.sqrt(2 / (n_prev + n if scheme == "xavier" else n_prev))


def build(sizes, draw, bias=0.0, first=1):
    W, b = {}, {}
    for l, (n_prev, n) in enumerate(pairwise(sizes), first):
        W[l] = draw(n_prev, n)
        b[l] = bias * np.ones(n) if np.isscalar(bias) else bias(n)
    return W, b


def bell(rng, scheme, by=spread):
    """Draw neuron by neuron: another order of the same kind of numbers."""

    def draw(n_prev, n):
        s = by(scheme, n_prev, n)
        return np.stack([s * rng.standard_normal(n_prev) for _ in range(n)])

    return draw


@twin("initialize", "set_all_to_zero")
def _(sizes, scheme, rng):
    return build(sizes, lambda n_prev, n: 0.0 * np.ones((n, n_prev)))


@twin("initialize", "took_the_variance_for_the_deviation")
def _(sizes, scheme, rng):
    return build(sizes, bell(rng, scheme, lambda *about: spread(*about) ** 2))


@twin("initialize", "forgot_the_layer_above_in_xavier")
def _(sizes, scheme, rng):
    def by(scheme, n_prev, n):
        return n_prev**-0.5 if scheme == "xavier" else spread(scheme, n_prev, n)

    return build(sizes, bell(rng, scheme, by))


@twin("initialize", "counted_outputs_in_he")
def _(sizes, scheme, rng):
    def by(scheme, n_prev, n):
        return spread(scheme, *((n, n_prev) if scheme == "he" else (n_prev, n)))

    return build(sizes, bell(rng, scheme, by))


@twin("initialize", "turned_the_weights")
def _(sizes, scheme, rng):
    draw = bell(rng, scheme)
    return build(sizes, lambda n_prev, n: draw(n_prev, n).T)


@twin("initialize", "drew_the_biases_too")
def _(sizes, scheme, rng):
    return build(sizes, bell(rng, scheme), rng.random)


@twin("initialize", "drew_positive_weights")
def _(sizes, scheme, rng):
    def draw(n_prev, n):
        return rng.random((n, n_prev)) * math.sqrt(3) * spread(scheme, n_prev, n)

    return build(sizes, draw)


@twin("initialize", "made_its_own_generator")
def _(sizes, scheme, rng):
    return build(sizes, bell(np.random.default_rng(7), scheme))


@twin("initialize", "numbered_from_zero")
def _(sizes, scheme, rng):
    return build(sizes, bell(rng, scheme), first=0)


@twin("initialize", "ignored_the_scheme")
def _(sizes, scheme, rng):
    return build(sizes, bell(rng, "small"))


@twin("initialize", "took_the_deviation_for_the_limit")
def _(sizes, scheme, rng):
    def draw(n_prev, n):
        return (2 * rng.random((n, n_prev)) - 1) * spread(scheme, n_prev, n)

    return build(sizes, draw)


@twin("initialize", "took_any_other_name_for_he")
def _(sizes, scheme, rng):
    def by(scheme, n_prev, n):
        return spread(scheme, n_prev, n) if scheme in ("xavier", "he") else 0.01

    return build(sizes, bell(rng, scheme, by))


@twin("initialize", "looked_an_unknown_name_up")
def _(sizes, scheme, rng):
    schemes = {
        "small": lambda n_prev, n: 0.01,
        "xavier": lambda n_prev, n: math.sqrt(2 / (n_prev + n)),
        "he": lambda n_prev, n: math.sqrt(2 / n_prev),
    }
    by = schemes[scheme]
    return build(sizes, bell(rng, scheme, lambda _, n_prev, n: by(n_prev, n)))


@twin("initialize", "left_the_deviation_unset")
def _(sizes, scheme, rng):
    W, b = {}, {}
    for l in range(1, len(sizes)):
        if scheme == "small":
            s = 0.01
        if scheme == "xavier":
            s = math.sqrt(2 / (sizes[l - 1] + sizes[l]))
        if scheme == "he":
            s = math.sqrt(2 / sizes[l - 1])
        W[l] = s * rng.standard_normal((sizes[l], sizes[l - 1]))
        b[l] = np.zeros(sizes[l])
    return W, b


@combination("initialize", "took_any_other_name_for_he", "numbered_from_zero")
def _(sizes, scheme, rng):
    def by(scheme, n_prev, n):
        return spread(scheme, n_prev, n) if scheme in ("xavier", "he") else 0.01

    return build(sizes, bell(rng, scheme, by), first=0)


@combination("initialize", "turned_the_weights", "numbered_from_zero")
def _(sizes, scheme, rng):
    draw = bell(rng, scheme)
    return build(sizes, lambda n_prev, n: draw(n_prev, n).T, first=0)


@combination("initialize", "ignored_the_scheme", "drew_the_biases_too")
def _(sizes, scheme, rng):
    return build(sizes, bell(rng, "small"), lambda n: rng.normal(0, 0.1, n))


def slices(order, size):
    order, batches = list(order), []
    while order:
        batches.append(np.array(order[:size]))
        order = order[size:]
    return batches


def mixed(N, rng):
    """Mix by swapping, which draws other numbers than `permutation`."""
    order = list(range(N))
    for i in range(N - 1, 0, -1):
        j = int(rng.integers(i + 1))
        order[i], order[j] = order[j], order[i]
    return order


@twin("minibatches", "kept_the_old_order")
def _(N, batch_size, rng):
    return slices(range(N), batch_size)


@twin("minibatches", "dropped_the_rest")
def _(N, batch_size, rng):
    batches = slices(mixed(N, rng), batch_size)
    return [rows for rows in batches if len(rows) == batch_size]


@twin("minibatches", "drew_with_replacement")
def _(N, batch_size, rng):
    return slices(rng.choice(N, N), batch_size)


@twin("minibatches", "shuffled_the_batches")
def _(N, batch_size, rng):
    batches = slices(range(N), batch_size)
    return [batches[i] for i in rng.permutation(len(batches)).tolist()]


@twin("minibatches", "made_a_generator_of_its_own")
def _(N, batch_size, rng):
    return slices(mixed(N, np.random.default_rng(99)), batch_size)


@twin("minibatches", "took_the_size_for_the_number")
def _(N, batch_size, rng):
    order, ends = mixed(N, rng), [0]
    for i in range(batch_size):
        ends.append(ends[-1] + N // batch_size + (i < N % batch_size))
    return [np.array(order[a:b]) for a, b in pairwise(ends)]


@twin("minibatches", "evened_the_batches_out")
def _(N, batch_size, rng):
    many = math.ceil(N / batch_size)
    order, batches = mixed(N, rng), []
    for left in range(many, 0, -1):
        share = math.ceil(len(order) / left)
        batches.append(np.array(order[:share]))
        order = order[share:]
    return batches


@twin("minibatches", "numbered_rows_from_one")
def _(N, batch_size, rng):
    return [1 + rows for rows in slices(mixed(N, rng), batch_size)]


@twin("minibatches", "filled_the_last_up")
def _(N, batch_size, rng):
    *full, last = slices(mixed(N, rng), batch_size)
    return [*full, np.append(last, full[0][: batch_size - len(last)])]


@combination("minibatches", "kept_the_old_order", "dropped_the_rest")
def _(N, batch_size, rng):
    batches = slices(range(N), batch_size)
    return [rows for rows in batches if len(rows) == batch_size]


@combination("minibatches", "numbered_rows_from_one", "dropped_the_rest")
def _(N, batch_size, rng):
    batches = slices(mixed(N, rng), batch_size)
    return [1 + rows for rows in batches if len(rows) == batch_size]
