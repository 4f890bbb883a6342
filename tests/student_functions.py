"""Functions of later chapters as a student would write them, for the widgets' tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def numerical_gradient(f: Callable[[Any], float], x: Any, h: float = 1e-5) -> Any:
    gradient = np.empty_like(x)
    for i in np.ndindex(*x.shape):
        up, down = x.copy(), x.copy()
        up[i] += h
        down[i] -= h
        gradient[i] = (f(up) - f(down)) / (2 * h)
    return gradient


def gradient_step(theta: Any, grad: Any, eta: float) -> Any:
    return theta - eta * grad


def momentum_step(theta: Any, grad: Any, state: Any, eta: float, mu: float) -> Any:
    v = mu * state.get("v", 0.0) - eta * grad
    return theta + v, {"v": v}


def nesterov_step(theta: Any, grad: Any, state: Any, eta: float, mu: float) -> Any:
    v = mu * state.get("v", 0.0) - eta * grad
    return theta + mu * v - eta * grad, {"v": v}


def rmsprop_step(theta: Any, grad: Any, state: Any, eta: float, rho: float) -> Any:
    s = rho * state.get("s", 0.0) + (1 - rho) * grad**2
    return theta - eta * grad / (np.sqrt(s) + 1e-8), {"s": s}


def adam_step(
    theta: Any, grad: Any, state: Any, eta: float, beta1: float, beta2: float
) -> Any:
    t = state.get("t", 0) + 1
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    s = beta2 * state.get("s", 0.0) + (1 - beta2) * grad**2
    step = eta * m / (1 - beta1**t) / (np.sqrt(s / (1 - beta2**t)) + 1e-8)
    return theta - step, {"t": t, "m": m, "s": s}
