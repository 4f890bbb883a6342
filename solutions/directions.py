"""Chapter 05: accept or reject a gradient by random directions."""

from collections.abc import Callable

import numpy as np

from solutions import Array


def directional_check(
    f: Callable[[Array], float],
    gradient: Array,
    x: Array,
    rng: np.random.Generator,
    directions: int = 20,
    tolerance: float = 1e-6,
    h: float = 1e-8,
) -> bool:
    r"""Say whether a gradient agrees with the rise of f along random directions.

    .. math:: \left| f(x + h v) - f(x - h v) - 2 h \, g \cdot v \right|
        \le 2 h \, \|g\| \cdot \text{tolerance} + \text{round-off},
        \qquad v_i = \pm 1 \text{ at random}

    Parameters
    ----------
    f : callable
        Takes an array of the shape of `x`, gives a float. It is called twice for each
        direction, however many elements `x` has.
    gradient : ndarray, shape of x
        The gradient g to be checked.
    x : ndarray, any shape
        Where it was computed. It stays as it is.
    rng : numpy.random.Generator
        Draws the signs.
    directions : int
        How many directions have to agree. The first that does not ends the check.
    tolerance : float
        The largest error that is right, relative to the norm of the gradient.
    h : float
        How far each element moves to each side.

    Returns
    -------
    bool
        True if the gradient passes. A gradient that holds NaN does not.

    Notes
    -----
    Let e be what the gradient is wrong by. A direction shows :math:`e \cdot v`. If one
    element alone is wrong, that is :math:`\pm e_i`: every direction shows it. If
    several are, turn the sign of the one that is most wrong. The sum moves by
    :math:`2 |e_i|`, so before or after, both equally likely, it is :math:`|e_i|` or
    more in size. So each direction shows the largest error with probability 1/2 or
    more, and all of 20 miss it with probability :math:`2^{-20}` or less.

    What is found: an element wrong by more than the tolerance times :math:`\|g\|`. In
    10,000 elements of equal size each is 0.01 of the norm, so one that is wrong by
    0.0001 of itself is found, give or take the round-off. That is the worst part of the
    budget: f is known to some :math:`\epsilon |f|`, the slope to
    :math:`\epsilon |f| / h`, which is 2e-8 for an f of 1, a fiftieth of the tolerance
    where the norm is 1. Four roundings of each value are allowed beside the tolerance,
    so that a right gradient passes where f is large and its slopes small. Truncation is
    a thousand times less than the round-off.

    The step is smaller than that of ``numerical_gradient`` because all elements move at
    once: in a network of thousands of ReLU neurons a larger step crosses a kink. A
    smooth f allows ``h=1e-6, tolerance=1e-8``, which finds errors a hundred times
    smaller.

    Examples
    --------
    >>> x, rng = np.array([1.0, -3.0]), np.random.default_rng(1)
    >>> directional_check(lambda x: np.sum(x**2), np.array([2.0, -6.0]), x, rng)
    True
    >>> directional_check(lambda x: np.sum(x**2), np.array([2.0, -6.001]), x, rng)
    False
    """
    size = np.linalg.norm(gradient)
    for _ in range(directions):
        v = rng.choice([-1.0, 1.0], x.shape)
        ahead, behind = x + h * v, x - h * v
        up, down = f(ahead), f(behind)
        error = abs(up - down - np.sum(gradient * (ahead - behind)))
        round_off = 4 * np.finfo(float).eps * (abs(up) + abs(down))
        if not error <= 2 * h * size * tolerance + round_off:
            return False
    return True
