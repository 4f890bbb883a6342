# sums over the points of B instead of over the coordinates: shape (N, D)
import numpy as np


def pairwise_squared_distances(A, B):
    diff = A[:, None] - B[None]
    return (diff ** 2).sum(axis=1)
