"""The mistakes about momentum and Nesterov, written a second time."""

import numpy as np

from tests.twins.model import combination, twin


def go(theta, grad, state, eta, mu, *, keep=None, push=None, velocity=None, step=None):
    """Take one step, element by element; the rules are functions of plain numbers."""
    velocity = velocity or (lambda old, g: mu * old - eta * g)
    step = step or (lambda old, new, g: new)
    keep = keep or (lambda old, new, g: new)
    moved, kept = np.empty(theta.shape), np.empty(theta.shape)
    for i, g in np.ndenumerate(grad):
        old = state["v"][i] if len(state) else 0.0
        new = velocity(old, g)
        moved[i] = theta[i] + step(old, new, g)
        kept[i] = keep(old, new, g)
    return moved, {"v": kept}


@twin("momentum_step", "forgot_the_past")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, {}, eta, mu)


@twin("momentum_step", "averaged_instead_of_adding")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, eta * (1 - mu), mu)


@twin("momentum_step", "kept_the_rate_outside")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, 1.0, mu, step=lambda old, new, g: new * eta)


@twin("momentum_step", "rolled_uphill")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, -eta, mu)


@twin("momentum_step", "subtracted_the_velocity")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, eta, mu, step=lambda old, new, g: -new)


@twin("momentum_step", "moved_by_the_old_velocity")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, eta, mu, step=lambda old, new, g: old)


@twin("momentum_step", "returned_the_old_state")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, eta, mu)[0], state


@twin("momentum_step", "braked_the_gradient")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, eta * mu, mu)


@twin("momentum_step", "looked_ahead")
def _(theta, grad, state, eta, mu=0.9):
    return go(
        theta, grad, state, eta, mu, step=lambda old, new, g: new + mu * (new - old)
    )


@combination("momentum_step", "rolled_uphill", "averaged_instead_of_adding")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, eta * (mu - 1), mu)


@combination("momentum_step", "kept_the_rate_outside", "subtracted_the_velocity")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, 1.0, mu, step=lambda old, new, g: -eta * new)


@twin("momentum_step", "wanted_a_velocity_at_once")
def _(theta, grad, state, eta, mu=0.9):
    old = state["v"]
    return go(theta, grad, {"v": old}, eta, mu)


@twin("momentum_step", "swapped_mu_and_eta")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, mu, eta, velocity=lambda old, g: eta * old - g * mu)


@twin("nesterov_step", "took_the_plain_step")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, eta, mu)


@twin("nesterov_step", "left_out_the_gradient")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, eta, mu, step=lambda old, new, g: mu * new)


@twin("nesterov_step", "looked_too_far_ahead")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, eta, mu, step=lambda old, new, g: new - eta * g)


@twin("nesterov_step", "braked_the_velocity_twice")
def _(theta, grad, state, eta, mu=0.9):
    return go(
        theta, grad, state, eta, mu, step=lambda old, new, g: mu * mu * new - eta * g
    )


@twin("nesterov_step", "kept_the_step_as_velocity")
def _(theta, grad, state, eta, mu=0.9):
    def both(old, new, g):
        return new * mu - g * eta

    return go(theta, grad, state, eta, mu, step=both, keep=both)


@twin("nesterov_step", "climbed")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, -eta, mu, step=lambda old, new, g: mu * new + eta * g)


@twin("nesterov_step", "looked_ahead_once_more")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, eta, mu, step=lambda old, new, g: new + mu * new)


@twin("nesterov_step", "forgot_to_keep_the_velocity")
def _(theta, grad, state, eta, mu=0.9):
    moved, _ = go(
        theta, grad, state, eta, mu, step=lambda old, new, g: mu * new - eta * g
    )
    return moved, state


@twin("nesterov_step", "kept_the_rate_outside_too")
def _(theta, grad, state, eta, mu=0.9):
    return go(
        theta, grad, state, eta, mu,
        velocity=lambda old, g: old * mu + g,
        step=lambda old, new, g: -eta * mu * new - eta * g,
    )  # fmt: skip


@combination("nesterov_step", "climbed", "left_out_the_gradient")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, -eta, mu, step=lambda old, new, g: mu * new)


@combination("nesterov_step", "looked_too_far_ahead", "forgot_to_keep_the_velocity")
def _(theta, grad, state, eta, mu=0.9):
    moved, _ = go(theta, grad, state, eta, mu, step=lambda old, new, g: new - eta * g)
    return moved, state
