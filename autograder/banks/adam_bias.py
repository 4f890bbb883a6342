"""Adam: wrong answers about the correction and the number of the step."""

from typing import Any

import numpy as np

from autograder.banks.adam import means
from autograder.banks.model import wrong
from solutions import Array

State = dict[str, Any]


@wrong(
    "adam_step",
    hint="Can what you divide by be negative when t is large?",
)
def multiplied_beta_by_t(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You multiply the betas by t, where they are raised to the power t."""
    t, m, v = means(grad, state, beta1, beta2)
    m_hat, v_hat = m / (1.0 - beta1 * t), v / (1.0 - beta2 * t)
    return theta - eta * m_hat / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="Which beta was each of the two means made with?",
)
def corrected_both_with_beta1(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You correct the mean square with beta1, which belongs to the mean."""
    t, m, v = means(grad, state, beta1, beta2)
    m_hat, v_hat = m / (1.0 - beta1**t), v / (1.0 - beta1**t)
    return theta - eta * m_hat / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="Which beta was each of the two means made with?",
)
def swapped_the_corrections(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You correct each of the two means with the beta of the other."""
    t, m, v = means(grad, state, beta1, beta2)
    m_hat, v_hat = m / (1.0 - beta2**t), v / (1.0 - beta1**t)
    return theta - eta * m_hat / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="Does your correction fade when t grows?",
)
def corrected_without_a_power(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You leave the power out, and correct each step as much as the first."""
    t, m, v = means(grad, state, beta1, beta2)
    m_hat, v_hat = m / (1.0 - beta1), v / (1.0 - beta2)
    return theta - eta * m_hat / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="What stands under the root in the equation: with a hat or without?",
)
def took_the_root_before_correcting(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You take the root of the mean square first and correct the root."""
    t, m, v = means(grad, state, beta1, beta2)
    m_hat, size = m / (1.0 - beta1**t), np.sqrt(v) / (1.0 - beta2**t)
    return theta - eta * m_hat / (size + eps), {"t": t, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="What is t in the state after the first step?",
)
def returned_the_old_number(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You return the number of the step before, so t never grows."""
    t, m, v = means(grad, state, beta1, beta2)
    m_hat, v_hat = m / (1.0 - beta1**t), v / (1.0 - beta2**t)
    kept = {"t": t - 1, "m": m, "v": v}
    return theta - eta * m_hat / (np.sqrt(v_hat) + eps), kept


@wrong(
    "adam_step",
    hint="What is t in the first step, and what does the correction divide by then?",
)
def never_began_to_count(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You use the number in the state as it is and hand it on unchanged."""
    _, m, v = means(grad, state, beta1, beta2)
    t = state.get("t", 0)
    m_hat, v_hat = m / (1.0 - beta1**t), v / (1.0 - beta2**t)
    return theta - eta * m_hat / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}


@wrong(
    "adam_step",
    hint="Print t after the first step and after the second. Which were used in them?",
)
def counted_on_after_the_step(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You begin at 1 and count on after the step, but t counts the steps taken."""
    _, m, v = means(grad, state, beta1, beta2)
    t = state.get("t", 1)
    m_hat, v_hat = m / (1.0 - beta1**t), v / (1.0 - beta2**t)
    kept = {"t": t + 1, "m": m, "v": v}
    return theta - eta * m_hat / (np.sqrt(v_hat) + eps), kept


@wrong(
    "adam_step",
    hint="Which parts of your line does the division reach, and which should it?",
)
def subtracted_the_power_from_the_mean(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You divide by 1 and then subtract the power, for want of brackets."""
    t, m, v = means(grad, state, beta1, beta2)
    m_hat, v_hat = m - beta1**t, v - beta2**t
    return theta - eta * m_hat / (np.sqrt(v_hat) + eps), {"t": t, "m": m, "v": v}
