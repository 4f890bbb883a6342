"""Optimizers: wrong answers that change the state that they are given."""

from typing import Any

import numpy as np

from autograder.banks.model import wrong
from solutions import Array
from solutions.adaptive import adam_step, rmsprop_step
from solutions.momentum import momentum_step, nesterov_step

State = dict[str, Any]


@wrong(
    "momentum_step",
    hint="Print the state before the call and after it.",
)
def put_zeros_into_the_empty_state_of_momentum(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You put zeros into the empty dict that you are given before the first step."""
    stepped, kept = momentum_step(theta, grad, state, eta, mu)
    if not state:
        state.update(v=np.zeros(theta.shape))
    return stepped, kept


@wrong(
    "nesterov_step",
    hint="Print the state before the call and after it.",
)
def put_zeros_into_the_empty_state_of_nesterov(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You put zeros into the empty dict that you are given before the first step."""
    stepped, kept = nesterov_step(theta, grad, state, eta, mu)
    if not state:
        state.update(v=np.zeros(theta.shape))
    return stepped, kept


@wrong(
    "nesterov_step",
    hint="Print the state before the call and after it.",
)
def overwrote_the_state_of_nesterov(
    theta: Array, grad: Array, state: State, eta: float, mu: float = 0.9
) -> object:
    """You overwrite the old velocity in the state that you are given."""
    stepped, kept = nesterov_step(theta, grad, state, eta, mu)
    if state:
        state.update(kept)
    return stepped, kept


@wrong(
    "rmsprop_step",
    hint="Print the state before the call and after it.",
)
def put_zeros_into_the_empty_state_of_rmsprop(
    theta: Array, grad: Array, state: State, eta: float,
    beta: float = 0.9, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You put zeros into the empty dict that you are given before the first step."""
    stepped, kept = rmsprop_step(theta, grad, state, eta, beta, eps)
    if not state:
        state.update(s=np.zeros(theta.shape))
    return stepped, kept


@wrong(
    "rmsprop_step",
    hint="Print the state before the call and after it.",
)
def overwrote_the_state_of_rmsprop(
    theta: Array, grad: Array, state: State, eta: float,
    beta: float = 0.9, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You overwrite the old mean square in the state that you are given."""
    stepped, kept = rmsprop_step(theta, grad, state, eta, beta, eps)
    if state:
        state.update(kept)
    return stepped, kept


@wrong(
    "adam_step",
    hint="Print the state before the call and after it.",
)
def put_zeros_into_the_empty_state_of_adam(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You put zeros into the empty dict that you are given before the first step."""
    stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2, eps)
    if not state:
        state.update(t=0, m=np.zeros(theta.shape), v=np.zeros(theta.shape))
    return stepped, kept


@wrong(
    "adam_step",
    hint="Print the state before the call and after it.",
)
def overwrote_the_state_of_adam(
    theta: Array, grad: Array, state: State, eta: float,
    beta1: float = 0.9, beta2: float = 0.999, eps: float = 1e-8,
) -> object:  # fmt: skip
    """You overwrite the number and both means in the state that you are given."""
    stepped, kept = adam_step(theta, grad, state, eta, beta1, beta2, eps)
    if state:
        state.update(kept)
    return stepped, kept
