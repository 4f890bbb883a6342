"""Unusual right answers to the exercises of the module training."""

from collections.abc import Callable

import numpy as np

from autograder.alternatives.model import Gradient, Layers, Loss, Rng, right
from solutions import Array
from solutions.training import minibatches


def variance(scheme: str, n_prev: int, n: int) -> float:
    """Give the right variance of the weights; refuse a name that is no scheme."""
    known = {"small": 1e-4, "xavier": 2.0 / (n_prev + n), "he": 2.0 / n_prev}
    if scheme not in known:
        raise ValueError(f"{scheme!r} is none of {', '.join(known)}")
    return known[scheme]


def layers(
    sizes: list[int],
    weights: Callable[[int, int], Array],
    bias: Callable[[int], Array] = np.zeros,
) -> tuple[Layers, Layers]:
    """Make every layer; the weights are made from n_prev and n."""
    L = len(sizes) - 1
    W = {l: weights(sizes[l - 1], sizes[l]) for l in range(1, L + 1)}
    return W, {l: bias(sizes[l]) for l in range(1, L + 1)}


@right("initialize")
def scaled_afterwards(sizes: list[int], scheme: str, rng: Rng) -> object:
    """Draw standard normal numbers from the last layer down, turn them, scale them."""
    W, b = {}, {}
    for l in range(len(sizes) - 1, 0, -1):
        raw = rng.standard_normal((sizes[l - 1], sizes[l])).T
        W[l] = raw * variance(scheme, sizes[l - 1], sizes[l]) ** 0.5
        b[l] = 0.0 * W[l][:, 0]
    return [W, b]


@right("initialize")
def as_the_sum_of_two(sizes: list[int], scheme: str, rng: Rng) -> object:
    """Add up two normal numbers for each weight: the sum is normal too."""

    def weights(n_prev: int, n: int) -> Array:
        s = np.sqrt(variance(scheme, n_prev, n) / 2.0)
        return rng.normal(0.0, s, (n, n_prev)) + rng.normal(0.0, s, (n, n_prev))

    return layers(sizes, weights)


@right("gradient_step")
def each_parameter_by_itself(theta: Array, grad: Array, eta: float) -> object:
    """Move one parameter after the other."""
    pairs = zip(theta.flat, grad.flat, strict=True)
    return np.array([w - eta * g for w, g in pairs]).reshape(theta.shape)


@right("gradient_step")
def subtracted_from_a_copy(theta: Array, grad: Array, eta: float) -> object:
    """Change a copy in place."""
    moved = theta.copy()
    moved -= np.multiply(grad, eta)
    return moved


@right("minibatches")
def sorted_by_random_numbers(N: int, batch_size: int, rng: Rng) -> object:
    """Sort the rows by random keys, and split at the multiples of the size."""
    order = np.argsort(rng.random(N))
    return tuple(np.split(order, np.arange(batch_size, N, batch_size)))


@right("minibatches")
def taken_from_a_pile(N: int, batch_size: int, rng: Rng) -> object:
    """Shuffle a pile and take from it until it is empty."""
    pile = np.arange(N)
    rng.shuffle(pile)
    batches = []
    while len(pile):
        batches.append(pile[:batch_size].copy())
        pile = pile[batch_size:]
    return batches


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
