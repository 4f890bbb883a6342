"""Momentum and Nesterov: wrong answers that students give, and unusual right ones."""

from typing import Any

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.optimizers import momentum_step, nesterov_step

State = dict[str, Any]


def roll(state: State, grad: Array, eta: float, mu: float) -> Any:
    """Give the next velocity."""
    return mu * state.get("v", 0.0) - eta * grad


# momentum_step


@wrong(
    "momentum_step",
    hint="Take two steps with the same gradient. Is the second one longer than the "
    "first?",
)
def forgot_the_past(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """Your velocity holds the newest gradient alone, so nothing ever rolls."""
    v = -eta * grad
    return theta + v, {"v": v}


@wrong(
    "momentum_step",
    hint="Look at the factor of the gradient in the equation. Is it a mean or a sum?",
)
def averaged_instead_of_adding(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You weigh the gradient with 1 - mu, which this form of momentum does not do."""
    v = mu * state.get("v", 0.0) - (1.0 - mu) * eta * grad
    return theta + v, {"v": v}


@wrong(
    "momentum_step",
    hint="Where does the learning rate stand in the equation: in the velocity or "
    "outside it?",
)
def kept_the_rate_outside(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """Your velocity leaves the learning rate out, and only the step has it."""
    v = mu * state.get("v", 0.0) - grad
    return theta + eta * v, {"v": v}


@wrong(
    "momentum_step",
    hint="Take one step from the side of a bowl. Does the cost fall?",
)
def rolled_uphill(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You add the gradient to the velocity, so that it points up the slope."""
    v = mu * state.get("v", 0.0) + eta * grad
    return theta + v, {"v": v}


@wrong(
    "momentum_step",
    hint="The velocity has its sign already. What does the second equation do with it?",
)
def subtracted_the_velocity(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You subtract the velocity, although the minus sign is in it already."""
    v = roll(state, grad, eta, mu)
    return theta - v, {"v": v}


@wrong(
    "momentum_step",
    hint="Which velocity stands in the second equation, that of t or that of t - 1?",
)
def moved_by_the_old_velocity(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You move theta by the velocity of the step before instead of the new one."""
    return theta + state.get("v", 0.0), {"v": roll(state, grad, eta, mu)}


@wrong(
    "momentum_step",
    hint="Print the state that you return. What will the next step find in it?",
)
def returned_the_old_state(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You return the state that you were given, so the velocity never builds up."""
    return theta + roll(state, grad, eta, mu), dict(state)


@wrong(
    "momentum_step",
    hint="Look at which term of the equation mu belongs to.",
)
def braked_the_gradient(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You multiply the gradient by mu, but mu belongs to the old velocity alone."""
    v = mu * (state.get("v", 0.0) - eta * grad)
    return theta + v, {"v": v}


@wrong(
    "momentum_step",
    hint="This exercise comes before the one that looks ahead. Compare the equations.",
)
def looked_ahead(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You take the step of Nesterov, where the plain velocity is asked for."""
    return nesterov_step(theta, grad, state, eta, mu)


@wrong(
    "momentum_step",
    hint="What is in the state before the first step?",
)
def wanted_a_velocity_at_once(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    mu: float = 0.9,
) -> object:
    """You look for a velocity in the state that is empty before the first step."""
    v = mu * state["v"] - eta * grad
    return theta + v, {"v": v}


@wrong(
    "momentum_step",
    hint="Which of the two multiplies the old velocity?",
)
def swapped_mu_and_eta(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    mu: float = 0.9,
) -> object:
    """You multiply the velocity by eta and the gradient by mu, the other way round."""
    v = eta * state.get("v", 0.0) - mu * grad
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
def velocity_in_units_of_the_rate(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """Keep the sum of gradients while computing, and put the rate in at the end."""
    total = grad - mu * state["v"] / eta if "v" in state else grad
    return theta - eta * total, {"v": -eta * total}


# nesterov_step


@wrong(
    "nesterov_step",
    hint="Compare the second equation with that of momentum. Which term is new?",
)
def took_the_plain_step(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You take the step of plain momentum and never look ahead."""
    return momentum_step(theta, grad, state, eta, mu)


@wrong(
    "nesterov_step",
    hint="The second equation has three terms. Which of them is missing from yours?",
)
def left_out_the_gradient(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You look ahead but leave the gradient out of the step itself."""
    v = roll(state, grad, eta, mu)
    return theta + mu * v, {"v": v}


@wrong(
    "nesterov_step",
    hint="By which factor does the velocity enter the second equation?",
)
def looked_too_far_ahead(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You add the whole velocity where only mu times it is added."""
    v = roll(state, grad, eta, mu)
    return theta + v - eta * grad, {"v": v}


@wrong(
    "nesterov_step",
    hint="Count how often mu comes into the velocity on its way into theta.",
)
def braked_the_velocity_twice(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You multiply the velocity by mu once too often in the step."""
    v = roll(state, grad, eta, mu)
    return theta + mu**2 * v - eta * grad, {"v": v}


@wrong(
    "nesterov_step",
    hint="Which of the two equations gives what is kept for the next step?",
)
def kept_the_step_as_velocity(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You keep the whole step as the velocity, with the look ahead in it."""
    change = mu * roll(state, grad, eta, mu) - eta * grad
    return theta + change, {"v": change}


@wrong(
    "nesterov_step",
    hint="Take one step from the side of a bowl. Does the cost fall?",
)
def climbed(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You go up the slope: every sign of the gradient is turned round."""
    v = mu * state.get("v", 0.0) + eta * grad
    return theta + mu * v + eta * grad, {"v": v}


@wrong(
    "nesterov_step",
    hint="The gradient was taken at theta as it is given. Which point is that?",
)
def looked_ahead_once_more(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You add the old velocity to theta once more, but it is in there already."""
    v = roll(state, grad, eta, mu)
    ahead = theta + mu * state.get("v", 0.0)
    return ahead + mu * v - eta * grad, {"v": v}


@wrong(
    "nesterov_step",
    hint="Print the state that you return. What will the next step find in it?",
)
def forgot_to_keep_the_velocity(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You return the state that you were given, so no velocity builds up."""
    v = roll(state, grad, eta, mu)
    return theta + mu * v - eta * grad, dict(state)


@wrong(
    "nesterov_step",
    hint="Where does eta stand in the first equation? Other books put it elsewhere.",
)
def kept_the_rate_outside_too(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    mu: float = 0.9,
) -> object:
    """You keep eta out of the velocity, as some libraries do."""
    v = mu * state.get("v", 0.0) + grad
    return theta - eta * (grad + mu * v), {"v": v}


@right("nesterov_step")
def through_the_other_point(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """Step back to the point that does not look ahead, move it, and look again."""
    old = state.get("v", np.zeros_like(theta))
    behind = theta - mu * old
    v = mu * old - eta * grad
    return (behind + v) + mu * v, {"v": v}


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
