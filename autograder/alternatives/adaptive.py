"""Unusual right answers to the exercises of the module adaptive."""

import math

import numpy as np

from autograder.alternatives.model import State, right
from solutions import Array
from solutions.adaptive import adam_step


def means(
    grad: Array, state: State, beta1: float, beta2: float
) -> tuple[int, Array, Array]:
    """Give t and the two means before their correction."""
    m = beta1 * state.get("m", 0.0) + (1.0 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1.0 - beta2) * grad**2
    return state.get("t", 0) + 1, m, v


@right("rmsprop_step")
def as_a_weighted_average(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta: float = 0.9,
    eps: float = 1e-8,
) -> object:
    """Let NumPy weigh the old mean and the new square."""
    old = state["s"] if "s" in state else np.zeros(theta.shape)
    s = np.average([old, np.square(grad)], axis=0, weights=[beta, 1.0 - beta])
    return theta - grad * (eta / (s**0.5 + eps)), {"s": s}


@right("rmsprop_step")
def moved_a_part_of_the_way(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta: float = 0.9,
    eps: float = 1e-8,
) -> object:
    """Move the old mean a part of the way towards the new square."""
    s = state.get("s", 0.0 * grad).copy()
    s += (1.0 - beta) * (grad * grad - s)
    step = np.divide(grad, eps + np.sqrt(s))
    return np.subtract(theta, np.multiply(eta, step)), {"s": s}


@right("adam_step")
def parameter_by_parameter(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """Work on copies, one parameter after the other."""
    t = int(state["t"]) + 1 if state else 1
    m = state["m"].copy() if state else np.zeros(theta.shape)
    v = state["v"].copy() if state else np.zeros(theta.shape)
    moved = theta.copy()
    for i in np.ndindex(theta.shape):
        m[i] += (1.0 - beta1) * (grad[i] - m[i])
        v[i] += (1.0 - beta2) * (grad[i] * grad[i] - v[i])
        size = (v[i] / (1.0 - beta2**t)) ** 0.5 + eps
        moved[i] -= eta * m[i] / (1.0 - beta1**t) / size
    return moved, {"v": v, "m": m, "t": float(t)}


@right("adam_step")
def corrected_the_rate(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """Put both corrections into the learning rate and into epsilon."""
    t, m, v = means(grad, state, beta1, beta2)
    root = (1.0 - beta2**t) ** 0.5
    rate = eta * root / (1.0 - beta1**t)
    return theta - rate * m / (np.sqrt(v) + eps * root), {"t": t, "m": m, "v": v}


@right("adamw_step")
def shrunk_first(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    lmbda: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """Let the parameters shrink first: the step of Adam does not look at them."""
    return adam_step((1.0 - lmbda) * theta, grad, state, eta, beta1, beta2, eps)


@right("adamw_step")
def all_in_one(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    lmbda: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """Write the whole step out."""
    t, m, v = means(grad, state, beta1, beta2)
    ratio = m / (1.0 - beta1**t) / (eps + (v / (1.0 - beta2**t)) ** 0.5)
    return theta * (1.0 - lmbda) - eta * ratio, {"t": t, "m": m, "v": v}


@right("learning_rate_schedule")
def chosen_by_numpy(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Compute both halves and let NumPy choose, which gives an array without axes."""
    share = np.clip((t - warmup) / (total - warmup), 0.0, 1.0)
    down = floor + 0.5 * (peak - floor) * (1.0 + np.cos(np.pi * share))
    return np.where(t <= warmup, peak * t / max(warmup, 1), down)


@right("learning_rate_schedule")
def interpolated(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Let NumPy interpolate the warm-up and the angle."""
    if warmup and t <= warmup:
        return np.interp(t, [0, warmup], [0.0, peak])
    angle = np.interp(t, [warmup, total], [0.0, np.pi])
    return (peak + floor) / 2.0 + (peak - floor) / 2.0 * np.cos(angle)


@right("learning_rate_schedule")
def through_the_sine_of_half(
    t: int, peak: float, warmup: int, total: int, floor: float = 0.0
) -> object:
    """Take the square of a sine, which is half of one minus a cosine."""
    if t >= total:
        return floor
    if t < warmup:
        return t * (peak / warmup)
    down = math.sin(math.pi / 2.0 * (t - warmup) / (total - warmup)) ** 2
    return peak - (peak - floor) * down
