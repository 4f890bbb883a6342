"""Chapter 04: the mistakes about BP3 and BP4, written a second time."""

import numpy as np

from tests.twins.model import combination, twin


@twin("bias_gradient", "divided_by_the_batch_again")
def _(delta):
    return sum(delta) / delta.shape[0]


@twin("bias_gradient", "summed_over_the_neurons")
def _(delta):
    return np.array([sum(row) for row in delta])


@twin("bias_gradient", "kept_a_row")
def _(delta):
    return np.ones((1, len(delta))) @ delta


@twin("bias_gradient", "kept_a_column")
def _(delta):
    return np.array([[sum(column)] for column in delta.T])


@twin("bias_gradient", "forgot_the_sum")
def _(delta):
    return np.array([list(row) for row in delta])


@twin("bias_gradient", "summed_over_everything")
def _(delta):
    return sum(sum(row) for row in delta)


@twin("bias_gradient", "took_the_first_example_only")
def _(delta):
    return np.array([column[0] for column in delta.T])


@twin("bias_gradient", "kept_the_last_example_only")
def _(delta):
    for row in delta:
        db = np.array(row)
    return db


@twin("bias_gradient", "reversed_the_sign")
def _(delta):
    db = np.zeros(delta.shape[1])
    for row in delta:
        db -= row
    return db


@twin("bias_gradient", "summed_absolute_errors")
def _(delta):
    return np.linalg.norm(delta, ord=1, axis=0)


@combination("bias_gradient", "divided_by_the_batch_again", "reversed_the_sign")
def _(delta):
    return -np.mean(delta, axis=0)


@combination("bias_gradient", "divided_by_the_batch_again", "kept_a_row")
def _(delta):
    return delta.mean(axis=0, keepdims=True)


@combination("bias_gradient", "summed_over_the_neurons", "divided_by_the_batch_again")
def _(delta):
    return delta.sum(axis=1) / len(delta)


def multiply_out(delta, A_prev):
    """Go through the batch backwards and add up the product for every weight."""
    dW = np.zeros((delta.shape[1], A_prev.shape[1]))
    for i in reversed(range(len(delta))):
        for j, k in np.ndindex(*dW.shape):
            dW[j, k] += A_prev[i, k] * delta[i, j]
    return dW


@twin("weight_gradient", "transposed_the_result")
def _(delta, A_prev):
    return multiply_out(A_prev, delta)


@twin("weight_gradient", "averaged_over_the_batch")
def _(delta, A_prev):
    return multiply_out(delta / delta.shape[0], A_prev)


@twin("weight_gradient", "used_the_first_example_only")
def _(delta, A_prev):
    return multiply_out(delta[:1], A_prev[:1])


@twin("weight_gradient", "used_the_last_example_only")
def _(delta, A_prev):
    dW = np.empty((delta.shape[1], A_prev.shape[1]))
    for d, a in zip(delta, A_prev, strict=True):
        for j in range(len(d)):
            dW[j] = d[j] * a
    return dW


@twin("weight_gradient", "summed_before_multiplying")
def _(delta, A_prev):
    return multiply_out(sum(delta)[None], sum(A_prev)[None])


@twin("weight_gradient", "forgot_the_activations")
def _(delta, A_prev):
    return multiply_out(delta, np.ones_like(A_prev))


@twin("weight_gradient", "forgot_the_error")
def _(delta, A_prev):
    return multiply_out(np.ones_like(delta), A_prev)


@twin("weight_gradient", "forgot_the_sum_over_the_batch")
def _(delta, A_prev):
    return np.array([np.outer(d, a) for d, a in zip(delta, A_prev, strict=True)])


@twin("weight_gradient", "turned_the_sign_round")
def _(delta, A_prev):
    return multiply_out(delta, -A_prev)


@twin("weight_gradient", "multiplied_the_error_with_itself")
def _(delta, A_prev):
    return multiply_out(delta, delta)


@twin("weight_gradient", "subtracted_the_mean_activation")
def _(delta, A_prev):
    mean = sum(A_prev) / len(A_prev)
    return multiply_out(delta, A_prev) - np.outer(sum(delta), mean)


@twin("weight_gradient", "copied_the_form_for_columns")
def _(delta, A_prev):
    return np.matmul(delta, np.transpose(A_prev))


@twin("weight_gradient", "turned_neither")
def _(delta, A_prev):
    return np.matmul(delta, A_prev)


@twin("weight_gradient", "multiplied_all_with_all")
def _(delta, A_prev):
    return delta.reshape(-1, 1) @ A_prev.reshape(1, -1)


@twin("weight_gradient", "turned_neither")
def _(delta, A_prev):
    return np.dot(delta, A_prev)


@combination("weight_gradient", "transposed_the_result", "averaged_over_the_batch")
def _(delta, A_prev):
    return A_prev.T @ delta / len(delta)


@combination("weight_gradient", "turned_the_sign_round", "averaged_over_the_batch")
def _(delta, A_prev):
    return -multiply_out(delta, A_prev) / len(A_prev)


@combination("weight_gradient", "transposed_the_result", "used_the_first_example_only")
def _(delta, A_prev):
    return np.outer(A_prev[0], delta[0])
