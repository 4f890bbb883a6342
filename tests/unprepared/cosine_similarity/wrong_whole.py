# divides by the length of the whole matrix instead of each row's
import numpy as np


def cosine_similarity(A, B, epsilon):
    size_a = np.sqrt(np.sum(A ** 2) + epsilon)
    size_b = np.sqrt(np.sum(B ** 2) + epsilon)
    S = np.empty((len(A), len(B)))
    for i in range(len(A)):
        for j in range(len(B)):
            S[i, j] = np.sum(A[i] * B[j]) / (size_a * size_b)
    return S
