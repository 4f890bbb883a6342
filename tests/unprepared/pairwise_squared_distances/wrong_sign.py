# adds the cross term instead of subtracting it
import numpy as np


def pairwise_squared_distances(A, B):
    dots = np.einsum('id,jd->ij', A, B)
    aa = np.einsum('id,id->i', A, A)
    bb = np.einsum('jd,jd->j', B, B)
    return aa[:, None] + 2 * dots + bb[None, :]
