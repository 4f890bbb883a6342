"""Chapter 04: slips of the backward pass, written a second time."""

import numpy as np

from solutions.deltas import activate_prime
from tests.twins.model import twin
from tests.twins.passes import errors, gradients, map_layers, start, whole
from tests.twins.slopes import slopes


@twin("backward", "put_the_outputs_through_softmax_again")
def _(Y, Z, A, W, activation):
    L = max(W)
    delta = (
        (np.exp(A[L] - np.logaddexp.reduce(A[L], axis=1)[:, None]) - Y) / len(Y)
        if activation[L] == "softmax"
        else start(Y, Z, A, activation)
    )
    return gradients(errors(Z, W, activation, delta), A)


@twin("backward", "swapped_scores_and_targets")
def _(Y, Z, A, W, activation):
    L = max(W)
    delta = (
        (np.exp(Y - np.logaddexp.reduce(Y, axis=1)[:, None]) - Z[L]) / len(Y)
        if activation[L] == "softmax"
        else start(Y, Z, A, activation)
    )
    return gradients(errors(Z, W, activation, delta), A)


@twin("backward", "took_every_network_for_a_softmax")
def _(Y, Z, A, W, activation):
    L = max(W)
    delta = (np.exp(Z[L] - np.logaddexp.reduce(Z[L], axis=1)[:, None]) - Y) / len(Y)
    return gradients(errors(Z, W, activation, delta), A)


@twin("backward", "took_the_softmax_layer_for_sigmoids")
def _(Y, Z, A, W, activation):
    L = max(W)
    delta = (
        slopes("sigmoid", Z[L]) * (A[L] - Y) / len(Y)
        if activation[L] == "softmax"
        else start(Y, Z, A, activation)
    )
    return gradients(errors(Z, W, activation, delta), A)


@twin("backward", "stopped_at_the_probabilities")
def _(Y, Z, A, W, activation):
    L = max(W)
    delta = (
        -np.divide(Y, A[L] * len(Y))
        if activation[L] == "softmax"
        else start(Y, Z, A, activation)
    )
    return gradients(errors(Z, W, activation, delta), A)


@twin("backward", "left_the_mean_out_of_the_cross_entropy")
def _(Y, Z, A, W, activation):
    L = max(W)
    delta = -(Y - A[L]) if activation[L] == "softmax" else start(Y, Z, A, activation)
    return gradients(errors(Z, W, activation, delta), A)


@twin("backward", "compared_weighted_inputs_with_targets")
def _(Y, Z, A, W, activation):
    L = max(W)
    delta = (
        start(Y, Z, A, activation)
        if activation[L] == "softmax"
        else slopes(activation[L], Z[L]) * (Z[L] - Y) / len(Y)
    )
    return gradients(errors(Z, W, activation, delta), A)


@twin("backward", "swapped_outputs_and_targets")
def _(Y, Z, A, W, activation):
    L = max(W)
    delta = (
        start(Y, Z, A, activation)
        if activation[L] == "softmax"
        else -start(Y, Z, A, activation)
    )
    return gradients(errors(Z, W, activation, delta), A)


@twin("backward", "never_compared_with_the_targets")
def _(Y, Z, A, W, activation):
    L = max(W)
    delta = (
        start(Y, Z, A, activation)
        if activation[L] == "softmax"
        else slopes(activation[L], Z[L]) * A[L]
    )
    return gradients(errors(Z, W, activation, delta), A)


@twin("backward", "took_the_last_slope_at_the_outputs")
def _(Y, Z, A, W, activation):
    L = max(W)
    delta = (
        start(Y, Z, A, activation)
        if activation[L] == "softmax"
        else slopes(activation[L], A[L]) * (A[L] - Y) / len(Y)
    )
    return gradients(errors(Z, W, activation, delta), A)


@twin("backward", "kept_the_two_of_the_square")
def _(Y, Z, A, W, activation):
    L = max(W)
    delta = (
        start(Y, Z, A, activation)
        if activation[L] == "softmax"
        else slopes(activation[L], Z[L]) * (A[L] - Y) * 2 / len(Y)
    )
    return gradients(errors(Z, W, activation, delta), A)


@twin("backward", "divided_by_all_elements")
def _(Y, Z, A, W, activation):
    L = max(W)
    delta = (
        start(Y, Z, A, activation)
        if activation[L] == "softmax"
        else slopes(activation[L], Z[L]) * (A[L] - Y) / Y.size
    )
    return gradients(errors(Z, W, activation, delta), A)


@twin("backward", "divided_every_error_by_all_elements")
def _(Y, Z, A, W, activation):
    return map_layers(lambda g: g / len(Y.T), *whole(Y, Z, A, W, activation))


@twin("backward", "squared_the_difference")
def _(Y, Z, A, W, activation):
    L = max(W)
    delta = (
        start(Y, Z, A, activation)
        if activation[L] == "softmax"
        else slopes(activation[L], Z[L]) * np.square(Y - A[L]) / len(Y)
    )
    return gradients(errors(Z, W, activation, delta), A)


@twin("backward", "took_hidden_slopes_at_the_activations")
def _(Y, Z, A, W, activation):
    found = {len(W): start(Y, Z, A, activation)}
    for l in range(len(W) - 1, 0, -1):
        found[l] = (found[l + 1] @ W[l + 1]) * slopes(activation[l], A[l])
    return gradients(found, A)


@twin("backward", "took_the_slope_at_the_activations_below")
def _(Y, Z, A, W, activation):
    found = {len(W): start(Y, Z, A, activation)}
    for l in range(len(W) - 1, 0, -1):
        found[l] = (found[l + 1] @ W[l + 1]) * slopes(activation[l], A[l - 1])
    return gradients(found, A)


@twin("backward", "mixed_the_last_two_layers")
def _(Y, Z, A, W, activation):
    return A[len(W) - 1] - Y


@twin("backward", "gave_hidden_layers_the_last_activation")
def _(Y, Z, A, W, activation):
    found = {len(W): start(Y, Z, A, activation)}
    for l in range(len(W) - 1, 0, -1):
        found[l] = (found[l + 1] @ W[l + 1]) * activate_prime(activation[max(W)], Z[l])
    return gradients(found, A)


@twin("backward", "gave_hidden_layers_the_first_activation")
def _(Y, Z, A, W, activation):
    found = {len(W): start(Y, Z, A, activation)}
    for l in range(len(W) - 1, 0, -1):
        found[l] = (found[l + 1] @ W[l + 1]) * slopes(activation[1], Z[l])
    return gradients(found, A)


@twin("backward", "handed_over_all_the_names")
def _(Y, Z, A, W, activation):
    return activate_prime(activation, Y)


@twin("backward", "wrote_the_name_in_quotes")
def _(Y, Z, A, W, activation):
    return activate_prime("activation", Y)


@twin("backward", "used_weighted_inputs_for_activations")
def _(Y, Z, A, W, activation):
    delta = start(Y, Z, A, activation)
    return gradients(errors(Z, W, activation, delta), {**Z, 0: A[0]})


@twin("backward", "averaged_the_weights_only")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    return (*map_layers(lambda g: g / Y.shape[0], dW), db)


@twin("backward", "kept_the_bias_gradients_as_columns")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    return (dW, *map_layers(lambda g: g.reshape(-1, 1), db))


@twin("backward", "carried_the_last_error_each_time")
def _(Y, Z, A, W, activation):
    found = {len(W): start(Y, Z, A, activation)}
    for l in range(len(W) - 1, 0, -1):
        found[l] = (found[len(W)] @ W[l + 1]) * slopes(activation[l], Z[l])
    return gradients(found, A)


@twin("backward", "collected_the_biases_before_the_step")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    L = len(W)
    return dW, {L: db[L]} | {l - 1: db[l] for l in db if l > 1}


@twin("backward", "went_from_the_first_layer_up")
def _(Y, Z, A, W, activation):
    found, delta = {}, start(Y, Z, A, activation)
    for l in range(1, len(W) + 1):
        if l != len(W):
            delta = np.dot(delta, W[l + 1]) * slopes(activation[l], Z[l])
        found[l] = delta
    return gradients(found, A)


@twin("backward", "asked_for_an_error_not_yet_made")
def _(Y, Z, A, W, activation):
    found = {len(W): start(Y, Z, A, activation)}
    for l in sorted(W)[:-1]:
        found[l] = (found[l + 1] @ W[l + 1]) * slopes(activation[l], Z[l])
    return gradients(found, A)


@twin("backward", "asked_for_a_layer_above_the_last")
def _(Y, Z, A, W, activation):
    return W[len(A)]


@twin("backward", "asked_for_the_key_minus_1")
def _(Y, Z, A, W, activation):
    return Z[-1] - Y


@twin("backward", "put_layers_into_lists")
def _(Y, Z, A, W, activation):
    places = [None for _ in W]
    places[max(W)] = Y
    return places


@twin("backward", "returned_two_empty_dicts")
def _(Y, Z, A, W, activation):
    return tuple({l: W[l] for l in range(len(W), 0)} for _ in range(2))


@twin("backward", "left_out_the_output_layer")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    return tuple({l: each[l] for l in range(1, len(W))} for each in (dW, db))


@twin("backward", "kept_the_first_layer_only")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    return tuple({min(W): each[min(W)]} for each in (dW, db))


@twin("backward", "returned_the_arrays_of_the_first_layer")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    return tuple(each[min(W)] for each in (dW, db))


@twin("backward", "counted_the_layers_from_two")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    return tuple(dict(enumerate(each.values(), start=2)) for each in (dW, db))


@twin("backward", "numbered_the_layers_from_the_output")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    return tuple(
        dict(zip(W, [each[l] for l in sorted(W, reverse=True)], strict=True))
        for each in (dW, db)
    )


@twin("backward", "wrote_the_layers_as_words")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    return tuple({f"{l}": each[l] for l in each} for each in (dW, db))


@twin("backward", "put_letters_into_the_keys")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    return tuple(
        {letter + str(l): each[l] for l in W} for letter, each in (("W", dW), ("b", db))
    )


@twin("backward", "used_one_dict_for_both_and_kept_weights")
def _(Y, Z, A, W, activation):
    dW, _db = whole(Y, Z, A, W, activation)
    return (dW,) * 2


@twin("backward", "used_one_dict_for_both_and_kept_biases")
def _(Y, Z, A, W, activation):
    _dW, db = whole(Y, Z, A, W, activation)
    return (db,) * 2


@twin("backward", "returned_the_weights_only")
def _(Y, Z, A, W, activation):
    dW, _db = whole(Y, Z, A, W, activation)
    return {l: dW[l] for l in W}


@twin("backward", "paired_the_gradients_of_a_layer")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    return dict(zip(sorted(W), zip(dW.values(), db.values(), strict=True), strict=True))


@twin("backward", "put_both_into_a_dict")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    return dict([("dW", dW), ("db", db)])


@twin("backward", "returned_moved_weights")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    return {l: np.subtract(W[l], dW[l]) for l in dW}, db


@twin("backward", "subtracted_in_the_outputs")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    np.subtract(A[max(A)], Y, out=A[max(A)])
    return dW, db


@twin("backward", "moved_the_weights_at_the_end")
def _(Y, Z, A, W, activation):
    dW, db = whole(Y, Z, A, W, activation)
    for l, gradient in dW.items():
        np.subtract(W[l], gradient, out=W[l])
    return dW, db
