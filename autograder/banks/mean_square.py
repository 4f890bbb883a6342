"""RMSprop: wrong answers about the mean square, epsilon and the state."""

from typing import Any

import numpy as np

from autograder.banks.model import wrong
from solutions import Array

State = dict[str, Any]


@wrong(
    "rmsprop_step",
    hint="Turn the sign of one slope. Does its step turn too?",
)
def forgot_the_gradient_on_top(
    theta: Array, grad: Array, state: State, eta: float,
    beta: float = 0.9, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You divide eta by the root, and no gradient stands on top."""
    s = beta * state.get("s", 0.0) + (1.0 - beta) * grad**2
    return theta - eta / (np.sqrt(s) + eps), {"s": s}


@wrong(
    "rmsprop_step",
    hint="Can the mean in your state be negative? What is its root then?",
)
def averaged_the_gradient(
    theta: Array, grad: Array, state: State, eta: float,
    beta: float = 0.9, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You average the gradient itself where its square is averaged."""
    s = beta * state.get("s", 0.0) + (1.0 - beta) * grad
    return theta - eta * grad / (np.sqrt(s) + eps), {"s": s}


@wrong(
    "rmsprop_step",
    hint="What do the two weights of a mean add up to, and what do yours?",
)
def added_the_whole_square(
    theta: Array, grad: Array, state: State, eta: float,
    beta: float = 0.9, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You add the new square in full, so that your sum is no mean."""
    s = beta * state.get("s", 0.0) + grad**2
    return theta - eta * grad / (np.sqrt(s) + eps), {"s": s}


@wrong(
    "rmsprop_step",
    hint="Which parts of your line does the division reach, and which should it?",
)
def added_epsilon_last(
    theta: Array, grad: Array, state: State, eta: float,
    beta: float = 0.9, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You add epsilon to the result, for want of brackets below the line."""
    s = beta * state.get("s", 0.0) + (1.0 - beta) * grad**2
    return theta - eta * grad / np.sqrt(s) + eps, {"s": s}


@wrong(
    "rmsprop_step",
    hint="Call it with another beta and another epsilon. Does the step change?",
)
def left_beta_and_epsilon_at_their_defaults(
    theta: Array, grad: Array, state: State, eta: float,
    beta: float = 0.9, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You never use beta or epsilon as they are handed over."""
    s = 0.9 * state.get("s", 0.0) + 0.1 * grad**2
    return theta - eta * grad / (np.sqrt(s) + 1e-8), {"s": s}


@wrong(
    "rmsprop_step",
    hint="Which of your lines depends on beta?",
)
def left_beta_at_its_default(
    theta: Array, grad: Array, state: State, eta: float,
    beta: float = 0.9, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You keep nine tenths of the mean square, whatever beta is handed over."""
    s = 0.9 * state.get("s", 0.0) + 0.1 * grad**2
    return theta - eta * grad / (np.sqrt(s) + eps), {"s": s}


@wrong(
    "rmsprop_step",
    hint="Which of your lines depends on epsilon?",
)
def left_epsilon_at_its_default(
    theta: Array, grad: Array, state: State, eta: float,
    beta: float = 0.9, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You add a very small number, whatever epsilon is handed over."""
    s = beta * state.get("s", 0.0) + (1.0 - beta) * grad**2
    return theta - eta * grad / (np.sqrt(s) + 1e-8), {"s": s}


@wrong(
    "rmsprop_step",
    hint="Print the state before the call and after it.",
)
def put_the_mean_into_the_state(
    theta: Array, grad: Array, state: State, eta: float,
    beta: float = 0.9, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You put the new mean square into the dict that you are given."""
    s = beta * state.get("s", 0.0) + (1.0 - beta) * grad**2
    state["s"] = s
    return theta - eta * grad / (np.sqrt(s) + eps), state


@wrong(
    "rmsprop_step",
    hint="Which of the two stands on both sides of the first equation?",
)
def kept_the_root(
    theta: Array, grad: Array, state: State, eta: float,
    beta: float = 0.9, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You keep the root of the mean square, but the next step needs the mean."""
    s = beta * state.get("s", 0.0) + (1.0 - beta) * grad**2
    return theta - eta * grad / (np.sqrt(s) + eps), {"s": np.sqrt(s)}


@wrong(
    "rmsprop_step",
    hint="What is in the state before the first step?",
)
def wanted_a_mean_at_once(
    theta: Array, grad: Array, state: State, eta: float,
    beta: float = 0.9, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You look for a mean in the state that is empty before the first step."""
    s = beta * state["s"] + (1.0 - beta) * grad**2
    return theta - eta * grad / (np.sqrt(s) + eps), {"s": s}


@wrong(
    "rmsprop_step",
    hint="Print the state that you return. What will the next step find in it?",
)
def returned_the_state_it_got(
    theta: Array, grad: Array, state: State, eta: float,
    beta: float = 0.9, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You return the state that you were given, so no mean builds up."""
    s = beta * state.get("s", 0.0) + (1.0 - beta) * grad**2
    return theta - eta * grad / (np.sqrt(s) + eps), dict(state)


@wrong(
    "rmsprop_step",
    hint="Print theta before the call and after it.",
)
def moved_the_given_theta(
    theta: Array, grad: Array, state: State, eta: float,
    beta: float = 0.9, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You change the parameters that you are given instead of making new ones."""
    s = beta * state.get("s", 0.0) + (1.0 - beta) * grad**2
    theta -= eta * grad / (np.sqrt(s) + eps)
    return theta, {"s": s}
