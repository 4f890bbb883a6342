import numpy as np


def cosine_similarity(A, B, epsilon):
    """The cosine similarity of each row of A with each row of B.

    A: (M, D) and B: (N, D), vectors of D numbers, one a row.
    epsilon: a small positive number, added to a row's sum of squares under the
    square root, so that a row of zeros divides by no zero.

    A row's length is the square root of its sum of squares plus epsilon; the
    similarity of two rows is their inner product over the product of their lengths.

    Returns S (M, N): S[i, j] is the similarity of A[i] and B[j].
    """
    A_unit = A / np.sqrt((A ** 2).sum(axis=1, keepdims=True) + epsilon)
    B_unit = B / np.sqrt((B ** 2).sum(axis=1, keepdims=True) + epsilon)
    return A_unit @ B_unit.T
