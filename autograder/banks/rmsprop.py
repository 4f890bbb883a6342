"""RMSprop: wrong answers that students give, and unusual right ones."""

from typing import Any

import numpy as np

from autograder.banks.model import right, wrong
from solutions import Array

State = dict[str, Any]


@wrong(
    "rmsprop_step",
    hint="What is the R in the name? Look at what the gradient is divided by.",
)
def forgot_the_root(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta: float = 0.9,
    eps: float = 1e-8,
) -> object:
    """You divide by the mean square itself instead of its root."""
    s = beta * state.get("s", 0.0) + (1.0 - beta) * grad**2
    return theta - eta * grad / (s + eps), {"s": s}


@wrong(
    "rmsprop_step",
    hint="Look at where the root ends in the equation, and where it ends in your code.",
)
def put_epsilon_under_the_root(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta: float = 0.9,
    eps: float = 1e-8,
) -> object:
    """You add epsilon under the root, but it stands outside."""
    s = beta * state.get("s", 0.0) + (1.0 - beta) * grad**2
    return theta - eta * grad / np.sqrt(s + eps), {"s": s}


@wrong(
    "rmsprop_step",
    hint="With beta at 0.9, how much of the old mean square should be kept?",
)
def swapped_the_weights(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta: float = 0.9,
    eps: float = 1e-8,
) -> object:
    """You give the new square the weight of the old mean, and the other way round."""
    s = (1.0 - beta) * state.get("s", 0.0) + beta * grad**2
    return theta - eta * grad / (np.sqrt(s) + eps), {"s": s}


@wrong(
    "rmsprop_step",
    hint="What does the mean run over: the gradient, its size or its square?",
)
def averaged_the_size(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta: float = 0.9,
    eps: float = 1e-8,
) -> object:
    """You average the size of the gradient where its square is averaged."""
    s = beta * state.get("s", 0.0) + (1.0 - beta) * np.abs(grad)
    return theta - eta * grad / (np.sqrt(s) + eps), {"s": s}


@wrong(
    "rmsprop_step",
    hint="How many mean squares does a layer with a hundred weights need?",
)
def one_mean_for_all(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta: float = 0.9,
    eps: float = 1e-8,
) -> object:
    """You divide all slopes by one number, the mean over all parameters."""
    s = beta * state.get("s", 0.0) + (1.0 - beta) * np.full(
        grad.shape, np.mean(grad**2)
    )
    return theta - eta * grad / (np.sqrt(s) + eps), {"s": s}


@wrong(
    "rmsprop_step",
    hint="Give it the same gradient a hundred times. Should the steps get shorter?",
)
def added_up_for_ever(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta: float = 0.9,
    eps: float = 1e-8,
) -> object:
    """You sum all squares as Adagrad does, so that old gradients never fade."""
    s = state.get("s", 0.0) + grad**2
    return theta - eta * grad / (np.sqrt(s) + eps), {"s": s}


@wrong(
    "rmsprop_step",
    hint="Which mean square stands under the root, that of t or that of t - 1?",
)
def divided_by_the_old_mean(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta: float = 0.9,
    eps: float = 1e-8,
) -> object:
    """You divide by the mean square of the step before, without the new gradient."""
    old = state.get("s", np.zeros(theta.shape))
    s = beta * old + (1.0 - beta) * grad**2
    return theta - eta * grad / (np.sqrt(old) + eps), {"s": s}


@wrong(
    "rmsprop_step",
    hint="Where does the state that you are given come into your mean square?",
)
def forgot_the_old_squares(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta: float = 0.9,
    eps: float = 1e-8,
) -> object:
    """Your mean square knows the newest gradient alone."""
    s = (1.0 - beta) * grad**2
    return theta - eta * grad / (np.sqrt(s) + eps), {"s": s}


@wrong(
    "rmsprop_step",
    hint="Take one step from the side of a bowl. Does the cost fall?",
)
def stepped_uphill(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta: float = 0.9,
    eps: float = 1e-8,
) -> object:
    """You add the step instead of subtracting it."""
    s = beta * state.get("s", 0.0) + (1.0 - beta) * grad**2
    return theta + eta * grad / (np.sqrt(s) + eps), {"s": s}


@wrong(
    "rmsprop_step",
    hint="What does your step do where all gradients have been 0?",
)
def forgot_epsilon(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta: float = 0.9,
    eps: float = 1e-8,
) -> object:
    """You leave epsilon out."""
    s = beta * state.get("s", 0.0) + (1.0 - beta) * grad**2
    return theta - eta * grad / np.sqrt(s), {"s": s}


@wrong(
    "rmsprop_step",
    hint="What is the mean square before the first step?",
)
def began_with_the_first_square(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta: float = 0.9,
    eps: float = 1e-8,
) -> object:
    """You start the mean at the first square, but it starts at 0."""
    s = beta * state.get("s", grad**2) + (1.0 - beta) * grad**2
    return theta - eta * grad / (np.sqrt(s) + eps), {"s": s}


@right("rmsprop_step")
def as_a_weighted_average(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta: float = 0.9,
    eps: float = 1e-8,
) -> object:
    """Let NumPy weigh the old mean and the new square."""
    old = state["s"] if "s" in state else np.zeros(theta.shape)
    s = np.average([old, np.square(grad)], axis=0, weights=[beta, 1.0 - beta])
    return theta - grad * (eta / (s**0.5 + eps)), {"s": s}


@right("rmsprop_step")
def moved_a_part_of_the_way(
    theta: Array,
    grad: Array,
    state: State,
    eta: float,
    beta: float = 0.9,
    eps: float = 1e-8,
) -> object:
    """Move the old mean a part of the way towards the new square."""
    s = state.get("s", 0.0 * grad).copy()
    s += (1.0 - beta) * (grad * grad - s)
    step = np.divide(grad, eps + np.sqrt(s))
    return np.subtract(theta, np.multiply(eta, step)), {"s": s}
