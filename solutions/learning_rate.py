"""Chapter 07: how far to step."""

from collections.abc import Callable

import numpy as np

from solutions import Array


def predict_descent(eta: float, lmbda: Array, theta0: Array, t: int) -> Array:
    r"""Say where gradient descent on a bowl is after t steps, without taking them.

    .. math:: C(\theta) = \tfrac{1}{2} \sum_i \lambda_i \theta_i^2, \qquad
        \theta_i^{(t)} = (1 - \eta \lambda_i)^t \, \theta_i^{(0)}

    Parameters
    ----------
    eta : float
        Learning rate, 0 or more.
    lmbda : ndarray, shape (n,)
        The curvature along each parameter, of either sign.
    theta0 : ndarray, shape (n,)
        Where the descent begins.
    t : int
        How many steps that is. Where it is negative, the question is where the descent
        has been so many steps before; no factor is 0 then.

    Returns
    -------
    ndarray, shape (n,)
        Where it is after step t.

    Notes
    -----
    Source: LeCun, Bottou, Orr and Müller, "Efficient BackProp" (1998), section 5.

    Examples
    --------
    >>> predict_descent(0.25, np.array([2.0, 8.0]), np.array([4.0, 1.0]), 2)
    array([1., 1.])
    """
    return (1.0 - eta * lmbda) ** t * theta0


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


def curvature_by_power_iteration(
    gradient: Callable[[Array], Array], theta: Array, rng: np.random.Generator
) -> float:
    r"""Find the largest curvature of a cost from differences of its gradient.

    .. math:: H v \approx \frac{g(\theta + h v) - g(\theta - h v)}{2h}, \qquad
        v \leftarrow \frac{H v}{\| H v \|}, \qquad \lambda = v^T H v

    Start from a random direction and repeat 30 times, with h = 0.01 and the length of
    v always 1.

    Parameters
    ----------
    gradient : callable
        Takes theta, gives the gradient of the cost there.
    theta : ndarray, shape (n,)
        Where the curvature is wanted. It stays as it is.
    rng : numpy.random.Generator
        Draws the first direction.

    Returns
    -------
    float
        The eigenvalue of the matrix of second derivatives that is largest in size,
        with its sign.

    Notes
    -----
    Source: LeCun, Simard and Pearlmutter, "Automatic learning rate maximization by
    on-line estimation of the Hessian's eigenvectors" (1993).

    Examples
    --------
    >>> bowl = lambda theta: np.array([3.0, 1.0]) * theta
    >>> rng = np.random.default_rng(1)
    >>> round(curvature_by_power_iteration(bowl, np.zeros(2), rng), 6)
    3.0
    """
    h, v = 0.01, rng.normal(size=theta.shape)
    v /= np.linalg.norm(v)
    for _ in range(30):
        Hv = (gradient(theta + h * v) - gradient(theta - h * v)) / (2.0 * h)
        curvature, v = v @ Hv, Hv / np.linalg.norm(Hv)
    return float(curvature)
