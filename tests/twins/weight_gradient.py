"""Chapter 04: the mistakes about BP4, written a second time."""

import numpy as np

from tests.twins.model import combination, twin


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


@twin("weight_gradient", "put_the_activations_first")
def _(delta, A_prev):
    return np.dot(A_prev, delta)


@twin("weight_gradient", "turned_the_error_and_put_it_last")
def _(delta, A_prev):
    return np.dot(A_prev, delta.T)


@twin("weight_gradient", "turned_both")
def _(delta, A_prev):
    return np.dot(delta.T, A_prev.T)


@twin("weight_gradient", "turned_both_and_swapped")
def _(delta, A_prev):
    return np.dot(A_prev.T, delta.T)


@twin("weight_gradient", "multiplied_by_element")
def _(delta, A_prev):
    return np.multiply(delta, A_prev)


@twin("weight_gradient", "turned_and_multiplied_by_element")
def _(delta, A_prev):
    return np.multiply(delta.T, A_prev)


@twin("weight_gradient", "multiplied_the_means")
def _(delta, A_prev):
    return np.outer(delta.sum(axis=0), A_prev.sum(axis=0)) / len(delta) ** 2


@twin("weight_gradient", "multiplied_the_sum_with_the_mean")
def _(delta, A_prev):
    return np.outer(sum(delta), sum(A_prev)) / len(delta)


@twin("weight_gradient", "left_out_the_last_example")
def _(delta, A_prev):
    return sum(np.outer(delta[i], A_prev[i]) for i in range(len(delta) - 1))


@twin("weight_gradient", "left_out_the_first_example")
def _(delta, A_prev):
    return sum(np.outer(delta[i], A_prev[i]) for i in range(1, len(delta)))


@twin("weight_gradient", "counted_the_first_example_twice")
def _(delta, A_prev):
    dW = np.outer(delta[0], A_prev[0])
    for d, a in zip(delta, A_prev, strict=True):
        dW += np.outer(d, a)
    return dW


@twin("weight_gradient", "multiplied_by_the_batch")
def _(delta, A_prev):
    return sum(len(delta) * np.outer(d, a) for d, a in zip(delta, A_prev, strict=True))


@twin("weight_gradient", "halved_it")
def _(delta, A_prev):
    return sum(0.5 * np.outer(d, a) for d, a in zip(delta, A_prev, strict=True))


@twin("weight_gradient", "divided_by_twice_the_batch")
def _(delta, A_prev):
    return (
        np.mean([np.outer(d, a) for d, a in zip(delta, A_prev, strict=True)], axis=0)
        * 0.5
    )


@twin("weight_gradient", "divided_by_the_neurons")
def _(delta, A_prev):
    return sum(np.outer(d / len(d), a) for d, a in zip(delta, A_prev, strict=True))


@twin("weight_gradient", "divided_by_the_neurons_below")
def _(delta, A_prev):
    return sum(np.outer(d, a / len(a)) for d, a in zip(delta, A_prev, strict=True))


@twin("weight_gradient", "multiplied_the_activations_with_themselves")
def _(delta, A_prev):
    return sum(np.outer(a, a) for a in A_prev)


@twin("weight_gradient", "reshaped_for_a_transpose")
def _(delta, A_prev):
    return np.matmul(delta.ravel().reshape(-1, len(delta)), A_prev)


@twin("weight_gradient", "reshaped_the_result")
def _(delta, A_prev):
    return (
        sum(np.outer(a, d) for d, a in zip(delta, A_prev, strict=True))
        .ravel()
        .reshape(delta.shape[1], -1)
    )


@twin("weight_gradient", "kept_turned_matrices_for_each_example")
def _(delta, A_prev):
    return np.array([np.outer(a, d) for d, a in zip(delta, A_prev, strict=True)])


@twin("weight_gradient", "summed_over_the_neurons")
def _(delta, A_prev):
    return A_prev * [[sum(d)] for d in delta]


@twin("weight_gradient", "paired_activations_with_all_errors")
def _(delta, A_prev):
    return A_prev.reshape(-1, 1) @ delta.reshape(1, -1)


@twin("weight_gradient", "returned_the_bias_gradient")
def _(delta, A_prev):
    return sum(delta) * 1.0


@twin("weight_gradient", "added_matrices_that_are_turned")
def _(delta, A_prev):
    dW = delta.T @ A_prev
    dW += A_prev.T @ delta
    return dW


@twin("weight_gradient", "started_from_a_turned_table")
def _(delta, A_prev):
    dW = A_prev.T @ delta
    dW += delta.T @ A_prev
    return dW


@twin("weight_gradient", "multiplied_by_a_slope_again")
def _(delta, A_prev):
    return sum(np.outer(d, a - a * a) for d, a in zip(delta, A_prev, strict=True))


@twin("weight_gradient", "squared_the_errors")
def _(delta, A_prev):
    return sum(np.outer(d * d, a) for d, a in zip(delta, A_prev, strict=True))


@twin("weight_gradient", "summed_absolute_errors")
def _(delta, A_prev):
    return sum(np.outer(abs(d), a) for d, a in zip(delta, A_prev, strict=True))


@twin("weight_gradient", "returned_lists")
def _(delta, A_prev):
    return [[float(d @ a) for a in A_prev.T] for d in delta.T]


@twin("weight_gradient", "added_the_bias_as_a_column")
def _(delta, A_prev):
    return delta.T @ np.hstack([A_prev, np.ones((len(delta), 1))])


@twin("weight_gradient", "averaged_inside_the_error")
def _(delta, A_prev):
    np.divide(delta, len(delta), out=delta)
    return sum(np.outer(d, a) for d, a in zip(delta, A_prev, strict=True))


@combination("weight_gradient", "transposed_the_result", "averaged_over_the_batch")
def _(delta, A_prev):
    return A_prev.T @ delta / len(delta)


@combination("weight_gradient", "turned_the_sign_round", "averaged_over_the_batch")
def _(delta, A_prev):
    return -multiply_out(delta, A_prev) / len(A_prev)


@combination("weight_gradient", "transposed_the_result", "used_the_first_example_only")
def _(delta, A_prev):
    return np.outer(A_prev[0], delta[0])
