# epsilon is forgotten
import numpy as np


def cosine_similarity(A, B, epsilon):
    S = np.zeros((A.shape[0], B.shape[0]))
    for i, a in enumerate(A):
        for j, b in enumerate(B):
            S[i, j] = a @ b / (np.linalg.norm(a) * np.linalg.norm(b))
    return S
