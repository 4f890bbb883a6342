"""Mini-batches: wrong answers of students, unusual right ones."""

from typing import Any

import numpy as np

from autograder.banks.model import right, wrong

Rng = np.random.Generator


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


@wrong(
    "minibatches",
    hint="How many rows should the longest batch have?",
)
def made_one_batch_too_few(N: int, batch_size: int, rng: Rng) -> object:
    """You round the number of batches down, so that some grow too large."""
    return np.array_split(rng.permutation(N), N // batch_size)


@wrong(
    "minibatches",
    hint="Count the rows of all your batches together.",
)
def stopped_before_the_last_batch(N: int, batch_size: int, rng: Rng) -> object:
    """Your loop ends one batch too early and leaves rows out."""
    return cut(rng.permutation(N), batch_size)[:-1]


@wrong(
    "minibatches",
    hint="Sort all the row numbers of an epoch. Is each of them there?",
)
def drew_each_batch_by_itself(N: int, batch_size: int, rng: Rng) -> object:
    """You draw each batch from all rows, so that a row may come in two of them."""
    return [rng.choice(N, batch_size, replace=False) for _ in range(0, N, batch_size)]


@wrong(
    "minibatches",
    hint="Sort all the row numbers of an epoch. Is each of them there?",
)
def drew_full_batches_by_themselves(N: int, batch_size: int, rng: Rng) -> object:
    """You draw full batches from all rows, so that rows come twice or never."""
    return [rng.choice(N, batch_size, replace=False) for _ in range(N // batch_size)]


@wrong(
    "minibatches",
    hint="Print the order just before you cut it.",
)
def kept_what_shuffle_returns(N: int, batch_size: int, rng: Rng) -> object:
    """You keep what shuffle returns, and that is None: it works in place."""
    order: Any = rng.shuffle(np.arange(N))
    return [order[i : i + batch_size] for i in range(0, N, batch_size)]


@wrong(
    "minibatches",
    hint="Print the order just before you cut it.",
)
def threw_the_order_away(N: int, batch_size: int, rng: Rng) -> object:
    """You shuffle, but what you cut is still in the old order."""
    rng.permutation(N)
    return cut(np.arange(N), batch_size)


@wrong(
    "minibatches",
    hint="Print where each batch begins and where it ends.",
)
def ended_every_batch_at_the_first_end(N: int, batch_size: int, rng: Rng) -> object:
    """All your batches end where the first one does, so the others are empty."""
    order = rng.permutation(N)
    return [order[i:batch_size] for i in range(0, N, batch_size)]


@wrong(
    "minibatches",
    hint="Print where each batch begins and where it ends.",
)
def moved_on_by_one_row(N: int, batch_size: int, rng: Rng) -> object:
    """Each of your batches begins one row after the last, so they overlap."""
    order = rng.permutation(N)
    return [order[i : i + batch_size] for i in range(N)]


@wrong(
    "minibatches",
    hint="What is random in your batches: which rows go together, or only their order?",
)
def shuffled_inside_the_batches(N: int, batch_size: int, rng: Rng) -> object:
    """You cut first and shuffle each batch, so the same rows always go together."""
    return [rng.permutation(rows) for rows in cut(np.arange(N), batch_size)]


@wrong(
    "minibatches",
    hint="Count the rows of all your batches together.",
)
def made_a_single_batch(N: int, batch_size: int, rng: Rng) -> object:
    """You return the first batch alone, and the other rows are left out."""
    return [rng.permutation(N)[:batch_size]]


@wrong(
    "minibatches",
    hint="Print the lengths of your batches where the size divides N.",
)
def added_an_empty_batch(N: int, batch_size: int, rng: Rng) -> object:
    """You always add a batch for the rest, even where nothing is left over."""
    order = rng.permutation(N)
    ends = range(0, N + 1, batch_size)
    return [order[i : i + batch_size] for i in ends]


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
