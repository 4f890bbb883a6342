"""The mistakes about mean squares, states and decay, written a second time."""

import numpy as np

from tests.twins.adam import adam, rms
from tests.twins.model import twin


@twin("rmsprop_step", "forgot_the_gradient_on_top")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    s = rms(theta, grad, state, eta, beta, eps)[1]["s"]
    steps = [eta / (v**0.5 + eps) for v in s.flat]
    return theta - np.reshape(steps, s.shape), {"s": s}


@twin("rmsprop_step", "averaged_the_gradient")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    return rms(
        theta, grad, state, eta, beta, eps,
        of=lambda g: g, by=lambda old, s: np.sqrt(s) + eps,
    )  # fmt: skip


@twin("rmsprop_step", "added_the_whole_square")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    new = lambda old, g: beta * old + g * g  # noqa: E731
    return rms(theta, grad, state, eta, beta, eps, new=new)


@twin("rmsprop_step", "added_epsilon_last")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    moved, kept = rms(theta, grad, state, eta, beta, 0.0)
    return eps + moved, kept


@twin("rmsprop_step", "left_beta_and_epsilon_at_their_defaults")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    return rms(theta, grad, state, eta, 0.9, 1e-8)


@twin("rmsprop_step", "left_beta_at_its_default")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    return rms(theta, grad, state, eta, 0.9, eps)


@twin("rmsprop_step", "left_epsilon_at_its_default")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    return rms(theta, grad, state, eta, beta, 1e-8)


@twin("rmsprop_step", "put_the_mean_into_the_state")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    moved, kept = rms(theta, grad, state, eta, beta, eps)
    state.update(kept)
    return moved, kept


@twin("rmsprop_step", "kept_the_root")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    moved, kept = rms(theta, grad, state, eta, beta, eps)
    return moved, {"s": kept["s"] ** 0.5}


@twin("rmsprop_step", "wanted_a_mean_at_once")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    if not state:
        raise KeyError("s")
    return rms(theta, grad, state, eta, beta, eps)


@twin("rmsprop_step", "returned_the_state_it_got")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    return rms(theta, grad, state, eta, beta, eps)[0], state


@twin("rmsprop_step", "moved_the_given_theta")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    theta[...], kept = rms(theta, grad, state, eta, beta, eps)
    return theta, kept


@twin("adam_step", "averaged_the_slope_in_both_means")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    _, kept = adam(theta, grad, state, eta, beta1, beta2, eps)
    t = kept["t"]
    old = state["v"] if state else 0.0
    v = old - (1 - beta2) * (old - grad)
    size = np.sqrt(v / (1 - beta2**t)) + eps
    return theta - eta * kept["m"] / (1 - beta1**t) / size, {**kept, "v": v}


@twin("adam_step", "added_up_both_means")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    old = state or {"m": 0.0, "v": 0.0, "t": 0}
    t, m, v = old["t"] + 1, old["m"] * beta1 + grad, old["v"] * beta2 + grad * grad
    size = (v / (1 - beta2**t)) ** 0.5 + eps
    return theta - eta * m / (1 - beta1**t) / size, {"v": v, "m": m, "t": t}


@twin("adam_step", "squared_the_mean")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    kept = adam(theta, grad, state, eta, beta1, beta2, eps)[1]
    t, old = kept["t"], state["v"] if state else 0.0
    v = old - (1 - beta2) * (old - kept["m"] * kept["m"])
    size = (v / (1 - beta2**t)) ** 0.5 + eps
    return theta - eta * kept["m"] / (1 - beta1**t) / size, {**kept, "v": v}


@twin("adam_step", "followed_the_newest_gradient")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    kept = adam(theta, grad, state, eta, beta1, beta2, eps)[1]
    plain = kept["v"] / (1 - beta2 ** kept["t"])
    return theta - eta * grad / (plain**0.5 + eps), kept


@twin("adam_step", "left_epsilon_out")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, grad, state, eta, beta1, beta2, 0)


@twin("adam_step", "added_epsilon_at_the_end")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    moved, kept = adam(theta, grad, state, eta, beta1, beta2, 0)
    return eps + moved, kept


@twin("adam_step", "took_all_defaults")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, grad, state, eta, 0.9, 0.999, 1e-8)


@twin("adam_step", "took_the_usual_betas")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, grad, state, eta, 0.9, 0.999, eps)


@twin("adam_step", "wrote_the_means_into_the_state")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    moved, kept = adam(theta, grad, state, eta, beta1, beta2, eps)
    for key in kept:
        state[key] = kept[key]
    return moved, kept


@twin("adam_step", "wanted_a_number_at_once")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    if not state:
        raise KeyError("t")
    return adam(theta, grad, state, eta, beta1, beta2, eps)


@twin("adam_step", "handed_the_old_state_on")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, grad, state, eta, beta1, beta2, eps)[0], state


@twin("adam_step", "stepped_in_the_given_theta")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    theta[...], kept = adam(theta, grad, state, eta, beta1, beta2, eps)
    return theta, kept


@twin("adamw_step", "put_the_decay_above_the_root")
def _(theta, grad, state, eta, lmbda, beta1=0.9, beta2=0.999, eps=1e-8):
    extra = lambda at, mean, size: eta * lmbda * at / size  # noqa: E731
    return adam(theta, grad, state, eta, beta1, beta2, eps, extra=extra)


@twin("adamw_step", "subtracted_lmbda_alone")
def _(theta, grad, state, eta, lmbda, beta1=0.9, beta2=0.999, eps=1e-8):
    extra = lambda at, mean, size: lmbda  # noqa: E731
    return adam(theta, grad, state, eta, beta1, beta2, eps, extra=extra)


@twin("adamw_step", "returned_the_old_means")
def _(theta, grad, state, eta, lmbda, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, grad, state, eta, beta1, beta2, eps, lmbda=lmbda)[0], state


@twin("adamw_step", "kept_epsilon_to_itself")
def _(theta, grad, state, eta, lmbda, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, grad, state, eta, beta1, beta2, 1e-8, lmbda=lmbda)


@twin("adamw_step", "decayed_by_the_gradient")
def _(theta, grad, state, eta, lmbda, beta1=0.9, beta2=0.999, eps=1e-8):
    moved, kept = adam(theta, grad, state, eta, beta1, beta2, eps)
    return moved - grad * lmbda, kept


@twin("adamw_step", "decayed_late_and_by_the_rate")
def _(theta, grad, state, eta, lmbda, beta1=0.9, beta2=0.999, eps=1e-8):
    moved, kept = adam(theta, grad, state, eta, beta1, beta2, eps)
    return moved - lmbda * eta * moved, kept


@twin("adamw_step", "subtracted_the_decay_from_the_gradient")
def _(theta, grad, state, eta, lmbda, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, grad - theta * lmbda, state, eta, beta1, beta2, eps)


@twin("adamw_step", "decayed_in_both_places")
def _(theta, grad, state, eta, lmbda, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam(theta, theta * lmbda + grad, state, eta, beta1, beta2, eps, lmbda=lmbda)


@twin("adamw_step", "shrank_the_callers_theta")
def _(theta, grad, state, eta, lmbda, beta1=0.9, beta2=0.999, eps=1e-8):
    moved, kept = adam(theta, grad, state, eta, beta1, beta2, eps, lmbda=lmbda)
    theta -= lmbda * theta
    return moved, kept
