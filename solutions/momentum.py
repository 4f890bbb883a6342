"""Chapter 08: steps that remember the steps before.

Every step takes the parameters, their gradient and the state that the step before
returned (an empty dict at first), and gives new parameters and a new state.
"""

import numpy as np

from solutions import Array


def momentum_step(
    theta: Array,
    grad: Array,
    state: dict[str, Array | float],
    eta: float,
    mu: float = 0.9,
) -> tuple[Array, dict[str, Array | float]]:
    r"""Let the step carry the gradients of the past, the older ones weaker.

    .. math:: v_t = \mu \, v_{t-1} - \eta \, g_t, \qquad
        \theta_t = \theta_{t-1} + v_t, \qquad v_0 = 0

    Parameters
    ----------
    theta : ndarray, any shape
        :math:`\theta_{t-1}`, the parameters.
    grad : ndarray, shape of theta
        :math:`g_t`, the gradient of the cost at :math:`\theta_{t-1}`.
    state : dict
        Empty before the first step, then what the step before returned: ``'v'``.
    eta : float
        Learning rate.
    mu : float
        How much of the velocity is kept, from 0 to below 1.

    Returns
    -------
    theta : ndarray
        :math:`\theta_t`, in a new array.
    state : dict
        A new one: the velocity :math:`v_t` under ``'v'``.

    Notes
    -----
    Source: Sutskever et al., "On the importance of initialization and momentum in deep
    learning" (2013), equations 1 and 2. The learning rate stands inside the velocity.

    Examples
    --------
    >>> theta, state = momentum_step(np.array([1.0]), np.array([2.0]), {}, 0.5)
    >>> theta, state
    (array([0.]), {'v': array([-1.])})
    """
    v = mu * state.get("v", 0.0) - eta * grad
    return theta + v, {"v": v}


def nesterov_step(
    theta: Array,
    grad: Array,
    state: dict[str, Array | float],
    eta: float,
    mu: float = 0.9,
) -> tuple[Array, dict[str, Array | float]]:
    r"""Look ahead to where the velocity leads, and take the gradient there.

    .. math:: v_t = \mu \, v_{t-1} - \eta \, g_t, \qquad
        \theta_t = \theta_{t-1} + \mu \, v_t - \eta \, g_t, \qquad v_0 = 0

    Parameters
    ----------
    theta : ndarray, any shape
        :math:`\theta_{t-1}`, the look-ahead point: the velocity is already in it.
    grad : ndarray, shape of theta
        :math:`g_t`, the gradient of the cost at :math:`\theta_{t-1}`.
    state : dict
        Empty before the first step, then what the step before returned: ``'v'``.
    eta : float
        Learning rate.
    mu : float
        How much of the velocity is kept, from 0 to below 1.

    Returns
    -------
    theta : ndarray
        :math:`\theta_t`, the next look-ahead point, in a new array.
    state : dict
        A new one: the velocity :math:`v_t` under ``'v'``.

    Notes
    -----
    Source: Sutskever et al. (2013), equations 3 and 4, for a point :math:`\phi` whose
    gradient is taken at :math:`\phi_{t-1} + \mu v_{t-1}`. Here that sum is
    :math:`\theta_{t-1}`.

    Examples
    --------
    >>> theta, state = nesterov_step(np.array([1.0]), np.array([2.0]), {}, 0.5, 0.5)
    >>> theta, state
    (array([-0.5]), {'v': array([-1.])})
    """
    v = mu * state.get("v", 0.0) - eta * grad
    return theta + mu * v - eta * grad, {"v": v}


def best_rate_and_momentum(h_min: float, h_max: float) -> tuple[float, float]:
    r"""Give the learning rate and the momentum that are fastest on a bowl.

    .. math:: \eta h_{\min} = (1 - \sqrt\mu)^2, \qquad
        \eta h_{\max} = (1 + \sqrt\mu)^2

    Parameters
    ----------
    h_min, h_max : float
        The smallest and the largest curvature of the bowl, both above 0; they may be
        equal.

    Returns
    -------
    eta : float
        Learning rate.
    mu : float
        How much of the velocity is kept, from 0 to below 1.

    Notes
    -----
    Source: Polyak, "Some methods of speeding up the convergence of iteration methods"
    (1964).

    Examples
    --------
    >>> eta, mu = best_rate_and_momentum(1.0, 9.0)
    >>> float(eta), float(mu)
    (0.25, 0.25)
    """
    low, high = np.sqrt(h_min), np.sqrt(h_max)
    eta = 4.0 / (low + high) ** 2
    root = (high - low) / (high + low)
    return eta, root**2
