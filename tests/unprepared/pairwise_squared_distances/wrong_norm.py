# norms not squared in the expansion
import numpy as np


def pairwise_squared_distances(A, B):
    nA = np.linalg.norm(A, axis=1).reshape(-1, 1)
    nB = np.linalg.norm(B, axis=1).reshape(1, -1)
    return nA + nB - 2 * (A @ B.T)
