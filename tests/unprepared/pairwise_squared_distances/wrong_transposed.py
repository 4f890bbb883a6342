# rows for B and columns for A: shape (M, N)
import numpy as np


def pairwise_squared_distances(A, B):
    cross = B @ A.T
    norms_a = np.sum(A ** 2, axis=1)
    norms_b = np.sum(B ** 2, axis=1)
    return norms_b[:, None] - 2 * cross + norms_a
