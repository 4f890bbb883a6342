"""Chapter 04: the mistakes about BP2, written a second time."""

import numpy as np

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
