"""Chapter 06: the mistakes of the bank, written a second time.

`combination` holds two mistakes in one function. Initialization and mini-batches have a
module of their own.
"""

import numpy as np

# Importing enters the functions.
import tests.twins.epochs
import tests.twins.scales
import tests.twins.starts  # noqa: F401
from tests.twins.epochs import asked, loop
from tests.twins.model import combination, twin


def each(f, *arrays):
    """Apply a function of numbers to every element."""
    return np.vectorize(f, otypes=[float])(*arrays)


@twin("gradient_step", "went_up")
def _(theta, grad, eta):
    return each(lambda w, g: w + eta * g, theta, grad)


@twin("gradient_step", "forgot_the_rate")
def _(theta, grad, eta):
    return each(lambda w, g: w - g, theta, grad)


@twin("gradient_step", "divided_by_the_rate")
def _(theta, grad, eta):
    return each(lambda w, g: w - g / eta, theta, grad)


@twin("gradient_step", "returned_the_step")
def _(theta, grad, eta):
    return each(lambda g: -g * eta, grad)


@twin("gradient_step", "moved_theta_itself")
def _(theta, grad, eta):
    for i in np.ndindex(theta.shape):
        theta[i] -= grad[i] * eta
    return theta


@twin("gradient_step", "took_steps_of_equal_length")
def _(theta, grad, eta):
    length = sum(g * g for g in grad.flat) ** 0.5
    return each(lambda w, g: w - eta / length * g, theta, grad)


@twin("gradient_step", "shrank_theta_too")
def _(theta, grad, eta):
    return each(lambda w, g: eta * w - eta * g, theta, grad)


@twin("gradient_step", "returned_the_length_of_the_step")
def _(theta, grad, eta):
    return each(lambda g: g * eta, grad)


@twin("gradient_step", "divided_by_the_number_of_rows")
def _(theta, grad, eta):
    return each(lambda w, g: w - g * (eta / theta.shape[0]), theta, grad)


@twin("gradient_step", "swapped_theta_and_the_gradient")
def _(theta, grad, eta):
    return each(lambda w, g: g - w * eta, theta, grad)


@twin("gradient_step", "moved_theta_and_returned_nothing")
def _(theta, grad, eta):
    for i in np.ndindex(theta.shape):
        theta[i] -= grad[i] * eta


@twin("gradient_step", "kept_the_sign_alone")
def _(theta, grad, eta):
    return each(lambda w, g: w - eta if g > 0 else w + eta, theta, grad)


@twin("gradient_step", "subtracted_theta")
def _(theta, grad, eta):
    return each(lambda w, g: g * eta - w, theta, grad)


@twin("gradient_step", "multiplied_after_subtracting")
def _(theta, grad, eta):
    return each(lambda w, g: w * g - eta * g, theta, grad)


@combination("gradient_step", "went_up", "forgot_the_rate")
def _(theta, grad, eta):
    return theta + grad


@combination("gradient_step", "returned_the_step", "divided_by_the_rate")
def _(theta, grad, eta):
    return -grad / eta


@twin("train", "never_looked_at_the_target")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    return loop(*args, enough=lambda value: False)


@twin("train", "trained_before_looking")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    return loop(*args, at_least=1)


@twin("train", "went_on_at_the_target")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    return loop(*args, enough=lambda value: value < target)


@twin("train", "forgot_the_first_loss")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    return loop(*args, first=False)


@twin("train", "trained_one_epoch_more")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    return loop(theta, X, Y, loss, gradient, eta, batch_size, 1 + epochs, target, rng)


@twin("train", "climbed_the_loss")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    return loop(theta, X, Y, loss, gradient, -eta, batch_size, epochs, target, rng)


@twin("train", "took_all_rows_each_step")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    return loop(*args, slope=lambda start, now, rows: gradient(now, X, Y))


@twin("train", "took_gradients_at_the_start")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    return loop(*args, slope=lambda old, now, rows: gradient(old, X[rows], Y[rows]))


@twin("train", "left_the_short_batch_out")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    return loop(*args, skip=lambda rows: len(rows) < batch_size)


@twin("train", "kept_a_loss_for_each_step")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    return loop(*args, every_step=True)


@twin("train", "returned_the_losses_first")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    return loop(*args)[::-1]


@twin("train", "never_shuffled")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    return loop(*args, arrange=lambda done: np.arange(len(X)))


@twin("train", "shuffled_once")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    order = np.argsort(rng.random(len(X)))
    return loop(*args, arrange=lambda done: order)


@twin("train", "shuffled_the_inputs_alone")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    losses = [loss(theta, X, Y)]
    for _ in range(epochs):
        if losses[-1] <= target:
            break
        mixed = X[asked(rng).permutation(len(X))]
        for i in range(0, len(X), batch_size):
            j = min(i + batch_size, len(X))
            theta = theta - eta * gradient(theta, mixed[i:j], Y[i:j])
        losses.append(loss(theta, X, Y))
    return theta, losses


@twin("train", "shuffled_with_a_generator_of_its_own")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    mine = np.random.default_rng(1234)
    return loop(*args, arrange=lambda done: mine.permutation(len(X)))


@twin("train", "trained_one_epoch_less")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    return loop(theta, X, Y, loss, gradient, eta, batch_size, epochs - 1, target, rng)


@twin("train", "averaged_the_batches")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    trace = [loss(theta, X, Y)]
    for _ in range(epochs):
        if not trace[-1] > target:
            break
        order, total, steps = asked(rng).permutation(len(X)), 0.0, 0
        for i in range(0, len(X), batch_size):
            x, y = X[order[i : i + batch_size]], Y[order[i : i + batch_size]]
            total, steps = total + loss(theta, x, y), steps + 1
            theta = theta - eta * gradient(theta, x, y)
        trace.append(total / steps)
    return theta, trace


@twin("train", "divided_by_the_batch_size")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)

    def slope(start, now, rows):
        return gradient(now, X[rows], Y[rows]) / len(rows)

    return loop(*args, slope=slope)


@twin("train", "moved_the_callers_theta")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    end, losses = loop(*args)
    theta[:] = end
    return theta, losses


@combination("train", "never_shuffled", "forgot_the_first_loss")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    return loop(*args, arrange=lambda done: np.arange(len(X)), first=False)


@combination("train", "never_looked_at_the_target", "forgot_the_first_loss")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng)
    return loop(*args, enough=lambda value: False, first=False)


@combination("train", "climbed_the_loss", "took_all_rows_each_step")
def _(theta, X, Y, loss, gradient, eta, batch_size, epochs, target, rng):
    args = (theta, X, Y, loss, gradient, -eta, batch_size, epochs, target, rng)
    return loop(*args, slope=lambda start, now, rows: gradient(now, X, Y))
