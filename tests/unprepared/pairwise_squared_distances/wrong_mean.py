# averages over the coordinates instead of summing
import numpy as np


def pairwise_squared_distances(A, B):
    difference = A[:, np.newaxis, :] - B[np.newaxis, :, :]
    return np.mean(difference ** 2, axis=2)
