# divides by 1 - beta at every time: the power t is forgotten
import numpy as np


def debiased_average(X, beta):
    T = X.shape[0]
    averages = np.empty_like(X)
    current = np.zeros(X.shape[1])
    for i in range(T):
        current = (1 - beta) * X[i] + beta * current
        averages[i] = current
    return averages / (1 - beta)
