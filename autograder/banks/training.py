"""Chapter 06: wrong answers that students give, and unusual right ones.

Initialization, mini-batches and the training loop have modules of their own.
"""

import numpy as np

# Importing a bank enters its functions.
import autograder.banks.batches
import autograder.banks.epochs
import autograder.banks.loop
import autograder.banks.scales
import autograder.banks.starts
import autograder.banks.starts_layers  # noqa: F401
from autograder.banks.model import right, wrong
from solutions import Array

# gradient_step


@wrong("gradient_step", hint="Which way does the gradient point, up or down?")
def went_up(theta: Array, grad: Array, eta: float) -> object:
    """You add the gradient, which leads up the slope."""
    return theta + eta * grad


@wrong("gradient_step", hint="Which of your lines depends on the learning rate?")
def forgot_the_rate(theta: Array, grad: Array, eta: float) -> object:
    """You subtract the whole gradient, whatever the learning rate is."""
    return theta - grad


@wrong(
    "gradient_step",
    hint="With a larger learning rate, should the step be longer or shorter?",
)
def divided_by_the_rate(theta: Array, grad: Array, eta: float) -> object:
    """You divide by the learning rate instead of multiplying by it."""
    return theta - grad / eta


@wrong("gradient_step", hint="Is the result the step, or where it leads?")
def returned_the_step(theta: Array, grad: Array, eta: float) -> object:
    """You return the step alone and not where it leads."""
    return -eta * grad


@wrong(
    "gradient_step",
    hint="Print theta before the call and after it.",
)
def moved_theta_itself(theta: Array, grad: Array, eta: float) -> object:
    """You change the array that you are given instead of making a new one."""
    theta -= eta * grad
    return theta


@wrong(
    "gradient_step",
    hint="Should a gradient that is twice as large give a longer step?",
)
def took_steps_of_equal_length(theta: Array, grad: Array, eta: float) -> object:
    """You divide the gradient by its length, so that all steps are equally long."""
    return theta - eta * grad / np.linalg.norm(grad)


@wrong(
    "gradient_step",
    hint="What does the learning rate multiply in the equation?",
)
def shrank_theta_too(theta: Array, grad: Array, eta: float) -> object:
    """You multiply the parameters by the learning rate as well as the gradient."""
    return eta * (theta - grad)


@wrong(
    "gradient_step",
    hint="Is the result the step, or where it leads?",
)
def returned_the_length_of_the_step(theta: Array, grad: Array, eta: float) -> object:
    """You return eta times the gradient and not where the step leads."""
    return eta * grad


@wrong(
    "gradient_step",
    hint="What stands between eta and the gradient in the equation?",
)
def divided_by_the_number_of_rows(theta: Array, grad: Array, eta: float) -> object:
    """You divide the gradient by the length of the array, but it is a mean already."""
    return theta - eta * grad / len(grad)


@wrong(
    "gradient_step",
    hint="Set the gradient to zero. Should the parameters stay where they are?",
)
def swapped_theta_and_the_gradient(theta: Array, grad: Array, eta: float) -> object:
    """You subtract a share of the parameters from the gradient."""
    return grad - eta * theta


@wrong(
    "gradient_step",
    hint="Print theta before the call and after it, and what comes back.",
)
def moved_theta_and_returned_nothing(theta: Array, grad: Array, eta: float) -> None:
    """You change the array that you are given and return nothing."""
    theta -= eta * grad


@wrong(
    "gradient_step",
    hint="Should a gradient that is twice as large give a longer step?",
)
def kept_the_sign_alone(theta: Array, grad: Array, eta: float) -> object:
    """You step by eta in every direction, however steep the slope is."""
    return theta - eta * np.sign(grad)


@wrong(
    "gradient_step",
    hint="Set the gradient to zero. Should the parameters stay where they are?",
)
def subtracted_theta(theta: Array, grad: Array, eta: float) -> object:
    """You subtract the parameters from the step, which turns every sign."""
    return eta * grad - theta


@wrong(
    "gradient_step",
    hint="Set the gradient to zero. Should the parameters stay where they are?",
)
def multiplied_after_subtracting(theta: Array, grad: Array, eta: float) -> object:
    """You subtract eta from the parameters and multiply all by the gradient."""
    return (theta - eta) * grad


@right("gradient_step")
def subtracted_from_a_copy(theta: Array, grad: Array, eta: float) -> object:
    """Change a copy in place."""
    moved = theta.copy()
    moved -= np.multiply(grad, eta)
    return moved


@right("gradient_step")
def each_parameter_by_itself(theta: Array, grad: Array, eta: float) -> object:
    """Move one parameter after the other."""
    pairs = zip(theta.flat, grad.flat, strict=True)
    return np.array([w - eta * g for w, g in pairs]).reshape(theta.shape)
