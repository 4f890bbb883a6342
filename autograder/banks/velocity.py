"""Momentum: wrong answers that students give, and unusual right ones."""

from typing import Any

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.momentum import nesterov_step

State = dict[str, Any]


def roll(state: State, grad: Array, eta: float, mu: float) -> Any:
    """Give the next velocity."""
    return mu * state.get("v", 0.0) - eta * grad


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


@wrong(
    "momentum_step",
    hint="Compare the signs and the place of eta in your two lines with the equations.",
)
def followed_another_form(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You take another form, whose velocity sums plain gradients and is subtracted."""
    v = mu * state.get("v", 0.0) + grad
    return theta - eta * v, {"v": v}


@wrong(
    "momentum_step",
    hint="Which sign does the gradient have in the velocity that you return?",
)
def turned_the_velocity_round(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """Your velocity points uphill and is subtracted, which moves theta rightly."""
    v = mu * state.get("v", 0.0) + eta * grad
    return theta - v, {"v": v}


@wrong(
    "momentum_step",
    hint="Which factor does the gradient have in the equation of the velocity?",
)
def averaged_the_gradients(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """Your velocity is a mean of gradients, from another form of momentum."""
    v = mu * state.get("v", 0.0) + (1.0 - mu) * grad
    return theta - eta * v, {"v": v}


@wrong(
    "momentum_step",
    hint="Print the state before the call and after it.",
)
def wrote_into_the_state(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You put the new velocity into the dict that you are given."""
    state["v"] = roll(state, grad, eta, mu)
    return theta + state["v"], state


@wrong(
    "momentum_step",
    hint="Print the state before the call and after it.",
)
def overwrote_the_old_velocity(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You overwrite the old velocity in the state that you are given."""
    v = state.get("v", np.zeros(theta.shape))
    v *= mu
    v -= eta * grad
    return theta + v, {"v": v}


@wrong(
    "momentum_step",
    hint="Print theta before the call and after it.",
)
def moved_theta_in_place(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You change the parameters that you are given instead of making new ones."""
    v = roll(state, grad, eta, mu)
    theta += v
    return theta, {"v": v}


@wrong(
    "momentum_step",
    hint="Which of your lines depends on mu?",
)
def kept_mu_at_its_default(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You always keep nine tenths of the velocity, whatever mu is handed over."""
    v = roll(state, grad, eta, 0.9)
    return theta + v, {"v": v}


@wrong(
    "momentum_step",
    hint="What does the first equation give when the old velocity is 0?",
)
def stood_still_at_first(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """Your first step moves nothing, as if there were no gradient yet."""
    v = roll(state, grad, eta, mu) if state else np.zeros(theta.shape)
    return theta + v, {"v": v}


@wrong(
    "momentum_step",
    hint="How often does eta stand in the two equations?",
)
def scaled_by_the_rate_twice(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You multiply by eta in the velocity and again in the step."""
    v = roll(state, grad, eta, mu)
    return theta + eta * v, {"v": v}


@wrong(
    "momentum_step",
    hint="Which of your lines depends on eta?",
)
def forgot_the_learning_rate(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You leave eta out, so that every gradient counts in full."""
    v = roll(state, grad, 1.0, mu)
    return theta + v, {"v": v}


@wrong(
    "momentum_step",
    hint="Which of your lines depends on mu?",
)
def never_braked(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You keep the whole of the old velocity, where only a part of it stays."""
    v = roll(state, grad, eta, 1.0)
    return theta + v, {"v": v}


@wrong(
    "momentum_step",
    hint="What is added to theta in the second equation?",
)
def moved_by_the_gradient_alone(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You keep a velocity but move theta by the newest gradient alone."""
    return theta - eta * grad, {"v": roll(state, grad, eta, mu)}


@wrong(
    "momentum_step",
    hint="How often does mu stand in the two equations?",
)
def braked_the_step_too(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You multiply by mu in the velocity and again in the step."""
    v = roll(state, grad, eta, mu)
    return theta + mu * v, {"v": v}


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
