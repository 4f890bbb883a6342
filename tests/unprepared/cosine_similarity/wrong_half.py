# only the rows of A are brought to length one, B's are not
import numpy as np


def cosine_similarity(A, B, epsilon):
    norms = np.sqrt(np.sum(A ** 2, axis=1, keepdims=True) + epsilon)
    A = A / norms
    return np.dot(A, B.T)
