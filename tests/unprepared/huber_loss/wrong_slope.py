# the gradient is not divided by N (the loss is)
import numpy as np


def huber_loss(P, T, delta):
    N, K = P.shape
    total = 0.0
    G = np.zeros((N, K))
    for n in range(N):
        for k in range(K):
            e = P[n, k] - T[n, k]
            if abs(e) <= delta:
                total += e * e / 2
                G[n, k] = e
            elif e > 0:
                total += delta * (e - delta / 2)
                G[n, k] = delta
            else:
                total += delta * (-e - delta / 2)
                G[n, k] = -delta
    return total / N, G
