"""The training loop: wrong answers about the steps of an epoch and its loss."""

import numpy as np

from autograder.banks.asked import minibatches
from autograder.banks.loop import Gradient, Loss, Rng
from autograder.banks.model import wrong
from solutions import Array
from solutions.training import gradient_step, train


@wrong(
    "train",
    hint="Which rows is the loss wanted for?",
)
def gave_the_loss_of_the_last_batch(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You give the loss of the last batch, not of all the rows."""
    losses = [loss(theta, X, Y)]
    while losses[-1] > target and len(losses) <= epochs:
        for rows in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X[rows], Y[rows]), eta)
        losses.append(loss(theta, X[rows], Y[rows]))
    return theta, losses


@wrong(
    "train",
    hint="How many losses should there be after three epochs?",
)
def forgot_the_last_loss(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You take the loss before each epoch and never after the last."""
    losses: list[float] = []
    for _ in range(epochs):
        losses.append(loss(theta, X, Y))
        if losses[-1] <= target:
            break
        for rows in minibatches(len(X), batch_size, rng):
            theta = gradient_step(theta, gradient(theta, X[rows], Y[rows]), eta)
    return theta, losses


@wrong(
    "train",
    hint="What is the last of the losses when training stops at the target?",
)
def dropped_the_loss_at_the_target(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You stop at the target before you keep the loss that reached it."""
    theta, losses = train(
        theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng
    )
    late = len(losses) > 1 and losses[-1] <= target
    return theta, losses[:-1] if late else losses


@wrong(
    "train",
    hint="Which rows does the batch of this step hold?",
)
def always_took_the_first_rows(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You take the first rows of the data in every step, whatever the batch holds."""
    losses = [loss(theta, X, Y)]
    while losses[-1] > target and len(losses) <= epochs:
        for _ in minibatches(len(X), batch_size, rng):
            first = slice(0, batch_size)
            theta = gradient_step(theta, gradient(theta, X[first], Y[first]), eta)
        losses.append(loss(theta, X, Y))
    return theta, losses


@wrong(
    "train",
    hint="How many steps does an epoch of ten batches have?",
)
def took_one_step_an_epoch(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You take one batch from each epoch and leave the others."""
    losses = [loss(theta, X, Y)]
    while losses[-1] > target and len(losses) <= epochs:
        for rows in minibatches(len(X), batch_size, rng)[:1]:
            theta = gradient_step(theta, gradient(theta, X[rows], Y[rows]), eta)
        losses.append(loss(theta, X, Y))
    return theta, losses


@wrong(
    "train",
    hint="Write down the rows of one epoch. Is each of them there once?",
)
def drew_every_batch_anew(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You draw each batch from all rows, so that some come twice in an epoch."""
    losses = [loss(theta, X, Y)]
    while losses[-1] > target and len(losses) <= epochs:
        for _ in range(0, len(X), batch_size):
            some = rng.choice(len(X), batch_size, replace=False)
            theta = gradient_step(theta, gradient(theta, X[some], Y[some]), eta)
        losses.append(loss(theta, X, Y))
    return theta, losses


@wrong(
    "train",
    hint="How many steps does an epoch of ten batches have?",
)
def averaged_the_gradients_of_an_epoch(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You average the gradients of all batches and take one step an epoch."""
    losses = [loss(theta, X, Y)]
    while losses[-1] > target and len(losses) <= epochs:
        batches = minibatches(len(X), batch_size, rng)
        grads = [gradient(theta, X[rows], Y[rows]) for rows in batches]
        theta = gradient_step(theta, np.mean(grads, axis=0), eta)
        losses.append(loss(theta, X, Y))
    return theta, losses


@wrong(
    "train",
    hint="How far is your `return` indented, and how often does the loop run?",
)
def returned_after_one_epoch(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You return inside the loop, after the first epoch."""
    if loss(theta, X, Y) <= target:
        return None
    return train(theta, X, Y, loss, gradient, eta, batch_size, 1, target, rng)


@wrong(
    "train",
    hint="Print theta after each step. Does it change?",
)
def threw_the_steps_away(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You compute steps, but theta stays where it is."""
    losses = [loss(theta, X, Y)]
    while losses[-1] > target and len(losses) <= epochs:
        for rows in minibatches(len(X), batch_size, rng):
            gradient_step(theta, gradient(theta, X[rows], Y[rows]), eta)
        losses.append(loss(theta, X, Y))
    return theta, losses


@wrong(
    "train",
    hint="At which parameters does the second step of an epoch begin?",
)
def kept_the_last_step_alone(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """Each of your steps begins where the epoch began, so only the last one counts."""
    losses = [loss(theta, X, Y)]
    while losses[-1] > target and len(losses) <= epochs:
        start = theta
        for rows in minibatches(len(X), batch_size, rng):
            theta = gradient_step(start, gradient(start, X[rows], Y[rows]), eta)
        losses.append(loss(theta, X, Y))
    return theta, losses


@wrong(
    "train",
    hint="What does the gradient function give: a sum or a mean?",
)
def multiplied_by_the_batch_size(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You multiply the gradient by the number of rows, but it is a mean."""
    losses = [loss(theta, X, Y)]
    while losses[-1] > target and len(losses) <= epochs:
        for rows in minibatches(len(X), batch_size, rng):
            total = len(rows) * gradient(theta, X[rows], Y[rows])
            theta = gradient_step(theta, total, eta)
        losses.append(loss(theta, X, Y))
    return theta, losses


@wrong(
    "train",
    hint="What does the gradient function give: a sum or a mean?",
)
def divided_by_all_the_rows(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You divide the gradient by the number of all rows, but it is a mean already."""
    losses = [loss(theta, X, Y)]
    while losses[-1] > target and len(losses) <= epochs:
        for rows in minibatches(len(X), batch_size, rng):
            mean = gradient(theta, X[rows], Y[rows]) / len(X)
            theta = gradient_step(theta, mean, eta)
        losses.append(loss(theta, X, Y))
    return theta, losses


@wrong(
    "train",
    hint="Print the type of your second result.",
)
def returned_the_losses_as_an_array(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You return the losses as an array, where a list is asked for."""
    theta, losses = train(
        theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng
    )
    return theta, np.array(losses)


@wrong(
    "train",
    hint="Start with parameters that are good enough. What should come back?",
)
def looked_at_no_loss_before_the_first(
    theta: Array, X: Array, Y: Array, loss: Loss, gradient: Gradient,
    eta: float, batch_size: int, epochs: int, target: float, rng: Rng,
) -> object:  # fmt: skip
    """You neither look at the loss nor keep it before the first epoch."""
    theta, losses = train(theta, X, Y, loss, gradient, eta, batch_size, 1, -np.inf, rng)
    theta, more = train(
        theta, X, Y, loss, gradient, eta, batch_size, epochs - 1, target, rng
    )
    return theta, [losses[1], *more[1:]]
