# adds the correction through r instead of subtracting it
import numpy as np


def rms_norm_backward(dY, X, gamma, epsilon):
    N, D = X.shape
    dX = np.empty((N, D))
    dgamma = np.zeros(D)
    for n in range(N):
        r = np.sqrt(sum(X[n, d] ** 2 for d in range(D)) / D + epsilon)
        inner = sum(dY[n, d] * gamma[d] * X[n, d] for d in range(D))
        for d in range(D):
            dX[n, d] = dY[n, d] * gamma[d] / r + X[n, d] * inner / (D * r ** 3)
            dgamma[d] += dY[n, d] * X[n, d] / r
    return dX, dgamma
