# the lengths are those of the columns (axis 0), not of the rows
import numpy as np


def cosine_similarity(A, B, epsilon):
    U = A / np.sqrt(np.square(A).sum(axis=0) + epsilon)
    V = B / np.sqrt(np.square(B).sum(axis=0) + epsilon)
    return np.einsum('id,jd->ij', U, V)
