"""The mistakes that change the state of an optimizer, written a second time."""

from tests.twins.adam import adam, rms
from tests.twins.model import twin
from tests.twins.velocities import ahead, go


@twin("momentum_step", "put_zeros_into_the_empty_state_of_momentum")
def _(theta, grad, state, eta, mu=0.9):
    moved, kept = go(theta, grad, state, eta, mu)
    state.setdefault("v", 0 * theta)
    return moved, kept


@twin("nesterov_step", "put_zeros_into_the_empty_state_of_nesterov")
def _(theta, grad, state, eta, mu=0.9):
    moved, kept = go(theta, grad, state, eta, mu, step=ahead(eta, mu))
    state.setdefault("v", 0 * theta)
    return moved, kept


@twin("nesterov_step", "overwrote_the_state_of_nesterov")
def _(theta, grad, state, eta, mu=0.9):
    moved, kept = go(theta, grad, state, eta, mu, step=ahead(eta, mu))
    for name in state:
        state[name][...] = kept[name]
    return moved, kept


@twin("rmsprop_step", "put_zeros_into_the_empty_state_of_rmsprop")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    moved, kept = rms(theta, grad, state, eta, beta, eps)
    state.setdefault("s", 0 * theta)
    return moved, kept


@twin("rmsprop_step", "overwrote_the_state_of_rmsprop")
def _(theta, grad, state, eta, beta=0.9, eps=1e-8):
    moved, kept = rms(theta, grad, state, eta, beta, eps)
    for name in state:
        state[name][...] = kept[name]
    return moved, kept


@twin("adam_step", "put_zeros_into_the_empty_state_of_adam")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    moved, kept = adam(theta, grad, state, eta, beta1, beta2, eps)
    for name in kept:
        state.setdefault(name, 0 if name == "t" else 0 * theta)
    return moved, kept


@twin("adam_step", "overwrote_the_state_of_adam")
def _(theta, grad, state, eta, beta1=0.9, beta2=0.999, eps=1e-8):
    moved, kept = adam(theta, grad, state, eta, beta1, beta2, eps)
    for name in state:
        state[name] = kept[name]
    return moved, kept
