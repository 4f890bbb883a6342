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


# largest_stable_learning_rate


@wrong(
    "largest_stable_learning_rate",
    hint="By which factor does a step change the distance to the minimum, and when is "
    "that factor -1?",
)
def took_the_best_rate_for_the_largest(H: Array) -> object:
    """You give the rate at which the steepest direction is done in one step."""
    return 1.0 / np.linalg.eigvalsh(H)[-1]


@wrong(
    "largest_stable_learning_rate",
    hint="Along which direction does descent run away first, the flat or the steep?",
)
def took_the_flattest_direction(H: Array) -> object:
    """You divide by the smallest eigenvalue, but the steepest direction decides."""
    return 2.0 / np.linalg.eigvalsh(H)[0]


@wrong(
    "largest_stable_learning_rate",
    hint="What is the largest curvature of all directions, not only of the axes?",
)
def looked_along_the_axes(H: Array) -> object:
    """You take the largest element of the diagonal, the curvature along an axis."""
    return 2.0 / np.diag(H).max()


@wrong(
    "largest_stable_learning_rate",
    hint="Do the curvatures of all directions add up in the condition?",
)
def added_the_curvatures(H: Array) -> object:
    """You divide by the sum of all eigenvalues instead of the largest."""
    return 2.0 / np.trace(H)


@wrong(
    "largest_stable_learning_rate",
    hint="Which norm of a symmetric matrix is its largest eigenvalue?",
)
def took_the_norm_of_all_elements(H: Array) -> object:
    """You divide by the root of the sum of all squares of the matrix."""
    return 2.0 / np.linalg.norm(H)


@wrong(
    "largest_stable_learning_rate",
    hint="With a steeper valley, should the learning rate be larger or smaller?",
)
def turned_the_fraction_over(H: Array) -> object:
    """You give half of the largest eigenvalue, which is the fraction upside down."""
    return np.linalg.eigvalsh(H)[-1] / 2.0


@wrong(
    "largest_stable_learning_rate",
    hint="Is the largest row sum an eigenvalue, or only a bound on them?",
)
def took_a_bound_for_the_eigenvalue(H: Array) -> object:
    """You divide by the largest row sum, which is a bound on the eigenvalues."""
    return 2.0 / np.abs(H).sum(axis=1).max()


@wrong(
    "largest_stable_learning_rate",
    hint="At your rate, by which factor does a step change each direction?",
)
def took_the_fastest_rate(H: Array) -> object:
    """You give the rate that is fastest, at which no direction runs away yet."""
    values = np.linalg.eigvalsh(H)
    return 2.0 / (values[0] + values[-1])


@wrong(
    "largest_stable_learning_rate",
    hint="With a steeper valley, should the learning rate be larger or smaller?",
)
def gave_the_curvature(H: Array) -> object:
    """You give the largest eigenvalue itself and not the rate."""
    return np.linalg.eigvalsh(H)[-1]


@wrong(
    "largest_stable_learning_rate",
    hint="Is the 2 of the equation above the fraction line or below it?",
)
def divided_where_two_stands(H: Array) -> object:
    """You have the 2 of the equation below the line with the eigenvalue."""
    return 1.0 / (2.0 * np.linalg.eigvalsh(H)[-1])


@wrong(
    "largest_stable_learning_rate",
    hint="Which of your rates is small enough for every direction?",
)
def gave_a_rate_for_each_direction(H: Array) -> object:
    """You give a rate for each eigenvalue, but one rate serves all directions."""
    return 2.0 / np.linalg.eigvalsh(H)


@wrong(
    "largest_stable_learning_rate",
    hint="Is it the matrix whose eigenvalue you take, or a product with itself?",
)
def squared_the_curvature(H: Array) -> object:
    """You divide by the square of the largest eigenvalue."""
    return 2.0 / np.linalg.eigvalsh(H @ H)[-1]


@wrong(
    "largest_stable_learning_rate",
    hint="Along which direction does descent run away first?",
)
def averaged_the_curvatures(H: Array) -> object:
    """You divide by the mean of the eigenvalues, but the steepest direction decides."""
    return 2.0 / np.linalg.eigvalsh(H).mean()


@wrong(
    "largest_stable_learning_rate",
    hint="In which order does NumPy give the eigenvalues of your matrix?",
)
def took_the_first_eigenvalue(H: Array) -> object:
    """You take the first eigenvalue of eigvals, which gives them in no order."""
    return 2.0 / np.linalg.eigvals(H)[0]


@right("largest_stable_learning_rate")
def by_power_iteration(H: Array) -> object:
    """Square the matrix again and again until the steepest direction is left."""
    power = H / np.trace(H)
    for _ in range(40):
        power = power @ power
        power = power / np.trace(power)
    v = power @ np.ones(len(H))
    return float(2.0 * (v @ v) / (v @ H @ v))


@right("largest_stable_learning_rate")
def by_singular_values(H: Array) -> object:
    """Take the largest singular value, which is the same for such a matrix."""
    return 2.0 / np.linalg.svd(H, compute_uv=False).max()
