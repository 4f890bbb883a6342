"""Unusual right answers to the exercises of the module momentum."""

import numpy as np

from autograder.alternatives.model import State, right
from solutions import Array


@right("momentum_step")
def velocity_in_units_of_the_rate(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """Keep the sum of gradients while computing, and put the rate in at the end."""
    total = grad - mu * state["v"] / eta if "v" in state else grad
    return theta - eta * total, {"v": -eta * total}


@right("momentum_step")
def one_element_at_a_time(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """Give each parameter a velocity of its own."""
    old = state.get("v", np.zeros(theta.shape))
    v = np.zeros(theta.shape)
    for i in np.ndindex(theta.shape):
        v[i] = old[i] * mu - grad[i] * eta
    return theta + v, {"v": v}


@right("momentum_step")
def copied_then_added(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """Begin with zeros and add in place, in copies."""
    v = state["v"].copy() if state else np.zeros_like(theta)
    v *= mu
    v -= eta * grad
    moved = theta.copy()
    moved += v
    return moved, dict(v=v)


@right("nesterov_step")
def collected_by_terms(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """Write the step out in the old velocity and the gradient."""
    old = state["v"] if state else 0.0 * theta
    moved = theta + mu * mu * old - (1.0 + mu) * eta * grad
    return moved, {"v": mu * old - eta * grad}


@right("nesterov_step")
def through_the_change_of_the_velocity(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """Undo the old look-ahead and make the new one, as a course on images does."""
    old = state.get("v", np.zeros(theta.shape))
    v = mu * old - eta * grad
    return theta - mu * old + (1.0 + mu) * v, {"v": v}


@right("nesterov_step")
def through_the_other_point(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """Step back to the point that does not look ahead, move it, and look again."""
    old = state.get("v", np.zeros_like(theta))
    behind = theta - mu * old
    v = mu * old - eta * grad
    return (behind + v) + mu * v, {"v": v}


@right("best_rate_and_momentum")
def by_the_condition_number(h_min: float, h_max: float) -> object:
    """Work with the root of the condition number alone."""
    kappa = (h_max / h_min) ** 0.5
    root = (kappa - 1.0) / (kappa + 1.0)
    return (1.0 - root) ** 2 / h_min, root * root


@right("best_rate_and_momentum")
def by_the_mean_of_the_roots(h_min: float, h_max: float) -> object:
    """Add the conditions for eta, and take mu from the steep one."""
    eta = ((h_min**0.5 + h_max**0.5) / 2.0) ** -2
    return eta, ((eta * h_max) ** 0.5 - 1.0) ** 2
