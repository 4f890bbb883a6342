# sums the differences first and squares after
import numpy as np


def pairwise_squared_distances(A, B):
    N, M = A.shape[0], B.shape[0]
    out = np.empty((N, M))
    for i in range(N):
        for j in range(M):
            out[i, j] = np.sum(A[i] - B[j]) ** 2
    return out
