"""The mistakes about RMSprop, Adam and AdamW, written a second time."""

import math

import numpy as np

from tests.twins.model import combination, twin


def root_first(size, eps):
    return math.sqrt(size) + eps


def root_last(size, eps):
    return math.sqrt(size + eps)


def rms(theta, grad, state, eta, beta, eps, *, of=None, new=None, by=None):
    """Take a step of RMSprop, element by element."""
    of = of or (lambda g: g * g)
    new = new or (lambda old, g: old + (1 - beta) * (of(g) - old))
    by = by or (lambda old, s: root_first(s, eps))
    moved, kept = np.empty(theta.shape), np.empty(theta.shape)
    for i, g in np.ndenumerate(grad):
        old = float(state["s"][i]) if state else 0.0
        kept[i] = new(old, g)
        moved[i] = theta[i] - eta * g / by(old, kept[i])
    return moved, {"s": kept}


@twin("rmsprop_step", "forgot_the_root")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    return rms(theta, grad, state, eta, beta, eps, by=lambda old, s: s + eps)


@twin("rmsprop_step", "put_epsilon_under_the_root")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    by = lambda old, s: root_last(s, eps)  # noqa: E731
    return rms(theta, grad, state, eta, beta, eps, by=by)


@twin("rmsprop_step", "swapped_the_weights")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    return rms(theta, grad, state, eta, 1 - beta, eps)


@twin("rmsprop_step", "averaged_the_size")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    return rms(theta, grad, state, eta, beta, eps, of=abs)


@twin("rmsprop_step", "one_mean_for_all")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    mean = sum(g * g for g in grad.ravel()) / grad.size
    return rms(theta, grad, state, eta, beta, eps, of=lambda g: mean)


@twin("rmsprop_step", "added_up_for_ever")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    return rms(theta, grad, state, eta, beta, eps, new=lambda old, g: old + g * g)


@twin("rmsprop_step", "divided_by_the_old_mean")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    by = lambda old, s: root_first(old, eps)  # noqa: E731
    return rms(theta, grad, state, eta, beta, eps, by=by)


@twin("rmsprop_step", "forgot_the_old_squares")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    return rms(theta, grad, {}, eta, beta, eps)


@twin("rmsprop_step", "stepped_uphill")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    return rms(theta, grad, state, -eta, beta, eps)


@twin("rmsprop_step", "forgot_epsilon")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    return rms(theta, grad, state, eta, beta, 0.0)


@twin("rmsprop_step", "began_with_the_first_square")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    state = state or {"s": grad * grad}
    return rms(theta, grad, state, eta, beta, eps)


@combination("rmsprop_step", "stepped_uphill", "forgot_the_root")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    return rms(theta, grad, state, -eta, beta, eps, by=lambda old, s: s + eps)


@combination("rmsprop_step", "added_up_for_ever", "put_epsilon_under_the_root")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    return rms(
        theta, grad, state, eta, beta, eps,
        new=lambda old, g: old + g * g, by=lambda old, s: root_last(s, eps),
    )  # fmt: skip


def adam(
    theta, grad, state, eta, beta1, beta2, eps, *,
    lmbda=0.0, correct=None, square=None, divide=root_first, keep_hats=False,
    count=None, extra=None,
):  # fmt: skip
    """Take a step of Adam, element by element."""
    correct = correct or (lambda mean, beta, t: mean / (1 - beta**t))
    square = square or correct
    before = state["t"] if state else 0
    t = (count or (lambda n: n + 1))(before)
    m, v, moved = (np.empty(theta.shape) for _ in range(3))
    for i, g in np.ndenumerate(grad):
        m_old, v_old = (state["m"][i], state["v"][i]) if state else (0.0, 0.0)
        m[i] = m_old - (1 - beta1) * (m_old - g)
        v[i] = v_old - (1 - beta2) * (v_old - g * g)
        mean, size = correct(m[i], beta1, t), divide(square(v[i], beta2, t), eps)
        more = extra(theta[i], mean, size) if extra else 0.0
        moved[i] = theta[i] - eta * mean / size - lmbda * theta[i] - more
        if keep_hats:
            m[i], v[i] = mean, square(v[i], beta2, t)
    return moved, {"m": m, "t": t, "v": v}


def as_it_is(mean, beta, t):
    return mean


@twin("adam_step", "left_the_means_biased")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, grad, state, eta, beta1, beta2, eps, correct=as_it_is)


@twin("adam_step", "put_epsilon_inside")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, grad, state, eta, beta1, beta2, eps, divide=root_last)


@twin("adam_step", "counted_from_zero")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    def late(mean, beta, t):
        return np.divide(mean, 1.0 - beta ** (t - 1))

    return adam(
        theta, grad, state, eta, beta1, beta2, eps,
        correct=late, divide=lambda size, eps: np.sqrt(size) + eps,
    )  # fmt: skip


@twin("adam_step", "swapped_the_betas")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, grad, state, eta, beta2, beta1, eps)


@twin("adam_step", "kept_the_corrected_means")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, grad, state, eta, beta1, beta2, eps, keep_hats=True)


@twin("adam_step", "corrected_the_mean_alone")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, grad, state, eta, beta1, beta2, eps, square=as_it_is)


@twin("adam_step", "corrected_the_square_alone")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(
        theta, grad, state, eta, beta1, beta2, eps,
        correct=as_it_is, square=lambda size, beta, t: size / (1 - beta**t),
    )  # fmt: skip


@twin("adam_step", "multiplied_by_the_correction")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(
        theta, grad, state, eta, beta1, beta2, eps,
        correct=lambda mean, beta, t: mean - mean * beta**t,
    )  # fmt: skip


@twin("adam_step", "never_counted")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, grad, state, eta, beta1, beta2, eps, count=lambda n: 1)


@twin("adam_step", "swapped_old_and_new")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(
        theta, grad, state, eta, 1 - beta1, 1 - beta2, eps,
        correct=lambda mean, beta, t: mean / (1 - (1 - beta) ** t),
    )  # fmt: skip


@twin("adam_step", "began_at_two")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    def first_is_two(n):
        return n + 1 if n else 2

    return adam(theta, grad, state, eta, beta1, beta2, eps, count=first_is_two)


@twin("adam_step", "raised_to_the_next_power")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(
        theta, grad, state, eta, beta1, beta2, eps,
        correct=lambda mean, beta, t: mean / (1 - beta * beta**t),
    )  # fmt: skip


@twin("adam_step", "scaled_epsilon_too")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    t = state["t"] + 1 if state else 1
    larger = eps / math.sqrt(1 - beta2**t)
    return adam(theta, grad, state, eta, beta1, beta2, larger)


@twin("adam_step", "divided_without_the_root")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    plain = lambda size, eps: size + eps  # noqa: E731
    return adam(theta, grad, state, eta, beta1, beta2, eps, divide=plain)


@twin("adam_step", "stepped_up")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, grad, state, -eta, beta1, beta2, eps)


@combination("adam_step", "left_the_means_biased", "put_epsilon_inside")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(
        theta, grad, state, eta, beta1, beta2, eps, correct=as_it_is, divide=root_last
    )


@combination("adam_step", "never_counted", "swapped_the_betas")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, grad, state, eta, beta2, beta1, eps, count=lambda n: 1)


@twin("adamw_step", "added_the_decay_to_the_gradient")
def _(theta, grad, state, eta, lmbda, beta1=0.9, beta2=0.999, eps=1e-8):
    steeper = np.array(grad)
    for i, value in np.ndenumerate(theta):
        steeper[i] += value * lmbda
    return adam(theta, steeper, state, eta, beta1, beta2, eps)


@twin("adamw_step", "scaled_the_decay_by_the_rate")
def _(theta, grad, state, eta, lmbda, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, grad, state, eta, beta1, beta2, eps, lmbda=lmbda * eta)


@twin("adamw_step", "decayed_what_had_moved")
def _(theta, grad, state, eta, lmbda, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(
        theta, grad, state, eta, beta1, beta2, eps,
        extra=lambda at, mean, size: lmbda * (at - eta * mean / size),
    )  # fmt: skip


@twin("adamw_step", "let_them_grow")
def _(theta, grad, state, eta, lmbda, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, grad, state, eta, beta1, beta2, eps, lmbda=-lmbda)


@twin("adamw_step", "forgot_the_decay")
def _(theta, grad, state, eta, lmbda, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, grad, state, eta, beta1, beta2, eps)


@twin("adamw_step", "divided_the_decay_too")
def _(theta, grad, state, eta, lmbda, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(
        theta, grad, state, eta, beta1, beta2, eps,
        extra=lambda at, mean, size: lmbda * at / size,
    )  # fmt: skip


@twin("adamw_step", "pulled_all_alike")
def _(theta, grad, state, eta, lmbda, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(
        theta, grad, state, eta, beta1, beta2, eps,
        extra=lambda at, mean, size: lmbda if at > 0 else -lmbda,
    )  # fmt: skip


@twin("adamw_step", "kept_the_betas_to_itself")
def _(theta, grad, state, eta, lmbda, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, grad, state, eta, 0.9, 0.999, 1e-8, lmbda=lmbda)


@combination("adamw_step", "let_them_grow", "scaled_the_decay_by_the_rate")
def _(theta, grad, state, eta, lmbda, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, grad, state, eta, beta1, beta2, eps, lmbda=-lmbda * eta)


@combination("adamw_step", "divided_the_decay_too", "let_them_grow")
def _(theta, grad, state, eta, lmbda, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(
        theta, grad, state, eta, beta1, beta2, eps,
        extra=lambda at, mean, size: -lmbda * at / size,
    )  # fmt: skip
