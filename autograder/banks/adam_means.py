"""Adam: wrong answers about the means, epsilon and the state."""

from typing import Any

import numpy as np

from autograder.banks.adam import means
from autograder.banks.model import wrong
from solutions import Array
from solutions.adaptive import adam_step

State = dict[str, Any]


@wrong(
    "adam_step",
    hint="Can your second mean be negative? What is its root then?",
)
def averaged_the_slope_in_both_means(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You average the gradient itself where the second mean takes its square."""
    t, m, _ = means(grad, state, beta1, beta2)
    v = beta2 * state.get("v", 0.0) + (1.0 - beta2) * grad
    m_hat, v_hat = m / (1.0 - beta1**t), v / (1.0 - beta2**t)
    return theta - eta * m_hat / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="What do the two weights of a mean add up to, and what do yours?",
)
def added_up_both_means(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You add the gradient and its square in full, so that your sums are no means."""
    t, _, _ = means(grad, state, beta1, beta2)
    m = beta1 * state.get("m", 0.0) + grad
    v = beta2 * state.get("v", 0.0) + grad**2
    m_hat, v_hat = m / (1.0 - beta1**t), v / (1.0 - beta2**t)
    return theta - eta * m_hat / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="What is squared in the equation of v: the mean or the gradient?",
)
def squared_the_mean(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You average the square of the mean, where the gradient is to be squared."""
    t, m, _ = means(grad, state, beta1, beta2)
    v = beta2 * state.get("v", 0.0) + (1.0 - beta2) * m**2
    m_hat, v_hat = m / (1.0 - beta1**t), v / (1.0 - beta2**t)
    return theta - eta * m_hat / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="What stands above the fraction line in the equation?",
)
def followed_the_newest_gradient(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You step along the newest gradient and never use the mean."""
    t, m, v = means(grad, state, beta1, beta2)
    v_hat = v / (1.0 - beta2**t)
    return theta - eta * grad / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="What does your step do where all gradients have been 0?",
)
def left_epsilon_out(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You leave epsilon out."""
    return adam_step(theta, grad, state, eta, beta1, beta2, 0.0)


@wrong(
    "adam_step",
    hint="Which parts of your line does the division reach, and which should it?",
)
def added_epsilon_at_the_end(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You add epsilon to the result, for want of brackets below the line."""
    stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2, 0.0)
    return stepped + eps, kept


@wrong(
    "adam_step",
    hint="Call it with other betas and another epsilon. Does the step change?",
)
def took_all_defaults(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You never use beta1, beta2 and epsilon as they are handed over."""
    return adam_step(theta, grad, state, eta)


@wrong(
    "adam_step",
    hint="Call it with other betas. Does the step change?",
)
def took_the_usual_betas(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You always take the usual betas, whatever is handed over."""
    return adam_step(theta, grad, state, eta, eps=eps)


@wrong(
    "adam_step",
    hint="Print the state before the call and after it.",
)
def wrote_the_means_into_the_state(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You put the new means into the dict that you are given."""
    stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2, eps)
    state.update(kept)
    return stepped, state


@wrong(
    "adam_step",
    hint="What is in the state before the first step?",
)
def wanted_a_number_at_once(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You look for t in the state that is empty before the first step."""
    state["t"]
    return adam_step(theta, grad, state, eta, beta1, beta2, eps)


@wrong(
    "adam_step",
    hint="Print the state that you return. What will the next step find in it?",
)
def handed_the_old_state_on(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You return the state that you were given, so no mean builds up."""
    stepped, _ = adam_step(theta, grad, state, eta, beta1, beta2, eps)
    return stepped, dict(state)


@wrong(
    "adam_step",
    hint="Print theta before the call and after it.",
)
def stepped_in_the_given_theta(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You change the parameters that you are given instead of making new ones."""
    stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2, eps)
    theta[...] = stepped
    return theta, kept
