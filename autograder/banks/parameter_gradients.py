"""Chapter 04: wrong and right answers about the slopes of biases and weights."""

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array

# bias_gradient


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


# weight_gradient


@wrong("weight_gradient", hint="Compare the shape of your result with that of W.")
def transposed_the_result(delta: Array, A_prev: Array) -> object:
    """You have a row for each neuron below, but W has a row for each neuron above."""
    return A_prev.T @ delta


@wrong(
    "weight_gradient", hint="Where did the 1/N of the mean enter? Is it in delta yet?"
)
def averaged_over_the_batch(delta: Array, A_prev: Array) -> object:
    """You divide by the number of examples, but the error holds the 1/N already."""
    return delta.T @ A_prev / len(delta)


@wrong("weight_gradient", hint="If only the last example's error changes, does yours?")
def used_the_first_example_only(delta: Array, A_prev: Array) -> object:
    """You multiply out the first example only and forget the rest of the batch."""
    return np.outer(delta[0], A_prev[0])


@wrong("weight_gradient", hint="If only the first example's error changes, does yours?")
def used_the_last_example_only(delta: Array, A_prev: Array) -> object:
    """You overwrite the result at each example, so that only the last one counts."""
    return np.outer(delta[-1], A_prev[-1])


@wrong(
    "weight_gradient",
    hint="Columns have become rows. Write the two shapes down: what must disappear?",
)
def copied_the_form_for_columns(delta: Array, A_prev: Array) -> object:
    """You keep the form for columns, while examples are rows here."""
    return delta @ A_prev.T


@wrong(
    "weight_gradient",
    hint="Write the two shapes side by side. Which dimensions must meet in the middle?",
)
def turned_neither(delta: Array, A_prev: Array) -> object:
    """You multiply the two tables as they are, so that the batch is not summed over."""
    return delta @ A_prev


@wrong(
    "weight_gradient",
    hint="How many rows should your result have, and how many has it?",
)
def multiplied_all_with_all(delta: Array, A_prev: Array) -> object:
    """You multiply the errors of an example with the activations of all the others."""
    return np.outer(delta, A_prev)


@wrong("weight_gradient", hint="Which comes first in BP4, the product or the sum?")
def summed_before_multiplying(delta: Array, A_prev: Array) -> object:
    """You sum errors and activations over the batch first and then multiply."""
    return np.outer(delta.sum(axis=0), A_prev.sum(axis=0))


@wrong("weight_gradient", hint="Two weights of one neuron: can their slopes differ?")
def forgot_the_activations(delta: Array, A_prev: Array) -> object:
    """You give all weights of a neuron the slope of its bias, whatever came in."""
    db = delta.sum(axis=0)
    return np.stack([db] * A_prev.shape[1], axis=1)


@wrong("weight_gradient", hint="If the error doubles, does your result double too?")
def forgot_the_error(delta: Array, A_prev: Array) -> object:
    """You add up the activations and do not weigh them by the error."""
    return np.stack([A_prev.sum(axis=0)] * delta.shape[1])


@wrong("weight_gradient", hint="How many axes has W, and how many has your result?")
def forgot_the_sum_over_the_batch(delta: Array, A_prev: Array) -> object:
    """You keep one matrix for each example and do not sum over the batch."""
    return delta[:, :, None] * A_prev[:, None, :]


@wrong(
    "weight_gradient", hint="Is there a minus sign in BP4? Who goes downhill, and when?"
)
def turned_the_sign_round(delta: Array, A_prev: Array) -> object:
    """You turn the sign round, but BP4 has no minus."""
    return -delta.T @ A_prev


@wrong("weight_gradient", hint="A weight joins two layers. Which of them is in yours?")
def multiplied_the_error_with_itself(delta: Array, A_prev: Array) -> object:
    """You multiply the error with itself where the activations below belong."""
    return delta.T @ delta


@wrong(
    "weight_gradient", hint="BP4 is a sum of products over the batch. What is yours?"
)
def subtracted_the_mean_activation(delta: Array, A_prev: Array) -> object:
    """You take the covariance, but BP4 uses activations without their mean removed."""
    return delta.T @ (A_prev - A_prev.mean(axis=0))


@right("weight_gradient")
def with_outer_products(delta: Array, A_prev: Array) -> object:
    """Add up the outer product of each example."""
    dW = np.zeros((delta.shape[1], A_prev.shape[1]))
    for d, a in zip(delta, A_prev, strict=True):
        dW += np.outer(d, a)
    return dW


@right("weight_gradient")
def one_weight_at_a_time(delta: Array, A_prev: Array) -> object:
    """Write the sum of BP4 out for each weight."""
    return np.array([[sum(d * a) for a in A_prev.T] for d in delta.T])


@right("weight_gradient")
def turned_at_the_end(delta: Array, A_prev: Array) -> object:
    """Multiply the other way round, and turn the result."""
    return (A_prev.T @ delta).T


@right("weight_gradient")
def over_a_third_axis(delta: Array, A_prev: Array) -> object:
    """Make one matrix for each example, then sum over the batch."""
    return np.sum(delta[..., np.newaxis] @ A_prev[:, np.newaxis], axis=0)


@right("weight_gradient")
def with_tensordot(delta: Array, A_prev: Array) -> object:
    """Contract the axis of the examples."""
    return np.tensordot(delta, A_prev, axes=(0, 0))
