# returns the cosine distance, one minus the similarity
import numpy as np


def cosine_similarity(A, B, epsilon):
    rows = []
    for a in A:
        la = np.sqrt(a @ a + epsilon)
        rows.append([1 - (a @ b) / (la * np.sqrt(b @ b + epsilon)) for b in B])
    return np.array(rows)
