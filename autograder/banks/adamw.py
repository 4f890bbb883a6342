"""AdamW: wrong answers that students give, and unusual right ones."""

from typing import Any

import numpy as np

from autograder.banks.adam import means
from autograder.banks.model import right, wrong
from solutions import Array
from solutions.adaptive import adam_step

State = dict[str, Any]


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


@wrong(
    "adamw_step",
    hint="Call it with other betas. Does the step change?",
)
def kept_the_betas_to_itself(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    lmbda: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> object:
    """You do not hand beta1, beta2 and epsilon on, so that Adam takes its defaults."""
    stepped, state = adam_step(theta, grad, state, eta)
    return stepped - lmbda * theta, state


@wrong(
    "adamw_step",
    hint="The decay stands beside the fraction in the equation. Where does yours "
    "stand?",
)
def put_the_decay_above_the_root(
    theta: Array, grad: Array, state: State, eta: float, lmbda: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You add the decay to the mean above the root, and scale it like a slope."""
    t, m, v = means(grad, state, beta1, beta2)
    size = np.sqrt(v / (1.0 - beta2**t)) + eps
    above = m / (1.0 - beta1**t) + lmbda * theta
    return theta - eta * above / size, {"t": t, "m": m, "v": v}


@wrong(
    "adamw_step",
    hint="Two parameters, one twice as large as the other: which loses more in a step?",
)
def subtracted_lmbda_alone(
    theta: Array, grad: Array, state: State, eta: float, lmbda: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You subtract lmbda itself, whatever the parameter is."""
    stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2, eps)
    return stepped - lmbda, kept


@wrong(
    "adamw_step",
    hint="Print the state that you return. What will the next step find in it?",
)
def returned_the_old_means(
    theta: Array, grad: Array, state: State, eta: float, lmbda: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You return the state that you were given and drop the one that Adam gives."""
    stepped, _ = adam_step(theta, grad, state, eta, beta1, beta2, eps)
    return stepped - lmbda * theta, dict(state)


@wrong(
    "adamw_step",
    hint="Call it with another epsilon. Does the step change?",
)
def kept_epsilon_to_itself(
    theta: Array, grad: Array, state: State, eta: float, lmbda: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You do not hand epsilon on, so that Adam takes its default."""
    stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2)
    return stepped - lmbda * theta, kept


@wrong(
    "adamw_step",
    hint="Set the gradient to zero and take ten steps. Do the parameters shrink?",
)
def decayed_by_the_gradient(
    theta: Array, grad: Array, state: State, eta: float, lmbda: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You subtract a share of the gradient, where a share of the parameter decays."""
    stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2, eps)
    return stepped - lmbda * grad, kept


@wrong(
    "adamw_step",
    hint="Which theta decays in the equation, and which factor does it have?",
)
def decayed_late_and_by_the_rate(
    theta: Array, grad: Array, state: State, eta: float, lmbda: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You decay what has moved already, and scale the decay by eta besides."""
    stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2, eps)
    return (1.0 - eta * lmbda) * stepped, kept


@wrong(
    "adamw_step",
    hint="What does the docstring say about the gradient and the decay?",
)
def subtracted_the_decay_from_the_gradient(
    theta: Array, grad: Array, state: State, eta: float, lmbda: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You subtract the decay from the gradient, and it goes through both means."""
    return adam_step(theta, grad - lmbda * theta, state, eta, beta1, beta2, eps)


@wrong(
    "adamw_step",
    hint="How often does the decay stand in the equation?",
)
def decayed_in_both_places(
    theta: Array, grad: Array, state: State, eta: float, lmbda: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You add the decay to the gradient and subtract it from the parameters too."""
    steeper = grad + lmbda * theta
    stepped, kept = adam_step(theta, steeper, state, eta, beta1, beta2, eps)
    return stepped - lmbda * theta, kept


@wrong(
    "adamw_step",
    hint="Print theta before the call and after it.",
)
def shrank_the_callers_theta(
    theta: Array, grad: Array, state: State, eta: float, lmbda: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You let the parameters that you are given shrink in place."""
    theta *= 1.0 - lmbda
    return adam_step(theta, grad, state, eta, beta1, beta2, eps)


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
