"""Chapter 04: wrong and right answers about the slopes of weights (BP4)."""

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array


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


@wrong(
    "weight_gradient", hint="BP4 is a sum of products over the batch. What is yours?"
)
def subtracted_the_mean_activation(delta: Array, A_prev: Array) -> object:
    """You take the covariance, but BP4 uses activations without their mean removed."""
    return delta.T @ (A_prev - A_prev.mean(axis=0))


@wrong("weight_gradient", hint="Which comes first in BP4, the product or the sum?")
def multiplied_the_means(delta: Array, A_prev: Array) -> object:
    """You multiply the mean error with the mean activation."""
    return np.outer(delta.mean(axis=0), A_prev.mean(axis=0))


@wrong("weight_gradient", hint="Which comes first in BP4, the product or the sum?")
def multiplied_the_sum_with_the_mean(delta: Array, A_prev: Array) -> object:
    """You multiply summed errors with averaged activations."""
    return np.outer(delta.sum(axis=0), A_prev.mean(axis=0))


@wrong("weight_gradient", hint="If only the last example's error changes, does yours?")
def left_out_the_last_example(delta: Array, A_prev: Array) -> object:
    """You leave the last example out of the sum."""
    return delta[:-1].T @ A_prev[:-1]


@wrong("weight_gradient", hint="If only the first example's error changes, does yours?")
def left_out_the_first_example(delta: Array, A_prev: Array) -> object:
    """You leave the first example out of the sum; its row has the number 0."""
    return delta[1:].T @ A_prev[1:]


@wrong(
    "weight_gradient",
    hint="With which row does your sum start, and with which row your loop?",
)
def counted_the_first_example_twice(delta: Array, A_prev: Array) -> object:
    """You start from the first example's product and then add it once more."""
    return np.outer(delta[0], A_prev[0]) + delta.T @ A_prev


@wrong(
    "weight_gradient", hint="Where did the 1/N of the mean enter? Is it in delta yet?"
)
def multiplied_by_the_batch(delta: Array, A_prev: Array) -> object:
    """You multiply by the number of examples, but BP4 has no such factor."""
    return delta.T @ A_prev * len(delta)


@wrong(
    "weight_gradient",
    hint="What does BP4 add up for a batch, and does it do anything else?",
)
def halved_it(delta: Array, A_prev: Array) -> object:
    """You put a half in front, but BP4 has none."""
    return delta.T @ A_prev / 2


@wrong(
    "weight_gradient", hint="Where did the 1/N of the mean enter? Is it in delta yet?"
)
def divided_by_twice_the_batch(delta: Array, A_prev: Array) -> object:
    """You divide by 2N, but the 1/N is in the error and the half has cancelled."""
    return delta.T @ A_prev / (2 * len(delta))


@wrong(
    "weight_gradient", hint="Where did the 1/N of the mean enter? Is it in delta yet?"
)
def divided_by_the_neurons(delta: Array, A_prev: Array) -> object:
    """You divide by the number of neurons of the layer, but BP4 is a sum."""
    return delta.T @ A_prev / delta.shape[1]


@wrong(
    "weight_gradient", hint="Where did the 1/N of the mean enter? Is it in delta yet?"
)
def divided_by_the_neurons_below(delta: Array, A_prev: Array) -> object:
    """You divide by the number of neurons below, but BP4 is a sum."""
    return delta.T @ A_prev / A_prev.shape[1]


@wrong("weight_gradient", hint="Compare the shape of your result with that of W.")
def summed_over_the_neurons(delta: Array, A_prev: Array) -> object:
    """You sum over the neurons of the layer and keep the examples."""
    return (delta[:, :, None] * A_prev[:, None, :]).sum(axis=1)


@wrong("weight_gradient", hint="Compare the shape of your result with that of W.")
def returned_the_bias_gradient(delta: Array, A_prev: Array) -> object:
    """You return the slopes of the biases, one number for each neuron."""
    return delta.sum(axis=0)


@wrong(
    "weight_gradient",
    hint="Which factors has BP4? Where in the chain does the slope below come in?",
)
def multiplied_by_a_slope_again(delta: Array, A_prev: Array) -> object:
    """You multiply by a (1 - a) of the layer below, a step of the delta there."""
    return delta.T @ (A_prev * (1 - A_prev))


@wrong("weight_gradient", hint="If the error doubles, does your result double too?")
def squared_the_errors(delta: Array, A_prev: Array) -> object:
    """You square the errors before you multiply them with the activations."""
    return (delta**2).T @ A_prev


@wrong("weight_gradient", hint="May two examples pull in opposite directions?")
def summed_absolute_errors(delta: Array, A_prev: Array) -> object:
    """You take the sizes of the errors, so that opposite ones cannot cancel."""
    return np.abs(delta).T @ A_prev


@wrong("weight_gradient", hint="What type has W, and what type has your result?")
def returned_lists(delta: Array, A_prev: Array) -> object:
    """You return lists of numbers where an array is asked."""
    return (delta.T @ A_prev).tolist()


@wrong("weight_gradient", hint="Compare the shape of your result with that of W.")
def added_the_bias_as_a_column(delta: Array, A_prev: Array) -> object:
    """You add the slopes of the biases as a further column."""
    return np.column_stack([delta.T @ A_prev, delta.sum(axis=0)])


@wrong(
    "weight_gradient",
    hint="Compare delta before and after the call. Is the 1/N in it yet?",
)
def averaged_inside_the_error(delta: Array, A_prev: Array) -> object:
    """You divide the errors by N inside delta, and change what the caller gave."""
    delta /= len(delta)
    return delta.T @ A_prev


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
