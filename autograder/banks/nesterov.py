"""Nesterov's momentum: wrong answers of students, and unusual right ones."""

from typing import Any

import numpy as np

from autograder.banks.model import right, wrong
from autograder.banks.velocity import roll
from solutions import Array
from solutions.momentum import momentum_step

State = dict[str, Any]


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


@wrong(
    "nesterov_step",
    hint="Which sign does the gradient have in the velocity that you return?",
)
def turned_the_velocity_uphill(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """Your velocity points uphill and is subtracted, which moves theta rightly."""
    v = mu * state.get("v", 0.0) + eta * grad
    return theta - mu * v - eta * grad, {"v": v}


@wrong(
    "nesterov_step",
    hint="Which terms of the two equations have eta in them?",
)
def forgot_the_rate_in_the_step(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You leave eta out of the last term of the step."""
    v = roll(state, grad, eta, mu)
    return theta + mu * v - grad, {"v": v}


@wrong(
    "nesterov_step",
    hint="Look at the sign before the last term of the second equation.",
)
def added_the_gradient(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You add the gradient in the step, so that part of it leads uphill."""
    v = roll(state, grad, eta, mu)
    return theta + mu * v + eta * grad, {"v": v}


@wrong(
    "nesterov_step",
    hint="Print the state before the call and after it.",
)
def put_the_velocity_into_the_state(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You put the new velocity into the dict that you are given."""
    state["v"] = roll(state, grad, eta, mu)
    return theta + mu * state["v"] - eta * grad, state


@wrong(
    "nesterov_step",
    hint="Print theta before the call and after it.",
)
def moved_theta_where_it_is(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You change the parameters that you are given instead of making new ones."""
    v = roll(state, grad, eta, mu)
    theta += mu * v - eta * grad
    return theta, {"v": v}


@wrong(
    "nesterov_step",
    hint="Which of your lines depends on mu?",
)
def left_mu_at_its_default(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You always take nine tenths for mu, whatever is handed over."""
    v = roll(state, grad, eta, 0.9)
    return theta + 0.9 * v - eta * grad, {"v": v}


@wrong(
    "nesterov_step",
    hint="What is in the state before the first step?",
)
def asked_for_a_velocity_at_once(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You look for a velocity in the state that is empty before the first step."""
    v = mu * state["v"] - eta * grad
    return theta + mu * v - eta * grad, {"v": v}


@wrong(
    "nesterov_step",
    hint="The second equation has three terms. Which of them is missing from yours?",
)
def followed_the_gradient_alone(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You keep a velocity but move theta by the newest gradient alone."""
    return theta - eta * grad, {"v": roll(state, grad, eta, mu)}


@wrong(
    "nesterov_step",
    hint="What does the second equation give when the old velocity is 0?",
)
def began_without_looking_ahead(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You look ahead from the second step on, but not in the first."""
    v = roll(state, grad, eta, mu)
    return theta + (mu * v if state else 0.0) - eta * grad, {"v": v}


@wrong(
    "nesterov_step",
    hint="Which terms does mu multiply in the second equation?",
)
def braked_the_gradient_too(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You multiply the last term of the step by mu, but mu belongs to the velocity."""
    v = roll(state, grad, eta, mu)
    return theta + mu * (v - eta * grad), {"v": v}


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
