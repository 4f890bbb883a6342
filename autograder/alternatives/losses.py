"""Unusual right answers to the exercises of the module losses."""

import math

import numpy as np

from autograder.alternatives.model import right
from solutions import Array


@right("mse")
def with_an_inner_product(A: Array, Y: Array) -> object:
    """Multiply the flat error vector by itself."""
    D = (A - Y).ravel()
    return D @ D / 2 / A.shape[0]


@right("mse")
def with_the_binomial_formula(A: Array, Y: Array) -> object:
    """Expand the square into three sums."""
    squares = np.einsum("ij,ij->", A, A) - 2 * np.vdot(A, Y) + np.linalg.norm(Y) ** 2
    return float(squares) / (2 * len(A))


@right("mse")
def with_a_trace(A: Array, Y: Array) -> object:
    """Take the mean of the diagonal of the errors' Gram matrix."""
    D = Y - A
    return np.mean(np.diag(D @ D.T)) * 0.5


@right("mse")
def with_two_loops(A: Array, Y: Array) -> object:
    """Go through the elements one at a time."""
    total = 0.0
    for a, y in zip(A, Y, strict=True):
        for k in range(len(a)):
            total += (a[k] - y[k]) ** 2
    return 0.5 * total / A.shape[0]


@right("mse_gradient")
def row_by_row(A: Array, Y: Array) -> object:
    """Build the gradient from a list of rows; the 2 and the half cancel."""
    return np.array([2 * (a - y) / (2 * len(A)) for a, y in zip(A, Y, strict=True)])


@right("mse_gradient")
def with_a_diagonal_matrix(A: Array, Y: Array) -> object:
    """Scale the rows by a diagonal matrix."""
    return np.diag(np.full(len(A), 1 / len(A))) @ (A - Y)


@right("mse_gradient")
def one_number_at_a_time(A: Array, Y: Array) -> object:
    """Fill the gradient element by element."""
    G = np.empty(A.shape)
    for i, j in np.ndindex(*A.shape):
        G[i, j] = math.fsum([A[i, j], -Y[i, j]]) / A.shape[0]
    return G


@right("mse_gradient")
def on_a_copy_in_place(A: Array, Y: Array) -> object:
    """Work in place, but on a copy of the outputs."""
    G = A.copy()
    G -= Y
    G *= 1 / len(Y)
    return G


@right("binary_cross_entropy")
def with_logaddexp(Z: Array, Y: Array) -> object:
    """Let NumPy add the exponentials in the logarithmic domain."""
    each = Y * np.logaddexp(0, -Z) + (1 - Y) * np.logaddexp(0, Z)
    return each.sum(axis=1).mean()


@right("binary_cross_entropy")
def with_both_branches_computed(Z: Array, Y: Array) -> object:
    """Choose between two formulas, one of which overflows where it is not chosen."""
    below, above = np.log1p(np.exp(Z)), Z + np.log1p(np.exp(-Z))
    return (np.where(Z > 0, above, below) - Y * Z).sum() / len(Y)


@right("binary_cross_entropy")
def with_a_mask(Z: Array, Y: Array) -> object:
    """Compute the two halves of the logits apart."""
    up = Z >= 0
    cost = np.sum(np.log1p(np.exp(-Z[up])) + (1 - Y[up]) * Z[up])
    cost += np.sum(np.log1p(np.exp(Z[~up])) - Y[~up] * Z[~up])
    return cost / np.float64(len(Z))


@right("binary_cross_entropy")
def one_logit_at_a_time(Z: Array, Y: Array) -> object:
    """Go through the logits one at a time, with a case for each sign."""
    costs = []
    for z, y in zip(Z.flat, Y.flat, strict=True):
        if z > 0:
            costs.append((1 - y) * z + math.log1p(math.exp(-z)))
        else:
            costs.append(math.log1p(math.exp(z)) - y * z)
    return math.fsum(costs) / Z.shape[0]


@right("binary_cross_entropy_gradient")
def through_the_hyperbolic_tangent(Z: Array, Y: Array) -> object:
    """Write the sigmoid as a hyperbolic tangent."""
    return (0.5 - Y + 0.5 * np.tanh(0.5 * Z)) / Y.shape[0]


@right("binary_cross_entropy_gradient")
def from_both_sides(Z: Array, Y: Array) -> object:
    """Take the form of the sigmoid that does not overflow, on either side of 0."""
    small = np.exp(-np.abs(Z))
    return (np.where(Z < 0, small, 1) / (1 + small) - Y) / len(Z)


@right("binary_cross_entropy_gradient")
def term_by_term(Z: Array, Y: Array) -> object:
    """Differentiate the two terms apart, one logit at a time."""
    G = np.zeros_like(Z)
    for i, j in np.ndindex(*Z.shape):
        G[i, j] -= Y[i, j] * (1 - math.tanh(Z[i, j] / 2)) / 2
        G[i, j] += (1 - Y[i, j]) * (1 + math.tanh(Z[i, j] / 2)) / 2
    return G / len(G)


@right("softmax_cross_entropy")
def with_logaddexp_of_softmax_cross_entropy(Z: Array, Y: Array) -> object:
    """Let NumPy add the exponentials in the logarithmic domain."""
    costs = Y * (np.logaddexp.reduce(Z, axis=1)[:, None] - Z)
    return np.einsum("ij->", costs) / Z.shape[0]


@right("softmax_cross_entropy")
def with_the_row_taken_out(Z: Array, Y: Array) -> object:
    """Use that the targets of a row add up to 1: the log-sum-exp comes once a row."""
    top = Z.max(axis=1)
    log_sum = top + np.log(np.exp((Z.T - top).T).sum(axis=1))
    return np.mean(log_sum - (Y * Z).sum(axis=1))


@right("softmax_cross_entropy")
def by_recursion_over_the_classes(Z: Array, Y: Array) -> object:
    """Fold the classes into the log-sum-exp, one at a time."""

    def log_sum_exp(columns: Array) -> Array:
        if len(columns) == 1:
            return columns.ravel()
        return np.logaddexp(columns[:1].ravel(), log_sum_exp(columns[1:]))

    return -((Z.T - log_sum_exp(Z.T)) * Y.T).sum() / len(Y)


@right("softmax_cross_entropy")
def one_row_at_a_time(Z: Array, Y: Array) -> object:
    """Go through rows and classes with plain Python numbers."""
    cost = 0.0
    for scores, targets in zip(Z.tolist(), Y.tolist(), strict=True):
        top = max(scores)
        log_sum = math.log(math.fsum(math.exp(z - top) for z in scores))
        cost += sum(
            y * (top - z + log_sum) for y, z in zip(targets, scores, strict=True)
        )
    return cost / len(Z)
