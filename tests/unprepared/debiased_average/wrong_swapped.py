# beta weighs the new vector and 1 - beta the old average
import numpy as np


def debiased_average(X, beta):
    avg = np.zeros_like(X[0])
    out = []
    for i in range(len(X)):
        avg = avg + beta * (X[i] - avg)
        out.append(avg / (1 - beta ** (i + 1)))
    return np.array(out)
