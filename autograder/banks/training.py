"""Chapter 06: wrong answers that students give, and unusual right ones.

Initialization and mini-batches have a module of their own.
"""

from collections.abc import Callable

import numpy as np

import autograder.banks.starts  # noqa: F401  (importing a bank enters its functions)
from autograder.banks.model import right, wrong
from solutions import Array
from solutions.training import gradient_step, minibatches, train

Loss = Callable[[Array, Array, Array], float]
Gradient = Callable[[Array, Array, Array], Array]
Rng = np.random.Generator

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


# train


@wrong("train", hint="Which of your lines depends on the target?")
def never_looked_at_the_target(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You train through all the epochs, even when the target has been reached."""
    return train(
        theta, X, Y, loss, gradient, eta, batch_size, epochs, -np.inf, rng
    )  # fmt: skip


@wrong(
    "train",
    hint="Start with parameters that are good enough. Does your loop leave them alone?",
)
def trained_before_looking(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You look at the target only after an epoch, never before the first one."""
    first = loss(theta, X, Y)
    theta, losses = train(
        theta, X, Y, loss, gradient, eta, batch_size, 1, -np.inf, rng
    )  # fmt: skip
    theta, more = train(
        theta, X, Y, loss, gradient, eta, batch_size, epochs - 1, target, rng
    )  # fmt: skip
    return theta, [first, losses[1], *more[1:]]


@wrong("train", hint="Let the loss be exactly the target. Should the training go on?")
def went_on_at_the_target(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You go on when the loss is exactly the target."""
    below = float(np.nextafter(target, -np.inf))
    return train(
        theta, X, Y, loss, gradient, eta, batch_size, epochs, below, rng
    )  # fmt: skip


@wrong("train", hint="How many losses should there be after three epochs?")
def forgot_the_first_loss(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You leave out the loss at the start."""
    theta, losses = train(
        theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng
    )  # fmt: skip
    return theta, losses[1:]


@wrong("train", hint="Ask for one epoch. How often does your loop go through the data?")
def trained_one_epoch_more(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You go through the data once more than asked."""
    return train(
        theta, X, Y, loss, gradient, eta, batch_size, epochs + 1, target, rng
    )  # fmt: skip


@wrong("train", hint="Print the losses. Do they fall?")
def climbed_the_loss(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You step up the slope, so that the loss grows."""
    return train(
        theta, X, Y, loss, gradient, -eta, batch_size, epochs, target, rng
    )  # fmt: skip


@wrong(
    "train",
    hint="What do you hand to the gradient function: the rows of a batch or all rows?",
)
def took_all_rows_each_step(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You take the gradient over all the rows in every step."""
    losses = [loss(theta, X, Y)]
    while losses[-1] > target and len(losses) <= epochs:
        for _ in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X, Y), eta)
        losses.append(loss(theta, X, Y))
    return theta, losses


@wrong(
    "train",
    hint="At which parameters is the gradient of the second batch taken?",
)
def took_gradients_at_the_start(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You take all gradients of an epoch where the epoch began."""
    losses = [loss(theta, X, Y)]
    while losses[-1] > target and len(losses) <= epochs:
        start = theta
        for rows in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(start, X[rows], Y[rows]), eta)
        losses.append(loss(theta, X, Y))
    return theta, losses


@wrong("train", hint="What happens to the rows that do not fill a whole batch?")
def left_the_short_batch_out(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You skip the batch that is shorter than the others."""
    losses = [loss(theta, X, Y)]
    while losses[-1] > target and len(losses) <= epochs:
        for rows in minibatches(len(X), batch_size, rng):
            if len(rows) == batch_size:
                theta = gradient_step(theta, gradient(theta, X[rows], Y[rows]), eta)
        losses.append(loss(theta, X, Y))
    return theta, losses


@wrong("train", hint="Is a loss kept for each epoch, or for each step?")
def kept_a_loss_for_each_step(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You keep a loss for each batch instead of one for each epoch."""
    losses = [loss(theta, X, Y)]
    for _ in range(epochs):
        if losses[-1] <= target:
            break
        for rows in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X[rows], Y[rows]), eta)
            losses.append(loss(theta, X, Y))
    return theta, losses


@wrong("train", hint="Look at the order in which the docstring names the results.")
def returned_the_losses_first(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You return the losses first and the parameters second."""
    theta, losses = train(
        theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng
    )  # fmt: skip
    return losses, theta


@right("train")
def counted_down(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """Shuffle the data themselves, and count the epochs down."""
    theta, left = theta.copy(), epochs
    losses = [loss(theta, X, Y)]
    while left and not losses[-1] <= target:
        order = rng.permutation(len(X))
        X_new, Y_new = X[order], Y[order]
        for i in range(0, len(X), batch_size):
            batch = slice(i, i + batch_size)
            theta -= eta * gradient(theta.copy(), X_new[batch], Y_new[batch])
        losses.append(loss(theta, X, Y))
        left -= 1
    return [theta, losses]


@right("train")
def looked_at_the_end_of_the_loop(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """Go back at once where nothing is to be done; look again after each epoch."""
    losses = [float(loss(theta, X, Y))]
    if losses[0] <= target:
        return theta, tuple(losses)
    for _ in range(epochs):
        for rows in minibatches(X.shape[0], batch_size, rng):
            theta = theta - eta * gradient(theta, X[rows, :], Y[rows, :])
        losses += [float(loss(theta, X, Y))]
        if losses[-1] <= target:
            return theta, tuple(losses)
    return theta, tuple(losses)


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
