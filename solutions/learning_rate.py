"""Chapter 07: how far to step."""

import numpy as np

from solutions import Array


def largest_stable_learning_rate(H: Array) -> float:
    r"""Give the learning rate above which descent on a quadratic runs away.

    .. math:: C(\theta) = \tfrac{1}{2} \theta^T H \theta, \qquad
        \eta_{\max} = \frac{2}{\lambda_{\max}(H)}

    Parameters
    ----------
    H : ndarray, shape (n, n)
        The curvature: the symmetric matrix of second derivatives. All its eigenvalues
        are positive.

    Returns
    -------
    float
        Below it, gradient descent reaches the minimum from everywhere; above it, from
        almost nowhere.

    Notes
    -----
    Source: LeCun, Bottou, Orr and Müller, "Efficient BackProp" (1998), section 5.

    Examples
    --------
    >>> float(largest_stable_learning_rate(np.diag([1.0, 4.0])))
    0.5
    """
    return 2.0 / np.linalg.eigvalsh(H)[-1]
