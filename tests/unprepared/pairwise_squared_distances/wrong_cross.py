# the cross term without its factor 2
import numpy as np


def pairwise_squared_distances(A, B):
    sq_A = np.sum(A * A, axis=1, keepdims=True)
    sq_B = np.sum(B * B, axis=1)
    return sq_A - np.dot(A, B.T) + sq_B
