"""The training loop: wrong answers of students, unusual right ones."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.banks.asked import minibatches
from autograder.banks.model import right, wrong
from solutions import Array
from solutions.training import gradient_step, train

Loss = Callable[[Array, Array, Array], float]
Gradient = Callable[[Array, Array, Array], Array]
Rng = np.random.Generator


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


@wrong("train", hint="Which rows are in the first batch of the second epoch?")
def never_shuffled(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You take the rows in their old order in every epoch."""
    losses = [loss(theta, X, Y)]
    while losses[-1] > target and len(losses) <= epochs:
        for i in range(0, len(X), batch_size):
            grad = gradient(theta, X[i : i + batch_size], Y[i : i + batch_size])
            theta = gradient_step(theta, grad, eta)
        losses.append(loss(theta, X, Y))
    return theta, losses


@wrong("train", hint="How often do you ask for new batches: once, or once an epoch?")
def shuffled_once(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You shuffle once at the start, so that all epochs have the same batches."""
    losses, batches = [loss(theta, X, Y)], minibatches(len(X), batch_size, rng)
    while losses[-1] > target and len(losses) <= epochs:
        for rows in batches:
            theta = gradient_step(theta, gradient(theta, X[rows], Y[rows]), eta)
        losses.append(loss(theta, X, Y))
    return theta, losses


@wrong("train", hint="Follow one example: does its x still stand beside its own y?")
def shuffled_the_inputs_alone(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You shuffle X and leave Y as it is, so that inputs get the targets of others."""
    losses = [loss(theta, X, Y)]
    while losses[-1] > target and len(losses) <= epochs:
        first = 0
        for rows in minibatches(len(X), batch_size, rng):
            grad = gradient(theta, X[rows], Y[first : first + len(rows)])
            theta = gradient_step(theta, grad, eta)
            first += len(rows)
        losses.append(loss(theta, X, Y))
    return theta, losses


@wrong("train", hint="Call it with generators of different seeds. What should change?")
def shuffled_with_a_generator_of_its_own(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You shuffle with a generator of your own instead of the one you are given."""
    mine = np.random.default_rng(0)
    return train(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, mine)


@wrong("train", hint="Ask for one epoch. How often does your loop go through the data?")
def trained_one_epoch_less(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You go through the data once less than asked."""
    return train(
        theta, X, Y, loss, gradient, eta, batch_size, max(epochs - 1, 0), target, rng
    )


@wrong(
    "train",
    hint="Which parameters and which rows is the loss wanted for?",
)
def averaged_the_batches(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You give the mean of the losses on the way, not the loss after the epoch."""
    losses = [loss(theta, X, Y)]
    while losses[-1] > target and len(losses) <= epochs:
        seen = []
        for rows in minibatches(len(X), batch_size, rng):
            seen.append(loss(theta, X[rows], Y[rows]))
            theta = gradient_step(theta, gradient(theta, X[rows], Y[rows]), eta)
        losses.append(float(np.mean(seen)))
    return theta, losses


@wrong(
    "train",
    hint="What does the gradient function give: a sum or a mean?",
)
def divided_by_the_batch_size(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You divide the gradient by the number of rows, but it is a mean already."""
    losses = [loss(theta, X, Y)]
    while losses[-1] > target and len(losses) <= epochs:
        for rows in minibatches(len(X), batch_size, rng):
            mean = gradient(theta, X[rows], Y[rows]) / len(rows)
            theta = gradient_step(theta, mean, eta)
        losses.append(loss(theta, X, Y))
    return theta, losses


@wrong("train", hint="Print theta before the call and after it.")
def moved_the_callers_theta(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You change the parameters that you are given instead of making new ones."""
    losses = [loss(theta, X, Y)]
    while losses[-1] > target and len(losses) <= epochs:
        for rows in minibatches(len(X), batch_size, rng):
            theta -= eta * gradient(theta, X[rows], Y[rows])
        losses.append(loss(theta, X, Y))
    return theta, losses


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


@right("train")
def called_itself_for_the_rest(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> Any:  # fmt: skip
    """Train one epoch with batches in order, and leave the rest to another call."""
    now = loss(theta, X, Y)
    if epochs == 0 or now <= target:
        return theta, [now]
    moved = theta
    for batch in minibatches(len(X), batch_size, rng):
        rows = sorted(batch.tolist())
        moved = np.subtract(moved, eta * gradient(moved, X[rows], Y[rows]))
    end, rest = called_itself_for_the_rest(
        moved, X, Y, loss, gradient, eta, batch_size, epochs - 1, target, rng
    )
    return end, [now, *rest]
