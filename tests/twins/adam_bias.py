"""The mistakes about the correction of Adam, written a second time."""

import numpy as np

from tests.twins.adam import adam
from tests.twins.model import twin


@twin("adam_step", "multiplied_beta_by_t")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    def linear(mean, beta, t):
        return mean / (1 - t * beta)

    by = lambda size, eps: np.sqrt(size) + eps  # noqa: E731
    return adam(theta, grad, state, eta, beta1, beta2, eps, correct=linear, divide=by)


@twin("adam_step", "corrected_both_with_beta1")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    square = lambda v, beta, t: v / (1 - beta1**t)  # noqa: E731
    return adam(theta, grad, state, eta, beta1, beta2, eps, square=square)


@twin("adam_step", "swapped_the_corrections")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    correct = lambda m, beta, t: m / (1 - beta2**t)  # noqa: E731
    square = lambda v, beta, t: v / (1 - beta1**t)  # noqa: E731
    return adam(
        theta, grad, state, eta, beta1, beta2, eps, correct=correct, square=square
    )


@twin("adam_step", "corrected_without_a_power")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    once = lambda mean, beta, t: mean / (1 - beta)  # noqa: E731
    return adam(theta, grad, state, eta, beta1, beta2, eps, correct=once)


@twin("adam_step", "took_the_root_before_correcting")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    twice = lambda v, beta, t: v / (1 - beta**t) ** 2  # noqa: E731
    return adam(theta, grad, state, eta, beta1, beta2, eps, square=twice)


@twin("adam_step", "returned_the_old_number")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    moved, kept = adam(theta, grad, state, eta, beta1, beta2, eps)
    return moved, {**kept, "t": kept["t"] - 1}


@twin("adam_step", "never_began_to_count")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    def correct(mean, beta, t):
        return np.divide(mean, 1 - beta**t)

    by = lambda size, eps: np.sqrt(size) + eps  # noqa: E731
    return adam(
        theta, grad, state, eta, beta1, beta2, eps,
        count=lambda n: n, correct=correct, divide=by,
    )  # fmt: skip


@twin("adam_step", "counted_on_after_the_step")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    moved, kept = adam(
        theta, grad, state, eta, beta1, beta2, eps, count=lambda n: n if n else 1
    )
    return moved, {**kept, "t": kept["t"] + 1}


@twin("adam_step", "subtracted_the_power_from_the_mean")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    less = lambda mean, beta, t: mean / 1 - beta**t  # noqa: E731
    by = lambda size, eps: np.sqrt(size) + eps  # noqa: E731
    return adam(theta, grad, state, eta, beta1, beta2, eps, correct=less, divide=by)
