"""The mistakes about the epochs of the training loop, written a second time."""

import numpy as np

from tests.twins.model import twin


def asked(rng):
    """Give the generator that shuffles when a submission asks for its batches."""
    return np.random.default_rng(int(rng.integers(2**62)))


def loop(
    theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng, *,
    enough=None, first=True, at_least=0, slope=None, skip=None, every_step=False,
    arrange=None,
):  # fmt: skip
    """Train; the rules say when it is enough, which slope is taken, what is skipped."""
    arrange = arrange or (lambda done: asked(rng).permutation(len(X)))
    enough = enough or (lambda value: value <= target)
    slope = slope or (lambda start, now, rows: gradient(now, X[rows], Y[rows]))
    losses, done = [loss(theta, X, Y)], 0
    while done < epochs and (done < at_least or not enough(losses[-1])):
        start, order, i = theta, arrange(done), 0
        while i < len(X):
            rows = order[i : i + batch_size]
            if not (skip and skip(rows)):
                theta = theta - slope(start, theta, rows) * eta
            if every_step:
                losses.append(loss(theta, X, Y))
            i += batch_size
        if not every_step:
            losses.append(loss(theta, X, Y))
        done += 1
    return theta, losses if first else losses[1:]


@twin("train", "gave_the_loss_of_the_last_batch")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    seen = [slice(None)]

    def last_batch(theta, X, Y):
        return loss(theta, X[seen[-1]], Y[seen[-1]])

    def noting(start, now, rows):
        seen.append(rows)
        return gradient(now, X[rows], Y[rows])

    return loop(
        theta, X, Y, last_batch, gradient, eta, batch_size, epochs, target, rng,
        slope=noting,
    )  # fmt: skip


@twin("train", "forgot_the_last_loss")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    moved, losses = loop(*args)
    return moved, losses[:epochs]


@twin("train", "dropped_the_loss_at_the_target")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    moved, (first, *others) = loop(*args)
    return moved, [first, *(value for value in others if value > target)]


@twin("train", "always_took_the_first_rows")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    X_1, Y_1 = X[:batch_size], Y[:batch_size]
    return loop(*args, slope=lambda start, now, rows: gradient(now, X_1, Y_1))


@twin("train", "took_one_step_an_epoch")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    losses = [loss(theta, X, Y)]
    while len(losses) <= epochs and losses[-1] > target:
        rows = asked(rng).permutation(len(X))[:batch_size]
        theta = theta - eta * gradient(theta, X[rows], Y[rows])
        losses.append(loss(theta, X, Y))
    return theta, losses


@twin("train", "drew_every_batch_anew")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)

    def slope(start, now, rows):
        some = rng.choice(len(X), batch_size, replace=False).tolist()
        return gradient(now, X[some], Y[some])

    return loop(*args, slope=slope, arrange=lambda done: range(len(X)))


@twin("train", "averaged_the_gradients_of_an_epoch")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    many = -(-len(X) // batch_size)
    return loop(
        *args,
        slope=lambda start, now, rows: gradient(start, X[rows], Y[rows]) / many,
    )


@twin("train", "returned_after_one_epoch")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    before = loss(theta, X, Y)
    if before > target:
        for rows in np.split(
            rng.permutation(len(X)), range(batch_size, len(X), batch_size)
        ):
            theta = theta - gradient(theta, X[rows], Y[rows]) * eta
        return theta, [before, loss(theta, X, Y)]


@twin("train", "threw_the_steps_away")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    return loop(theta, X, Y, loss, gradient, 0.0, batch_size, epochs, target, rng)


@twin("train", "kept_the_last_step_alone")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)

    def slope(start, now, rows):
        return (now - start) / eta + gradient(start, X[rows], Y[rows])

    return loop(*args, slope=slope)


@twin("train", "multiplied_by_the_batch_size")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    return loop(
        *args,
        slope=lambda start, now, rows: len(rows) * gradient(now, X[rows], Y[rows]),
    )


@twin("train", "divided_by_all_the_rows")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    return loop(
        theta, X, Y, loss, gradient, eta / len(X), batch_size, epochs, target, rng
    )


@twin("train", "returned_the_losses_as_an_array")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    moved, losses = loop(*args)
    return moved, np.asarray(losses)


@twin("train", "looked_at_no_loss_before_the_first")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    return loop(*args, at_least=1, first=False)
