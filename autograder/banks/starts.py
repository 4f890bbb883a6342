"""Initialization and mini-batches: wrong answers of students, unusual right ones."""

from collections.abc import Callable

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array

Layers = dict[int, Array]
Rng = np.random.Generator


def variance(scheme: str, n_prev: int, n: int) -> float:
    """Give the right variance of the weights."""
    return {"small": 1e-4, "xavier": 2.0 / (n_prev + n), "he": 2.0 / n_prev}[scheme]


def layers(
    sizes: list[int],
    weights: Callable[[int, int], Array],
    bias: Callable[[int], Array] = np.zeros,
) -> tuple[Layers, Layers]:
    """Make every layer; the weights are made from n_prev and n."""
    L = len(sizes) - 1
    W = {l: weights(sizes[l - 1], sizes[l]) for l in range(1, L + 1)}
    return W, {l: bias(sizes[l]) for l in range(1, L + 1)}


# initialize


@wrong(
    "initialize",
    hint="Two neurons with equal weights get equal gradients. What becomes of them?",
)
def set_all_to_zero(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You set all weights to zero, so that all neurons of a layer stay the same."""
    return layers(sizes, lambda n_prev, n: np.zeros((n, n_prev)))


@wrong(
    "initialize",
    hint="What does the second argument of the normal distribution mean in NumPy?",
)
def took_the_variance_for_the_deviation(
    sizes: list[int], scheme: str, rng: Rng
) -> object:
    """You hand over the variance where NumPy asks for its root."""
    return layers(
        sizes,
        lambda n_prev, n: rng.normal(0.0, variance(scheme, n_prev, n), (n, n_prev)),
    )


@wrong(
    "initialize",
    hint="Look at the denominators: which scheme counts the neurons on both sides?",
)
def forgot_the_layer_above_in_xavier(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You leave the number of outputs out of Xavier's variance."""

    def weights(n_prev: int, n: int) -> Array:
        s2 = 1.0 / n_prev if scheme == "xavier" else variance(scheme, n_prev, n)
        return rng.normal(0.0, np.sqrt(s2), (n, n_prev))

    return layers(sizes, weights)


@wrong(
    "initialize",
    hint="How many terms has the sum in a weighted input? That number counts here.",
)
def counted_outputs_in_he(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You divide by the number of outputs where He counts the inputs of a neuron."""

    def weights(n_prev: int, n: int) -> Array:
        s2 = 2.0 / n if scheme == "he" else variance(scheme, n_prev, n)
        return rng.normal(0.0, np.sqrt(s2), (n, n_prev))

    return layers(sizes, weights)


@wrong(
    "initialize",
    hint="Which index of a weight comes first, where it comes from or where it goes?",
)
def turned_the_weights(sizes: list[int], scheme: str, rng: Rng) -> object:
    """Your weights have the inputs first and the neurons second."""
    return layers(
        sizes,
        lambda n_prev, n: rng.normal(
            0.0, np.sqrt(variance(scheme, n_prev, n)), (n_prev, n)
        ),
    )


@wrong("initialize", hint="What does the equation say about the biases?")
def drew_the_biases_too(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You draw the biases at random, but they start at zero."""

    def weights(n_prev: int, n: int) -> Array:
        return rng.normal(0.0, np.sqrt(variance(scheme, n_prev, n)), (n, n_prev))

    return layers(sizes, weights, lambda n: rng.normal(0.0, 0.1, n))


@wrong(
    "initialize",
    hint="Look at the mean of your weights. What should it be?",
)
def drew_positive_weights(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You draw from 0 upwards, so that no weight is negative."""

    def weights(n_prev: int, n: int) -> Array:
        top = np.sqrt(3.0 * variance(scheme, n_prev, n))
        return rng.uniform(0.0, top, (n, n_prev))

    return layers(sizes, weights)


@wrong(
    "initialize",
    hint="Call it twice with generators of different seeds. What should change?",
)
def made_its_own_generator(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You make a generator of your own and never draw from the one you are given."""
    mine = np.random.default_rng(0)
    return layers(
        sizes,
        lambda n_prev, n: mine.normal(
            0.0, np.sqrt(variance(scheme, n_prev, n)), (n, n_prev)
        ),
    )


@wrong(
    "initialize",
    hint="The input is layer 0. Which number has the first layer with weights?",
)
def numbered_from_zero(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You number the layers from 0, but the first that has weights is layer 1."""
    W, b = layers(
        sizes,
        lambda n_prev, n: rng.normal(
            0.0, np.sqrt(variance(scheme, n_prev, n)), (n, n_prev)
        ),
    )
    return {l - 1: W[l] for l in W}, {l - 1: b[l] for l in b}


@wrong(
    "initialize",
    hint="Which of your lines depends on the name of the scheme?",
)
def ignored_the_scheme(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You draw small weights whatever scheme is asked for."""
    return layers(sizes, lambda n_prev, n: rng.normal(0.0, 0.01, (n, n_prev)))


@wrong(
    "initialize",
    hint="A uniform distribution from -s to s: what is its standard deviation?",
)
def took_the_deviation_for_the_limit(sizes: list[int], scheme: str, rng: Rng) -> object:
    """You draw evenly from -s to s, which gives a standard deviation below s."""

    def weights(n_prev: int, n: int) -> Array:
        s = np.sqrt(variance(scheme, n_prev, n))
        return rng.uniform(-s, s, (n, n_prev))

    return layers(sizes, weights)


@right("initialize")
def evenly_with_the_same_variance(sizes: list[int], scheme: str, rng: Rng) -> object:
    """Draw from a uniform distribution, as Glorot and Bengio do."""

    def weights(n_prev: int, n: int) -> Array:
        limit = np.sqrt(3.0 * variance(scheme, n_prev, n))
        return rng.uniform(-limit, limit, (n, n_prev))

    return layers(sizes, weights)


@right("initialize")
def scaled_afterwards(sizes: list[int], scheme: str, rng: Rng) -> object:
    """Draw standard normal numbers from the last layer down, turn them, scale them."""
    W, b = {}, {}
    for l in range(len(sizes) - 1, 0, -1):
        raw = rng.standard_normal((sizes[l - 1], sizes[l])).T
        W[l] = raw * variance(scheme, sizes[l - 1], sizes[l]) ** 0.5
        b[l] = 0.0 * W[l][:, 0]
    return [W, b]


# minibatches


def cut(order: np.ndarray, size: int) -> list[np.ndarray]:
    """Cut an order into batches."""
    return [order[i : i + size] for i in range(0, len(order), size)]


@wrong(
    "minibatches",
    hint="Call it twice with the same generator. Should both epochs look the same?",
)
def kept_the_old_order(N: int, batch_size: int, rng: Rng) -> object:
    """You take the rows in their order and never shuffle them."""
    return cut(np.arange(N), batch_size)


@wrong(
    "minibatches",
    hint="Count the rows of all your batches together.",
)
def dropped_the_rest(N: int, batch_size: int, rng: Rng) -> object:
    """You leave out the rows that do not fill a whole batch."""
    return cut(rng.permutation(N)[: N // batch_size * batch_size], batch_size)


@wrong(
    "minibatches",
    hint="Sort all the row numbers of an epoch. Is each of them there?",
)
def drew_with_replacement(N: int, batch_size: int, rng: Rng) -> object:
    """You draw each row anew, so that some come twice and others never."""
    return cut(rng.integers(0, N, N), batch_size)


@wrong(
    "minibatches",
    hint="What is random in your batches: which rows go together, or only their order?",
)
def shuffled_the_batches(N: int, batch_size: int, rng: Rng) -> object:
    """You shuffle the batches as wholes, so that the same rows always go together."""
    batches = cut(np.arange(N), batch_size)
    return [batches[i] for i in rng.permutation(len(batches))]


@wrong(
    "minibatches",
    hint="Call it with generators of different seeds. What should change?",
)
def made_a_generator_of_its_own(N: int, batch_size: int, rng: Rng) -> object:
    """You shuffle with a generator of your own instead of the one you are given."""
    return cut(np.random.default_rng(1).permutation(N), batch_size)


@wrong(
    "minibatches",
    hint="How many rows has each of your batches, and how many are asked for?",
)
def took_the_size_for_the_number(N: int, batch_size: int, rng: Rng) -> object:
    """You make as many batches as a batch should have rows."""
    return np.array_split(rng.permutation(N), batch_size)


@wrong(
    "minibatches",
    hint="Which of the batches may be shorter than the others?",
)
def evened_the_batches_out(N: int, batch_size: int, rng: Rng) -> object:
    """You spread the rest over several batches instead of keeping it in the last."""
    return np.array_split(rng.permutation(N), -(-N // batch_size))


@wrong(
    "minibatches",
    hint="Which number has the first row of an array?",
)
def numbered_rows_from_one(N: int, batch_size: int, rng: Rng) -> object:
    """You number the rows from 1 to N, but the first is row 0."""
    return cut(rng.permutation(N) + 1, batch_size)


@wrong(
    "minibatches",
    hint="How many rows should the last batch have when the size does not divide N?",
)
def filled_the_last_up(N: int, batch_size: int, rng: Rng) -> object:
    """You fill the last batch up with rows that have had their turn."""
    order = rng.permutation(N)
    return cut(np.r_[order, order[: -N % batch_size]], batch_size)


@right("minibatches")
def taken_from_a_pile(N: int, batch_size: int, rng: Rng) -> object:
    """Shuffle a pile and take from it until it is empty."""
    pile = np.arange(N)
    rng.shuffle(pile)
    batches = []
    while len(pile):
        batches.append(pile[:batch_size].copy())
        pile = pile[batch_size:]
    return batches


@right("minibatches")
def sorted_by_random_numbers(N: int, batch_size: int, rng: Rng) -> object:
    """Sort the rows by random keys, and split at the multiples of the size."""
    order = np.argsort(rng.random(N))
    return tuple(np.split(order, np.arange(batch_size, N, batch_size)))
