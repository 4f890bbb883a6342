"""Chapter 02, softmax: the mistakes written a second time."""

import math

import numpy as np

from tests.twins.model import combination, twin


def stable(row):
    """Give the shares of one row, as a list."""
    powers = [math.exp(z - max(row)) for z in row]
    return [p / sum(powers) for p in powers]


@twin("softmax", "overflows_for_large_scores")
def _(Z):
    return np.stack([np.exp(row) / np.exp(row).sum() for row in Z])


@twin("softmax", "one_sum_for_the_batch")
def _(Z):
    powers = [[math.exp(z - max(row)) for z in row] for row in Z]
    total = sum(map(sum, powers))
    return np.array([[p / total for p in row] for row in powers])


@twin("softmax", "normalised_the_columns")
def _(Z):
    return np.array([stable(column) for column in Z.T]).T


@twin("softmax", "shifted_by_the_largest_of_the_batch")
def _(Z):
    largest = sorted(Z.ravel())[-1]
    rows = []
    for row in Z:
        e = np.array([math.exp(z - largest) for z in row])
        rows.append(e / e.sum())
    return np.array(rows)


@twin("softmax", "shifted_by_too_little")
def _(Z):
    e = np.exp(Z - np.mean(Z, axis=1)[:, None])
    return e / e.sum(axis=1)[:, None]


@twin("softmax", "shifted_by_too_little")
def _(Z):
    powers = [[np.exp(z - row[0]) for z in row] for row in Z]
    return np.array([np.array(p) / sum(p) for p in powers])


@twin("softmax", "shifted_by_too_little")
def _(Z):
    out = np.zeros(Z.shape)
    for i in range(len(Z)):
        e = np.exp(Z[i] - np.sort(Z[i])[0])
        out[i] = e / np.sum(e)
    return out


@twin("softmax", "never_divided")
def _(Z):
    return np.array([[math.exp(z - max(row)) for z in row] for row in Z])


@twin("softmax", "left_out_the_exponential")
def _(Z):
    return np.array([row / sum(row) for row in Z])


@twin("softmax", "turned_the_scores_round")
def _(Z):
    return np.array([stable(-row) for row in Z])


@twin("softmax", "lost_the_column")
def _(Z):
    largest = np.array([max(row) for row in Z])
    shifted = np.subtract(Z, largest)
    return np.exp(shifted) / np.sum(np.exp(shifted), 1)


@twin("softmax", "lost_the_column")
def _(Z):
    e = np.array([np.exp(row - max(row)) for row in Z])
    return e / e.sum(axis=1)


@twin("softmax", "returned_the_logarithms")
def _(Z):
    return np.array(
        [
            [
                z - max(row) - math.log(sum(math.exp(t - max(row)) for t in row))
                for z in row
            ]
            for row in Z
        ]
    )


@twin("softmax", "shifted_above_the_line_only")
def _(Z):
    rows = []
    for row in Z:
        rows.append(np.exp(row - max(row)) / sum(np.exp(row)))
    return np.array(rows)


@twin("softmax", "squashed_each_score")
def _(Z):
    return 0.5 + 0.5 * np.tanh(Z / 2)


@twin("softmax", "shifted_its_input")
def _(Z):
    for row in Z:
        row[:] = row - max(row)
    return np.array([stable(row) for row in Z])


@twin("softmax", "picked_the_largest")
def _(Z):
    return np.array([[float(z == max(row)) for z in row] for row in Z])


@twin("softmax", "one_overflowing_sum")
def _(Z):
    total = sum(np.exp(row).sum() for row in Z)
    return np.array([np.exp(row) / total for row in Z])


@twin("softmax", "took_the_batch_for_one_row")
def _(Z):
    return np.array(stable(list(Z.ravel()))).reshape(Z.shape)


@twin("softmax", "summed_the_columns")
def _(Z):
    e = np.array([np.exp(row - max(row)) for row in Z])
    return e / sum(e)


@twin("softmax", "shifted_by_the_columns")
def _(Z):
    shifted = np.array([column - max(column) for column in Z.T]).T
    return np.array([np.exp(row) / sum(np.exp(row)) for row in shifted])


@twin("softmax", "divided_by_the_largest")
def _(Z):
    return np.array([stable(row / max(row)) for row in Z])


@twin("softmax", "added_the_largest")
def _(Z):
    return np.array([np.exp(r + max(r)) / sum(np.exp(r + max(r))) for r in Z])


@twin("softmax", "shifted_by_the_largest_size")
def _(Z):
    shifted = [row - np.linalg.norm(row, np.inf) for row in Z]
    return np.array([np.exp(row) / np.exp(row).sum() for row in shifted])


@twin("softmax", "exponentials_alone")
def _(Z):
    return np.power(math.e, Z)


@twin("softmax", "divided_by_the_mean")
def _(Z):
    return np.array([stable(row) for row in Z]) * Z.shape[1]


@twin("softmax", "summed_before_the_exponential")
def _(Z):
    return np.array([np.exp(row) / np.exp(np.sum(row)) for row in Z])


@twin("softmax", "divided_by_the_sum_of_the_scores")
def _(Z):
    return np.array([[math.exp(z - max(row)) / sum(row) for z in row] for row in Z])


@twin("softmax", "squashed_then_divided")
def _(Z):
    s = np.exp(-np.logaddexp(0, -Z))
    return np.array([row / np.sum(row) for row in s])


@twin("softmax", "named_the_winner")
def _(Z):
    return np.array([list(row).index(max(row)) for row in Z])


@twin("softmax", "stopped_after_the_first_row")
def _(Z):
    out = np.zeros_like(Z)
    for i, row in enumerate(Z):
        out[i] = stable(row)
        return out


@twin("softmax", "put_zeros_where_it_overflows")
def _(Z):
    shares = np.array([np.exp(row) / sum(np.exp(row)) for row in Z])
    return np.where(np.isnan(shares), 0, shares)


@twin("softmax", "logarithm_of_an_overflow")
def _(Z):
    return np.array([np.exp(row - np.log(sum(np.exp(row)))) for row in Z])


@twin("softmax", "shifted_without_the_exponential")
def _(Z):
    rows = [row - max(row) for row in Z]
    return np.array([row / sum(row) for row in rows])


@twin("softmax", "added_one_below_the_line")
def _(Z):
    powers = [[math.exp(z - max(row)) for z in row] for row in Z]
    return np.array([[p / (sum(row) + 1) for p in row] for row in powers])


@twin("softmax", "left_itself_out_of_the_sum")
def _(Z):
    e = np.array([np.exp(row - max(row)) for row in Z])
    return e / (e @ np.ones((Z.shape[1], Z.shape[1])) - e)


@twin("softmax", "subtracted_after_the_exponential")
def _(Z):
    rows = [np.exp(row) - np.exp(max(row)) for row in Z]
    return np.array([row / sum(row) for row in rows])


@twin("softmax", "divided_after_the_exponential")
def _(Z):
    rows = [np.exp(row) / max(np.exp(row)) for row in Z]
    return np.array([row / sum(row) for row in rows])


@combination("softmax", "normalised_the_columns", "overflows_for_large_scores")
def _(Z):
    return np.exp(Z) / np.exp(Z).sum(axis=0)


@combination("softmax", "turned_the_scores_round", "never_divided")
def _(Z):
    return np.exp(np.min(Z, axis=1)[:, None] - Z)


@combination("softmax", "one_sum_for_the_batch", "normalised_the_columns")
def _(Z):
    e = np.exp(Z - Z.max(axis=0))
    return e / e.sum()
