"""Chapter 04: wrong and right answers about the slopes of biases (BP3)."""

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array


@wrong("bias_gradient", hint="Where did the 1/N of the mean enter? Is it in delta yet?")
def divided_by_the_batch_again(delta: Array) -> object:
    """You average over the batch, but the error holds the 1/N already."""
    return delta.mean(axis=0)


@wrong(
    "bias_gradient", hint="A layer has one bias for each neuron. Which axis is that?"
)
def summed_over_the_neurons(delta: Array) -> object:
    """You sum over the neurons and keep the examples, but it is the other way round."""
    return delta.sum(axis=1)


@wrong(
    "bias_gradient", hint="Compare the shape of your result with that of the biases."
)
def kept_a_row(delta: Array) -> object:
    """You return a table with one row, but the biases have one axis only."""
    return delta.sum(axis=0, keepdims=True)


@wrong(
    "bias_gradient", hint="Compare the shape of your result with that of the biases."
)
def kept_a_column(delta: Array) -> object:
    """You return a table with one column, but the biases have one axis only."""
    return delta.sum(axis=0).reshape(-1, 1)


@wrong("bias_gradient", hint="Each example pulls at the bias. Who adds their pulls up?")
def forgot_the_sum(delta: Array) -> object:
    """You return the error of each example and do not sum over the batch."""
    return delta * 1.0


@wrong(
    "bias_gradient", hint="Compare the shape of your result with that of the biases."
)
def summed_over_everything(delta: Array) -> object:
    """You sum over the neurons as well, but each neuron has a bias of its own."""
    return delta.sum()


@wrong("bias_gradient", hint="If only the last example's error changes, does yours?")
def took_the_first_example_only(delta: Array) -> object:
    """You return the error of the first example and forget the rest of the batch."""
    return delta[0].copy()


@wrong("bias_gradient", hint="If only the first example's error changes, does yours?")
def kept_the_last_example_only(delta: Array) -> object:
    """You overwrite the result at each example, so that only the last one counts."""
    return delta[-1].copy()


@wrong(
    "bias_gradient", hint="Is there a minus sign in BP3? Who goes downhill, and when?"
)
def reversed_the_sign(delta: Array) -> object:
    """You turn the sign round, but BP3 has no minus."""
    return -delta.sum(axis=0)


@wrong("bias_gradient", hint="May two examples pull in opposite directions?")
def summed_absolute_errors(delta: Array) -> object:
    """You add up the sizes of the errors, so that opposite ones cannot cancel."""
    return np.abs(delta).sum(axis=0)


@wrong(
    "bias_gradient", hint="Compare the shape of your result with that of the biases."
)
def averaged_over_everything(delta: Array) -> object:
    """You average over the whole table, but each neuron has a bias of its own."""
    return delta.mean()


@wrong(
    "bias_gradient", hint="A layer has one bias for each neuron. Which axis is that?"
)
def averaged_over_the_neurons(delta: Array) -> object:
    """You average over the neurons and keep the examples."""
    return delta.mean(axis=1)


@wrong(
    "bias_gradient", hint="Compare the shape of your result with that of the biases."
)
def kept_a_column_of_examples(delta: Array) -> object:
    """You sum over the neurons and return a column with one number an example."""
    return delta.sum(axis=1, keepdims=True)


@wrong("bias_gradient", hint="Each example pulls at the bias. Who adds their pulls up?")
def turned_the_errors(delta: Array) -> object:
    """You turn the table of errors round and add nothing up."""
    return delta.T * 1.0


@wrong(
    "bias_gradient", hint="Compare the shape of your result with that of the biases."
)
def repeated_the_sum_for_each_example(delta: Array) -> object:
    """You return the sums once for each example, but there is one set of biases."""
    return np.tile(delta.sum(axis=0), (len(delta), 1))


@wrong(
    "bias_gradient",
    hint="If only the first neuron errs, which biases should have a slope?",
)
def gave_all_biases_the_same_slope(delta: Array) -> object:
    """You give every bias the sum of all errors, but each has its own neuron."""
    return np.full(delta.shape[1], delta.sum())


@wrong("bias_gradient", hint="If the error doubles, does your result double too?")
def forgot_the_error(delta: Array) -> object:
    """You return ones: the slope of z by b, without the error that it meets."""
    return np.ones(delta.shape[1])


@wrong("bias_gradient", hint="If only the last example's error changes, does yours?")
def left_out_the_last_example(delta: Array) -> object:
    """You leave the last example out of the sum."""
    return delta[:-1].sum(axis=0)


@wrong("bias_gradient", hint="If only the first example's error changes, does yours?")
def left_out_the_first_example(delta: Array) -> object:
    """You leave the first example out of the sum; its row has the number 0."""
    return delta[1:].sum(axis=0)


@wrong(
    "bias_gradient",
    hint="With which row does your sum start, and with which row your loop?",
)
def counted_the_first_example_twice(delta: Array) -> object:
    """You start from the first example's error and then add it once more."""
    return delta[0] + delta.sum(axis=0)


@wrong("bias_gradient", hint="Where did the 1/N of the mean enter? Is it in delta yet?")
def multiplied_by_the_batch(delta: Array) -> object:
    """You multiply by the number of examples, but BP3 has no such factor."""
    return delta.sum(axis=0) * len(delta)


@wrong("bias_gradient", hint="Where did the 1/N of the mean enter? Is it in delta yet?")
def divided_by_the_neurons(delta: Array) -> object:
    """You divide by the number of neurons, but BP3 is a sum."""
    return delta.sum(axis=0) / delta.shape[1]


@wrong(
    "bias_gradient",
    hint="What does BP3 add up for a batch, and does it do anything else?",
)
def halved_it(delta: Array) -> object:
    """You put a half in front, but BP3 has none."""
    return delta.sum(axis=0) / 2


@wrong("bias_gradient", hint="Where did the 1/N of the mean enter? Is it in delta yet?")
def divided_by_twice_the_batch(delta: Array) -> object:
    """You divide by 2N, but the 1/N is in the error and the half has cancelled."""
    return delta.sum(axis=0) / (2 * len(delta))


@wrong(
    "bias_gradient",
    hint="What does BP3 add up for a batch, and does it do anything else?",
)
def squared_the_errors(delta: Array) -> object:
    """You square the errors before you add them up."""
    return (delta**2).sum(axis=0)


@wrong("bias_gradient", hint="May two examples pull in opposite directions?")
def took_the_length_of_each_column(delta: Array) -> object:
    """You take the length of each column of errors, where BP3 takes a sum."""
    return np.linalg.norm(delta, axis=0)


@wrong(
    "bias_gradient", hint="Compare the shape of your result with that of the biases."
)
def multiplied_the_errors_with_themselves(delta: Array) -> object:
    """You multiply the errors with themselves and get a table."""
    return delta.T @ delta


@wrong(
    "bias_gradient", hint="A layer has one bias for each neuron. Which axis is that?"
)
def took_the_first_neuron_only(delta: Array) -> object:
    """You return the errors of the first neuron, one number for each example."""
    return delta[:, 0].copy()


@wrong(
    "bias_gradient", hint="What type have the biases, and what type has your result?"
)
def returned_a_list(delta: Array) -> object:
    """You return a list of numbers where an array is asked."""
    return delta.sum(axis=0).tolist()


@wrong(
    "bias_gradient",
    hint="Compare delta before and after the call. Is your sum an array of its own?",
)
def added_into_the_first_row(delta: Array) -> object:
    """You add the rows into the first row of delta, and so change what was given."""
    db = delta[0]
    for row in delta[1:]:
        db += row
    return db


@wrong("bias_gradient", hint="Print the dtype of the array that you start from.")
def added_into_whole_numbers(delta: Array) -> object:
    """You add errors into an array of whole numbers, which cannot take them."""
    db = np.zeros(delta.shape[1], dtype=int)
    for row in delta:
        db += row
    return db


@wrong(
    "bias_gradient", hint="Compare the shape of your result with that of the biases."
)
def started_from_a_number_for_each_example(delta: Array) -> object:
    """You start from one zero for each example where the neurons have the biases."""
    db = np.zeros(len(delta))
    for row in delta:
        db += row
    return db


@wrong(
    "bias_gradient", hint="How far does your loop count, and how many biases are there?"
)
def filled_only_as_many_as_examples(delta: Array) -> object:
    """You let the number of examples say how many biases are filled."""
    db = np.zeros(delta.shape[1])
    for j in range(len(delta)):
        db[j] = delta[:, j].sum()
    return db


@right("bias_gradient")
def one_row_at_a_time(delta: Array) -> object:
    """Let each example add its error."""
    db = np.zeros(delta.shape[1])
    for row in delta:
        db += row
    return db


@right("bias_gradient")
def as_the_weight_from_a_neuron_that_is_always_1(delta: Array) -> object:
    """Treat the bias as a weight whose input is 1."""
    return np.ones(len(delta)) @ delta


@right("bias_gradient")
def by_halving_the_batch(delta: Array) -> object:
    """Add up the halves of the batch, by recursion."""
    if len(delta) == 1:
        return delta[0]
    half = len(delta) // 2
    return by_halving_the_batch(delta[:half]) + by_halving_the_batch(delta[half:])  # type: ignore[operator]


@right("bias_gradient")
def with_einsum(delta: Array) -> object:
    """Name the indices; the examples are summed over."""
    return np.einsum("ij->j", delta)
