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


@twin("momentum_step", "followed_another_form")
def _(theta, grad, state, eta, mu=0.9):
    plain = lambda old, g: mu * old + g  # noqa: E731
    back = lambda old, new, g: -eta * new  # noqa: E731
    return go(theta, grad, state, eta, mu, velocity=plain, step=back)


@twin("momentum_step", "turned_the_velocity_round")
def _(theta, grad, state, eta, mu=0.9):
    back = lambda old, new, g: -new  # noqa: E731
    return go(theta, grad, state, -eta, mu, step=back)


@twin("momentum_step", "averaged_the_gradients")
def _(theta, grad, state, eta, mu=0.9):
    mean = lambda old, g: g + mu * (old - g)  # noqa: E731
    back = lambda old, new, g: -eta * new  # noqa: E731
    return go(theta, grad, state, eta, mu, velocity=mean, step=back)


@twin("momentum_step", "wrote_into_the_state")
def _(theta, grad, state, eta, mu=0.9):
    moved, kept = go(theta, grad, state, eta, mu)
    state.update(kept)
    return moved, kept


@twin("momentum_step", "overwrote_the_old_velocity")
def _(theta, grad, state, eta, mu=0.9):
    moved, kept = go(theta, grad, state, eta, mu)
    if state:
        state["v"][...] = kept["v"]
    return moved, kept


@twin("momentum_step", "moved_theta_in_place")
def _(theta, grad, state, eta, mu=0.9):
    theta[...], kept = go(theta, grad, state, eta, mu)
    return theta, kept


@twin("momentum_step", "kept_mu_at_its_default")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, eta, 9 / 10)


@twin("momentum_step", "stood_still_at_first")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, eta if state else 0.0, mu)


@twin("momentum_step", "scaled_by_the_rate_twice")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, eta, mu, step=lambda old, new, g: eta * new)


@twin("momentum_step", "forgot_the_learning_rate")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, 1, mu)


@twin("momentum_step", "never_braked")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, eta, 1)


@twin("momentum_step", "moved_by_the_gradient_alone")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, eta, mu, step=lambda old, new, g: -eta * g)


@twin("momentum_step", "braked_the_step_too")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, eta, mu, step=lambda old, new, g: mu * new)


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


def ahead(eta, mu):
    """Give the right step of Nesterov, as a function of plain numbers."""
    return lambda old, new, g: mu * new - eta * g


@twin("nesterov_step", "turned_the_velocity_uphill")
def _(theta, grad, state, eta, mu=0.9):
    back = lambda old, new, g: -mu * new - eta * g  # noqa: E731
    return go(theta, grad, state, -eta, mu, step=back)


@twin("nesterov_step", "forgot_the_rate_in_the_step")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, eta, mu, step=lambda old, new, g: mu * new - g)


@twin("nesterov_step", "added_the_gradient")
def _(theta, grad, state, eta, mu=0.9):
    step = lambda old, new, g: eta * g + mu * new  # noqa: E731
    return go(theta, grad, state, eta, mu, step=step)


@twin("nesterov_step", "put_the_velocity_into_the_state")
def _(theta, grad, state, eta, mu=0.9):
    moved, kept = go(theta, grad, state, eta, mu, step=ahead(eta, mu))
    state.update(kept)
    return moved, kept


@twin("nesterov_step", "moved_theta_where_it_is")
def _(theta, grad, state, eta, mu=0.9):
    theta[...], kept = go(theta, grad, state, eta, mu, step=ahead(eta, mu))
    return theta, kept


@twin("nesterov_step", "left_mu_at_its_default")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, eta, 9 / 10, step=ahead(eta, 9 / 10))


@twin("nesterov_step", "asked_for_a_velocity_at_once")
def _(theta, grad, state, eta, mu=0.9):
    if not state:
        raise KeyError("v")
    return go(theta, grad, state, eta, mu, step=ahead(eta, mu))


@twin("nesterov_step", "followed_the_gradient_alone")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, eta, mu, step=lambda old, new, g: -eta * g)


@twin("nesterov_step", "began_without_looking_ahead")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, eta, mu, step=ahead(eta, mu if state else 0.0))


@twin("nesterov_step", "braked_the_gradient_too")
def _(theta, grad, state, eta, mu=0.9):
    step = lambda old, new, g: mu * new - mu * eta * g  # noqa: E731
    return go(theta, grad, state, eta, mu, step=step)


@combination("nesterov_step", "climbed", "left_out_the_gradient")
def _(theta, grad, state, eta, mu=0.9):
    return go(theta, grad, state, -eta, mu, step=lambda old, new, g: mu * new)


@combination("nesterov_step", "looked_too_far_ahead", "forgot_to_keep_the_velocity")
def _(theta, grad, state, eta, mu=0.9):
    moved, _ = go(theta, grad, state, eta, mu, step=lambda old, new, g: new - eta * g)
    return moved, state
