"""The oracle: central differences of a scalar that the check itself defines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

STEP = float(np.cbrt(np.finfo(np.float64).eps))


def central_difference(f: Callable[[Any], float], x: Any) -> Any:
    r"""Differentiate a scalar function numerically, one element at a time.

    .. math:: \frac{\partial f}{\partial x_i} \approx
        \frac{f(x + h e_i) - f(x - h e_i)}{(x_i + h) - (x_i - h)}

    Parameters
    ----------
    f : callable
        Takes a value like `x`, gives a float.
    x : float, ndarray or dict of ndarray
        Where to differentiate. Upcast to float64.

    Returns
    -------
    float, ndarray or dict of ndarray
        The derivative, in the type and the shape of `x`.

    Notes
    -----
    The step is :math:`h = \sqrt[3]{\epsilon} \max(1, |x_i|)`, which balances truncation
    against round-off; the difference is divided by the step that was realised. Source:
    Press et al., *Numerical Recipes* (2007), section 5.7.

    Examples
    --------
    >>> round(central_difference(lambda x: x**3, 2.0), 6)
    12.0
    """
    if isinstance(x, dict):
        return {key: _inside(f, x, key) for key in x}
    if np.ndim(x) == 0:
        at = np.array([x], dtype=np.float64)
        return float(_elementwise(lambda v: f(float(v[0])), at)[0])
    return _elementwise(f, np.array(x, dtype=np.float64))


def _inside(f: Callable[[Any], float], x: dict[Any, Any], key: Any) -> Any:
    return central_difference(lambda value: f({**x, key: value}), x[key])


def _elementwise(f: Callable[[Any], float], x: np.ndarray) -> np.ndarray:
    gradient = np.empty_like(x)
    for index in np.ndindex(*x.shape):
        here = x[index]
        h = STEP * max(1.0, abs(float(here)))
        x[index] = up = here + h
        f_up = f(x.copy())
        x[index] = down = here - h
        f_down = f(x.copy())
        x[index] = here
        gradient[index] = (f_up - f_down) / (up - down)
    return gradient


def derivative(scalar: Callable[..., float], wrt: int) -> Callable[..., Any]:
    """Make an oracle: the derivative of a scalar with respect to one argument.

    Parameters
    ----------
    scalar : callable
        Takes the arguments of the case, gives a float.
    wrt : int
        Position of the argument to differentiate by.

    Returns
    -------
    callable
        Takes the arguments of the case, gives the derivative in the shape of that
        argument.

    Examples
    --------
    >>> oracle = derivative(lambda a, b: a * b**2, wrt=1)
    >>> round(oracle(5.0, 3.0), 6)
    30.0
    """

    def oracle(*args: Any) -> Any:
        def at(value: Any) -> float:
            return float(scalar(*args[:wrt], value, *args[wrt + 1 :]))

        return central_difference(at, args[wrt])

    return oracle
