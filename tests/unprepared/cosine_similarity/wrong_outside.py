# epsilon added to the lengths, outside the square root
import numpy as np


def cosine_similarity(A, B, epsilon):
    norm_A = np.linalg.norm(A, axis=1) + epsilon
    norm_B = np.linalg.norm(B, axis=1) + epsilon
    return A @ B.T / norm_A[:, np.newaxis] / norm_B
