"""Chapter 04: the mistakes about BP2, written a second time."""

import numpy as np

from solutions.deltas import activate_prime
from tests.twins.model import combination, twin
from tests.twins.slopes import output, slopes


def back(delta_next, W_next):
    """Carry errors through weights, one neuron at a time."""
    carried = np.zeros((len(delta_next), W_next.shape[1]))
    for j, weights in enumerate(W_next):
        for i, error in enumerate(delta_next[:, j]):
            carried[i] += error * weights
    return carried


def outputs(activation, Z):
    return np.array([[output(activation, z) for z in row] for row in Z])


@twin("hidden_delta", "forgot_the_slope")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return back(delta_next, W_next)


@twin("hidden_delta", "used_the_activation_for_its_slope")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return outputs(activation, Z) * back(delta_next, W_next)


@twin("hidden_delta", "took_the_slope_at_the_output")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return slopes(activation, outputs(activation, Z)) * back(delta_next, W_next)


@twin("hidden_delta", "took_weighted_inputs_for_outputs")
def _(delta_next, W_next, Z, activation="sigmoid"):
    carried = back(delta_next, W_next)
    if activation == "relu":
        return np.where(Z > 0, carried, 0.0)
    return carried * (Z - Z * Z if activation == "sigmoid" else (1 + Z) * (1 - Z))


@twin("hidden_delta", "ignored_the_name")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return slopes("sigmoid", Z) * back(delta_next, W_next)


@twin("hidden_delta", "copied_the_form_for_columns")
def _(delta_next, W_next, Z, activation="sigmoid"):
    carried = np.matmul(np.transpose(W_next), delta_next)
    return np.multiply(slopes(activation, Z), carried)


@twin("hidden_delta", "transposed_the_weights")
def _(delta_next, W_next, Z, activation="sigmoid"):
    carried = np.matmul(delta_next, np.swapaxes(W_next, 0, 1))
    return slopes(activation, Z) * carried


@twin("hidden_delta", "left_examples_in_columns")
def _(delta_next, W_next, Z, activation="sigmoid"):
    columns = np.zeros(Z.shape[::-1])
    carried = back(delta_next, W_next)
    for (i, k), factor in np.ndenumerate(slopes(activation, Z)):
        columns[k, i] = factor * carried[i, k]
    return columns


@twin("hidden_delta", "forgot_the_error_above")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return slopes(activation, Z) * back(np.ones((len(Z), len(W_next))), W_next)


@twin("hidden_delta", "summed_errors_and_weights_apart")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return np.outer(sum(delta_next.T), sum(W_next)) * slopes(activation, Z)


@twin("hidden_delta", "divided_by_the_batch_again")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return slopes(activation, Z) * back(delta_next / len(delta_next), W_next)


@twin("hidden_delta", "reversed_the_sign")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return slopes(activation, Z) * back(delta_next, -W_next)


@twin("hidden_delta", "took_the_slope_at_the_carried_error")
def _(delta_next, W_next, Z, activation="sigmoid"):
    carried = back(delta_next, W_next)
    return slopes(activation, carried) * carried


@twin("hidden_delta", "inverted_the_weights")
def _(delta_next, W_next, Z, activation="sigmoid"):
    carried = np.linalg.lstsq(W_next, delta_next.T, rcond=None)[0].T
    return carried * slopes(activation, Z)


@twin("hidden_delta", "kept_the_last_neuron_above")
def _(delta_next, W_next, Z, activation="sigmoid"):
    carried = np.zeros(Z.shape)
    for i in range(len(Z)):
        for error, weights in zip(delta_next[i], W_next, strict=True):
            carried[i] = error * weights
    return slopes(activation, Z) * carried


@twin("hidden_delta", "columns_met_rows")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return np.multiply(back(delta_next, W_next).T, slopes(activation, Z))


@twin("hidden_delta", "reshaped_for_a_transpose")
def _(delta_next, W_next, Z, activation="sigmoid"):
    numbers = iter(delta_next.ravel())
    mixed = np.array([[next(numbers) for _ in delta_next] for _ in W_next])
    carried = back(mixed.T, W_next).T
    return np.ravel(carried).reshape(*Z.shape) * slopes(activation, Z)


@twin("hidden_delta", "multiplied_error_and_weights_by_element")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return np.multiply(delta_next, W_next)


@twin("hidden_delta", "let_the_neurons_meet_the_batch")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return np.dot(W_next, delta_next)


@twin("hidden_delta", "let_the_neurons_here_meet_those_above")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return np.dot(W_next, delta_next.T)


@twin("hidden_delta", "turned_the_error_only")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return np.dot(delta_next.T, W_next)


@twin("hidden_delta", "met_the_slope_too_early")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return np.multiply(delta_next, Z)


@twin("hidden_delta", "put_the_slope_into_the_weights")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return np.multiply(W_next, Z)


@twin("hidden_delta", "let_the_neurons_meet_the_batch")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return np.dot(back(delta_next, W_next), Z)


@twin("hidden_delta", "made_a_table_of_examples")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return np.array(
        [[c @ s for s in slopes(activation, Z)] for c in back(delta_next, W_next)]
    )


@twin("hidden_delta", "made_a_table_of_neurons")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return sum(
        np.outer(c, s)
        for c, s in zip(back(delta_next, W_next), slopes(activation, Z), strict=True)
    )


@twin("hidden_delta", "summed_over_the_batch")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return np.einsum("ij,ij->j", back(delta_next, W_next), slopes(activation, Z))


@twin("hidden_delta", "averaged_over_the_batch")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return np.einsum("ij,ij->j", back(delta_next, W_next), slopes(activation, Z)) / len(
        Z
    )


@twin("hidden_delta", "kept_the_neurons_above_apart")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return np.einsum("ij,jk,ik->ijk", delta_next, W_next, slopes(activation, Z))


@twin("hidden_delta", "averaged_over_the_neurons_above")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return slopes(activation, Z) * back(delta_next / delta_next.shape[1], W_next)


@twin("hidden_delta", "divided_by_the_neurons_here")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return slopes(activation, Z) * back(delta_next, W_next / len(W_next.T))


@twin("hidden_delta", "multiplied_by_the_batch")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return slopes(activation, Z) * back(delta_next * len(Z), W_next)


@twin("hidden_delta", "always_took_the_slope_of_relu")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return slopes("relu", Z) * back(delta_next, W_next)


@twin("hidden_delta", "always_took_the_slope_of_tanh")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return slopes("tanh", Z) * back(delta_next, W_next)


@twin("hidden_delta", "used_a_times_1_minus_a_for_all")
def _(delta_next, W_next, Z, activation="sigmoid"):
    a = outputs(activation, Z)
    return (a - a**2) * back(delta_next, W_next)


@twin("hidden_delta", "wrote_the_name_in_quotes")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return activate_prime("activation", delta_next)


@twin("hidden_delta", "multiplied_by_the_weighted_inputs")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return Z * back(delta_next, W_next)


@twin("hidden_delta", "multiplied_by_the_activation_too")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return outputs(activation, Z) * slopes(activation, Z) * back(delta_next, W_next)


@twin("hidden_delta", "multiplied_by_the_slope_twice")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return np.square(slopes(activation, Z)) * back(delta_next, W_next)


@twin("hidden_delta", "divided_by_the_slope")
def _(delta_next, W_next, Z, activation="sigmoid"):
    with np.errstate(divide="ignore"):
        return back(delta_next, W_next) / slopes(activation, Z)


@twin("hidden_delta", "added_the_slope")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return slopes(activation, Z) + back(delta_next, W_next)


@twin("hidden_delta", "took_the_slope_of_the_errors_above")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return back(delta_next * slopes(activation, delta_next), W_next)


@twin("hidden_delta", "forgot_the_weights")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return slopes(activation, Z) * back(delta_next, np.ones(W_next.shape))


@twin("hidden_delta", "made_the_weights_positive")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return slopes(activation, Z) * back(delta_next, np.maximum(W_next, -W_next))


@twin("hidden_delta", "kept_the_first_neuron_above")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return slopes(activation, Z) * back(delta_next[:, :1], W_next[:1])


@twin("hidden_delta", "left_out_the_last_neuron_above")
def _(delta_next, W_next, Z, activation="sigmoid"):
    carried = np.zeros(Z.shape)
    for j in range(len(W_next) - 1):
        carried += np.outer(delta_next[:, j], W_next[j])
    return carried * slopes(activation, Z)


@twin("hidden_delta", "multiplied_by_the_slope_at_each_turn")
def _(delta_next, W_next, Z, activation="sigmoid"):
    powers = [slopes(activation, Z) ** k for k in range(len(W_next), 0, -1)]
    paths = delta_next.T[:, :, None] * W_next[:, None]
    return sum(path * power for path, power in zip(paths, powers, strict=True))


@twin("hidden_delta", "reshaped_the_columns_into_rows")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return slopes(activation, Z) * back(delta_next, W_next).ravel(order="F").reshape(
        Z.shape
    )


@twin("hidden_delta", "inverted_a_table_that_is_not_square")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return np.linalg.inv(delta_next)


@twin("hidden_delta", "returned_lists")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return [list(row) for row in back(delta_next, W_next) * slopes(activation, Z)]


@twin("hidden_delta", "overwrote_the_weighted_inputs")
def _(delta_next, W_next, Z, activation="sigmoid"):
    Z[...] = slopes(activation, Z)
    return back(delta_next, W_next) * Z


@combination("hidden_delta", "forgot_the_slope", "divided_by_the_batch_again")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return back(delta_next, W_next) / len(Z)


@combination("hidden_delta", "reversed_the_sign", "ignored_the_name")
def _(delta_next, W_next, Z, activation="sigmoid"):
    return -back(delta_next, W_next) * slopes("sigmoid", Z)


@combination(
    "hidden_delta", "left_examples_in_columns", "used_the_activation_for_its_slope"
)
def _(delta_next, W_next, Z, activation="sigmoid"):
    return (outputs(activation, Z) * back(delta_next, W_next)).T
