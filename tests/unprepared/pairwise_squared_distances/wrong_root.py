# returns the distances, not their squares
import numpy as np


def pairwise_squared_distances(A, B):
    D = np.zeros((len(A), len(B)))
    for i, a in enumerate(A):
        for j, b in enumerate(B):
            D[i, j] = np.linalg.norm(a - b)
    return D
