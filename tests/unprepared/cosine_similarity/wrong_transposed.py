# comes out transposed, (N, M): rows of B against rows of A
import numpy as np


def cosine_similarity(A, B, epsilon):
    len_a = np.sqrt(np.sum(A * A, axis=1) + epsilon)
    len_b = np.sqrt(np.sum(B * B, axis=1) + epsilon)
    return (B @ A.T) / np.outer(len_b, len_a)
