"""The backward pass in steps, apart from the reference library."""

import numpy as np

from tests.twins.slopes import slopes


def start(Y, Z, A, activation):
    """Give the error of the output layer."""
    L = max(A)
    factor = 1.0 if activation[L] == "softmax" else slopes(activation[L], Z[L])
    return factor * (A[L] - Y) / Y.shape[0]


def errors(Z, W, activation, delta, *, at=None):
    """Carry the error of the output back, and give the error of every layer."""
    at = at or Z
    found = {len(W): delta}
    for l in sorted(W, reverse=True)[1:]:
        carried = np.array([W[l + 1].T @ row for row in found[l + 1]])
        found[l] = slopes(activation[l], at[l]) * carried
    return found


def gradients(found, A, *, below=1):
    """Multiply the errors out, one example at a time."""
    dW, db = {}, {}
    for l, delta in sorted(found.items()):
        pairs = list(zip(delta, A[l - below], strict=True))
        dW[l] = sum(np.outer(d, a) for d, a in pairs)
        db[l] = np.einsum("ij->j", delta)
    return dW, db


def whole(Y, Z, A, W, activation):
    delta = start(Y, Z, A, activation)
    return gradients(errors(Z, W, activation, delta), A)


def map_layers(of, *dicts):
    return tuple({l: of(value) for l, value in each.items()} for each in dicts)
