"""Chapter 04: the mistakes about BP3, written a second time."""

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


@twin("bias_gradient", "averaged_over_everything")
def _(delta):
    return sum(delta.ravel()) / delta.size


@twin("bias_gradient", "averaged_over_the_neurons")
def _(delta):
    return np.array([sum(row) for row in delta]) / delta.shape[1]


@twin("bias_gradient", "kept_a_column_of_examples")
def _(delta):
    return delta @ np.ones((delta.shape[1], 1))


@twin("bias_gradient", "turned_the_errors")
def _(delta):
    return np.stack(list(delta), axis=1)


@twin("bias_gradient", "repeated_the_sum_for_each_example")
def _(delta):
    return np.ones((len(delta), len(delta))) @ delta


@twin("bias_gradient", "gave_all_biases_the_same_slope")
def _(delta):
    return np.ones(delta.shape[::-1]) @ delta @ np.ones(delta.shape[1])


@twin("bias_gradient", "forgot_the_error")
def _(delta):
    return np.array([1.0 for _ in delta[0]])


@twin("bias_gradient", "left_out_the_last_example")
def _(delta):
    return sum(delta[i] for i in range(len(delta) - 1))


@twin("bias_gradient", "left_out_the_first_example")
def _(delta):
    return sum(delta[i] for i in range(1, len(delta)))


@twin("bias_gradient", "counted_the_first_example_twice")
def _(delta):
    db = delta[0].copy()
    for row in delta:
        db += row
    return db


@twin("bias_gradient", "multiplied_by_the_batch")
def _(delta):
    return sum(len(delta) * row for row in delta)


@twin("bias_gradient", "divided_by_the_neurons")
def _(delta):
    return sum(row / len(row) for row in delta)


@twin("bias_gradient", "halved_it")
def _(delta):
    return sum(0.5 * row for row in delta)


@twin("bias_gradient", "divided_by_twice_the_batch")
def _(delta):
    return 0.5 * np.mean(delta, axis=0)


@twin("bias_gradient", "squared_the_errors")
def _(delta):
    return np.diag(delta.T @ delta)


@twin("bias_gradient", "took_the_length_of_each_column")
def _(delta):
    return np.sqrt(np.diag(delta.T @ delta))


@twin("bias_gradient", "multiplied_the_errors_with_themselves")
def _(delta):
    return sum(np.outer(row, row) for row in delta)


@twin("bias_gradient", "took_the_first_neuron_only")
def _(delta):
    return np.array([row[0] for row in delta])


@twin("bias_gradient", "returned_a_list")
def _(delta):
    return [sum(column) for column in delta.T.tolist()]


@twin("bias_gradient", "added_into_the_first_row")
def _(delta):
    delta[0] = [sum(column) for column in delta.T]
    return delta[0]


@twin("bias_gradient", "added_into_whole_numbers")
def _(delta):
    return np.add(
        np.ones(delta.shape[1], dtype=int), 0.5, out=np.ones(delta.shape[1], int)
    )


@twin("bias_gradient", "started_from_a_number_for_each_example")
def _(delta):
    db = np.sum(delta, axis=1)
    db += delta[0]
    return db


@twin("bias_gradient", "filled_only_as_many_as_examples")
def _(delta):
    db = np.zeros(len(delta.T))
    for j in range(delta.shape[0]):
        db[j] = sum(delta[:, j])
    return db


@combination("bias_gradient", "divided_by_the_batch_again", "reversed_the_sign")
def _(delta):
    return -np.mean(delta, axis=0)


@combination("bias_gradient", "divided_by_the_batch_again", "kept_a_row")
def _(delta):
    return delta.mean(axis=0, keepdims=True)


@combination("bias_gradient", "summed_over_the_neurons", "divided_by_the_batch_again")
def _(delta):
    return delta.sum(axis=1) / len(delta)
