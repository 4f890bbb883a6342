# the length takes the mean of the squares instead of their sum
import numpy as np


def cosine_similarity(A, B, epsilon):
    rms_a = np.sqrt(np.mean(A ** 2, axis=-1, keepdims=True) + epsilon)
    rms_b = np.sqrt(np.mean(B ** 2, axis=-1, keepdims=True) + epsilon)
    return (A / rms_a).dot((B / rms_b).T)
