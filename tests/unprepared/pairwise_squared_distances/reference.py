import numpy as np


def pairwise_squared_distances(A, B):
    """The squared Euclidean distance of every point of A to every point of B.

    A (N, D): N points, one a row. B (M, D): M points in the same space.

    Returns an array of shape (N, M): entry (i, j) is the squared distance between row i
    of A and row j of B. Expand the square, so that no array of shape (N, M, D) is needed.
    """
    a = (A ** 2).sum(axis=1)[:, None]
    b = (B ** 2).sum(axis=1)[None, :]
    return a + b - 2 * A @ B.T
