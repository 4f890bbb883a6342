"""Adam and AdamW: wrong answers that students give, and unusual right ones."""

from typing import Any

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array
from solutions.optimizers import adam_step

State = dict[str, Any]


def means(
    grad: Array, state: State, beta1: float, beta2: float
) -> tuple[int, Array, Array]:
    """Give t and the two means before their correction."""
    m = beta1 * state.get("m", 0.0) + (1.0 - beta1) * grad
    v = beta2 * state.get("v", 0.0) + (1.0 - beta2) * grad**2
    return state.get("t", 0) + 1, m, v


# adam_step


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


# adamw_step


@wrong(
    "adamw_step",
    hint="The W stands for a decay beside the step of Adam. Does yours pass through "
    "the means?",
)
def added_the_decay_to_the_gradient(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    lmbda: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You add the decay to the gradient, which is Adam with an L2 penalty."""
    return adam_step(theta, grad + lmbda * theta, state, eta, beta1, beta2, eps)


@wrong(
    "adamw_step",
    hint="Set eta to zero. Should the parameters still decay by this equation?",
)
def scaled_the_decay_by_the_rate(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    lmbda: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You multiply the decay by the learning rate, as PyTorch does."""
    stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2, eps)
    return stepped - eta * lmbda * theta, kept


@wrong(
    "adamw_step",
    hint="Which theta decays in the equation, the one before the step or after it?",
)
def decayed_what_had_moved(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    lmbda: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You let the parameters decay after the step instead of where they were."""
    stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2, eps)
    return (1.0 - lmbda) * stepped, kept


@wrong(
    "adamw_step",
    hint="Set the gradient to zero and take ten steps. Do the parameters shrink?",
)
def let_them_grow(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    lmbda: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You add the decay, so that the parameters grow."""
    stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2, eps)
    return stepped + lmbda * theta, kept


@wrong(
    "adamw_step",
    hint="Change lmbda and look at your result. Does it change as it should?",
)
def forgot_the_decay(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    lmbda: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You take the step of Adam and nothing decays."""
    return adam_step(theta, grad, state, eta, beta1, beta2, eps)


@wrong(
    "adamw_step",
    hint="Look at which terms stand above the root in the equation.",
)
def divided_the_decay_too(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    lmbda: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You divide the decay by the root of the mean square as if it were a slope."""
    t, m, v = means(grad, state, beta1, beta2)
    size = np.sqrt(v / (1.0 - beta2**t)) + eps
    change = (eta * m / (1.0 - beta1**t) + lmbda * theta) / size
    return theta - change, {"t": t, "m": m, "v": v}


@wrong(
    "adamw_step",
    hint="Two parameters, one twice as large as the other: which loses more in a step?",
)
def pulled_all_alike(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    lmbda: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You pull every parameter towards zero by the same amount, however large it is."""
    stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2, eps)
    return stepped - lmbda * np.sign(theta), kept


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
