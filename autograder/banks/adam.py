"""Adam: wrong answers that students give, and unusual right ones."""

from typing import Any

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.adaptive import adam_step

State = dict[str, Any]


def means(
    grad: Array, state: State, beta1: float, beta2: float
) -> tuple[int, Array, Array]:
    """Give t and the two means before their correction."""
    m = beta1 * state.get("m", 0.0) + (1.0 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1.0 - beta2) * grad**2
    return state.get("t", 0) + 1, m, v


@wrong(
    "adam_step",
    hint="Compare the length of your first step with eta. What makes it so long or so "
    "short?",
)
def left_the_means_biased(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You use the means as they are, without correcting their bias towards zero."""
    t, m, v = means(grad, state, beta1, beta2)
    return theta - eta * m / (np.sqrt(v) + eps), {"t": t, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="Look at where the root ends in the equation, and where it ends in your code.",
)
def put_epsilon_inside(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You add epsilon under the root, but it stands outside."""
    t, m, v = means(grad, state, beta1, beta2)
    m_hat, v_hat = m / (1.0 - beta1**t), v / (1.0 - beta2**t)
    return theta - eta * m_hat / np.sqrt(v_hat + eps), {"t": t, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="What is t in the first step, and what does the correction divide by then?",
)
def counted_from_zero(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You correct with the number of the step before, which is 0 at first."""
    t, m, v = means(grad, state, beta1, beta2)
    m_hat, v_hat = m / (1.0 - beta1 ** (t - 1)), v / (1.0 - beta2 ** (t - 1))
    return theta - eta * m_hat / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="Which of the two betas belongs to the mean, and which to the mean square?",
)
def swapped_the_betas(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You keep the mean with beta2 and the mean square with beta1."""
    return adam_step(theta, grad, state, eta, beta2, beta1, eps)


@wrong(
    "adam_step",
    hint="The equation for the mean of step t holds that of t - 1: with or without a "
    "hat?",
)
def kept_the_corrected_means(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You keep the corrected means, so that the next step corrects them again."""
    t, m, v = means(grad, state, beta1, beta2)
    m, v = m / (1.0 - beta1**t), v / (1.0 - beta2**t)
    return theta - eta * m / (np.sqrt(v) + eps), {"t": t, "m": m, "v": v}


@wrong("adam_step", hint="How many of the two means are biased towards zero?")
def corrected_the_mean_alone(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You correct the mean of the gradients but not their mean square."""
    t, m, v = means(grad, state, beta1, beta2)
    m_hat = m / (1.0 - beta1**t)
    return theta - eta * m_hat / (np.sqrt(v) + eps), {"t": t, "m": m, "v": v}


@wrong("adam_step", hint="How many of the two means are biased towards zero?")
def corrected_the_square_alone(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You correct the mean square of the gradients but not their mean."""
    t, m, v = means(grad, state, beta1, beta2)
    v_hat = v / (1.0 - beta2**t)
    return theta - eta * m / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="A biased mean is too small. Does your correction make it larger?",
)
def multiplied_by_the_correction(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You multiply by the correction instead of dividing by it."""
    t, m, v = means(grad, state, beta1, beta2)
    m_hat, v_hat = m * (1.0 - beta1**t), v * (1.0 - beta2**t)
    return theta - eta * m_hat / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="Print t after two steps. Where does it grow, and where is it kept?",
)
def never_counted(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You correct every step as if it were the first."""
    _, m, v = means(grad, state, beta1, beta2)
    m_hat, v_hat = m / (1.0 - beta1), v / (1.0 - beta2)
    return theta - eta * m_hat / (np.sqrt(v_hat) + eps), {"t": 1, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="With beta1 at 0.9, how much of the old mean should be kept?",
)
def swapped_old_and_new(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You give the new gradient the weight of the past, in both means."""
    t = state.get("t", 0) + 1
    m = (1.0 - beta1) * state.get("m", 0.0) + beta1 * grad
    v = (1.0 - beta2) * state.get("v", 0.0) + beta2 * grad**2
    m_hat, v_hat = m / (1.0 - beta1**t), v / (1.0 - beta2**t)
    return theta - eta * m_hat / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="With an empty state, what is t in your first step?",
)
def began_at_two(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """Your first step has the number 2."""
    _, m, v = means(grad, state, beta1, beta2)
    t = state.get("t", 1) + 1
    m_hat, v_hat = m / (1.0 - beta1**t), v / (1.0 - beta2**t)
    return theta - eta * m_hat / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="In the first step, what should the divisors be?",
)
def raised_to_the_next_power(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """Your corrections have the power t + 1 instead of t."""
    t, m, v = means(grad, state, beta1, beta2)
    m_hat, v_hat = m / (1.0 - beta1 ** (t + 1)), v / (1.0 - beta2 ** (t + 1))
    return theta - eta * m_hat / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="Is epsilon added to the root of the mean before or after the correction?",
)
def scaled_epsilon_too(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You correct the rate instead of the means, which gives epsilon another size."""
    t, m, v = means(grad, state, beta1, beta2)
    rate = eta * np.sqrt(1.0 - beta2**t) / (1.0 - beta1**t)
    return theta - rate * m / (np.sqrt(v) + eps), {"t": t, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="With gradients twice as large, how long should the step be?",
)
def divided_without_the_root(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You divide by the mean square itself and not by its root."""
    t, m, v = means(grad, state, beta1, beta2)
    m_hat, v_hat = m / (1.0 - beta1**t), v / (1.0 - beta2**t)
    return theta - eta * m_hat / (v_hat + eps), {"t": t, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="Take one step from the side of a bowl. Does the cost fall?",
)
def stepped_up(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You add the step instead of subtracting it."""
    t, m, v = means(grad, state, beta1, beta2)
    m_hat, v_hat = m / (1.0 - beta1**t), v / (1.0 - beta2**t)
    return theta + eta * m_hat / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}


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
