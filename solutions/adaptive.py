"""Chapter 09: a step size for each parameter.

Every step takes the parameters, their gradient and the state that the step before
returned (an empty dict at first), and gives new parameters and a new state.
"""

import numpy as np

from solutions import Array


def rmsprop_step(
    theta: Array,
    grad: Array,
    state: dict[str, Array | float],
    eta: float,
    beta: float = 0.9,
    eps: float = 1e-8,
) -> tuple[Array, dict[str, Array | float]]:
    r"""Divide each slope by the root of the mean square of its recent past.

    .. math:: s_t = \beta \, s_{t-1} + (1 - \beta) \, g_t^2, \qquad
        \theta_t = \theta_{t-1} - \eta \, \frac{g_t}{\sqrt{s_t} + \epsilon},
        \qquad s_0 = 0

    Parameters
    ----------
    theta : ndarray, any shape
        :math:`\theta_{t-1}`, the parameters.
    grad : ndarray, shape of theta
        :math:`g_t`, the gradient of the cost at :math:`\theta_{t-1}`. Its square is
        taken element by element.
    state : dict
        Empty before the first step, then what the step before returned: ``'s'``.
    eta : float
        Learning rate.
    beta : float
        How much of the mean square is kept, from 0 to below 1.
    eps : float
        Keeps the division from failing; it stands outside the root.

    Returns
    -------
    theta : ndarray
        :math:`\theta_t`, in a new array.
    state : dict
        A new one: the mean square :math:`s_t` under ``'s'``.

    Notes
    -----
    Source: Hinton, Srivastava and Swersky, *Neural Networks for Machine Learning*
    (2012), lecture 6e, which has no :math:`\epsilon`.

    Examples
    --------
    >>> theta, state = rmsprop_step(np.array([1.0]), np.array([2.0]), {}, 0.5, 0.75)
    >>> theta.round(6), state
    (array([0.]), {'s': array([1.])})
    """
    s = beta * state.get("s", 0.0) + (1.0 - beta) * grad**2
    return theta - eta * grad / (np.sqrt(s) + eps), {"s": s}


def adam_step(
    theta: Array,
    grad: Array,
    state: dict[str, Array | float],
    eta: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[Array, dict[str, Array | float]]:
    r"""Divide the mean of the gradients by the root of their mean square.

    .. math::
        m_t &= \beta_1 m_{t-1} + (1 - \beta_1) \, g_t, &
        \hat m_t &= \frac{m_t}{1 - \beta_1^t} \\
        v_t &= \beta_2 v_{t-1} + (1 - \beta_2) \, g_t^2, &
        \hat v_t &= \frac{v_t}{1 - \beta_2^t}

    .. math:: \theta_t = \theta_{t-1} - \eta \,
        \frac{\hat m_t}{\sqrt{\hat v_t} + \epsilon}, \qquad
        m_0 = v_0 = 0, \qquad t = 1, 2, 3, \dots

    Parameters
    ----------
    theta : ndarray, any shape
        :math:`\theta_{t-1}`, the parameters.
    grad : ndarray, shape of theta
        :math:`g_t`, the gradient of the cost at :math:`\theta_{t-1}`.
    state : dict
        Empty before the first step, then what the step before returned: ``'t'``,
        ``'m'`` and ``'v'``.
    eta : float
        Learning rate.
    beta1, beta2 : float
        How much of the mean and of the mean square is kept.
    eps : float
        Keeps the division from failing; it stands outside the root.

    Returns
    -------
    theta : ndarray
        :math:`\theta_t`, in a new array.
    state : dict
        A new one: the number of steps :math:`t` under ``'t'``, 1 after the first;
        :math:`m_t` under ``'m'``, :math:`v_t` under ``'v'``, both as they are before
        the correction.

    Notes
    -----
    Source: Kingma and Ba, "Adam: a method for stochastic optimization" (2015),
    algorithm 1.

    Examples
    --------
    >>> theta, state = adam_step(np.array([1.0]), np.array([2.0]), {}, 0.5)
    >>> theta.round(6), state["t"]
    (array([0.5]), 1)
    """
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1.0 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1.0 - beta2) * grad**2
    m_hat = m / (1.0 - beta1**t)
    v_hat = v / (1.0 - beta2**t)
    return theta - eta * m_hat / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}


def adamw_step(
    theta: Array,
    grad: Array,
    state: dict[str, Array | float],
    eta: float,
    lmbda: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[Array, dict[str, Array | float]]:
    r"""Take the step of Adam, and let every parameter decay a little beside it.

    .. math:: \theta_t = \theta_{t-1} - \eta \,
        \frac{\hat m_t}{\sqrt{\hat v_t} + \epsilon} - \lambda \, \theta_{t-1}

    The two means and their correction are those of Adam, from the gradient alone: the
    decay does not pass through them.

    Parameters
    ----------
    theta : ndarray, any shape
        :math:`\theta_{t-1}`, the parameters.
    grad : ndarray, shape of theta
        :math:`g_t`, the gradient of the cost at :math:`\theta_{t-1}`, without decay.
    state : dict
        As for ``adam_step``.
    eta : float
        Learning rate.
    lmbda : float
        The share of each parameter that decays in one step.
    beta1, beta2 : float
        How much of the mean and of the mean square is kept.
    eps : float
        Keeps the division from failing; it stands outside the root.

    Returns
    -------
    theta : ndarray
        :math:`\theta_t`, in a new array.
    state : dict
        A new one, as from ``adam_step``.

    Notes
    -----
    Source: Loshchilov and Hutter, "Decoupled weight decay regularization" (2019),
    algorithm 2. Their schedule multiplier scales :math:`\eta` and :math:`\lambda`
    alike; here it is 1.

    Examples
    --------
    >>> theta, state = adamw_step(np.array([1.0]), np.array([2.0]), {}, 0.5, 0.25)
    >>> theta.round(6)
    array([0.25])
    """
    stepped, state = adam_step(theta, grad, state, eta, beta1, beta2, eps)
    return stepped - lmbda * theta, state


def learning_rate_schedule(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> float:
    r"""Raise the learning rate in a straight line, then lower it along a cosine.

    .. math:: \eta_t = \begin{cases}
        \text{peak} \cdot \dfrac{t}{\text{warmup}} & t \le \text{warmup} \\[1ex]
        \text{floor} + \dfrac{\text{peak} - \text{floor}}{2}
        \left(1 + \cos \pi \, \dfrac{t - \text{warmup}}{\text{total} - \text{warmup}}
        \right) & \text{warmup} < t \le \text{total} \\[1ex]
        \text{floor} & t > \text{total}
        \end{cases}

    Parameters
    ----------
    t : int
        Which step this is; the first is 1.
    peak : float
        The largest learning rate, reached at the end of the warm-up.
    warmup : int
        How many steps the warm-up takes; 0 for none.
    total : int
        At which step the cosine ends: later than the warm-up.
    floor : float
        The learning rate from then on.

    Returns
    -------
    float
        :math:`\eta_t`.

    Notes
    -----
    Sources: Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm
    restarts" (2017), equation 5, for the cosine; Goyal et al., "Accurate, large
    minibatch SGD: training ImageNet in 1 hour" (2017), section 2.2, for the warm-up.

    Examples
    --------
    >>> [round(float(learning_rate_schedule(t, 1.0, 2, 6)), 3) for t in range(1, 8)]
    [0.5, 1.0, 0.854, 0.5, 0.146, 0.0, 0.0]
    """
    if t <= warmup:
        return peak * t / warmup
    progress = min((t - warmup) / (total - warmup), 1.0)
    return floor + (peak - floor) / 2.0 * (1.0 + np.cos(np.pi * progress))
