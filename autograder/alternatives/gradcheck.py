"""Unusual right answers to the exercises of the module gradcheck."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.alternatives.model import Backward, Layers, Names, Scalar, right
from solutions import Array
from solutions.deltas import backward as right_backward
from solutions.forward import forward
from solutions.gradcheck import numerical_gradient, relative_error
from solutions.losses import mse


def guilty(weights: set[int], biases: set[int], L: int) -> str:
    """Draw the right conclusion."""
    if L in weights and L in biases:
        return "BP1"
    if L in biases:
        return "BP3"
    if L in weights:
        return "BP4"
    return "BP2" if weights or biases else "none"


@right("numerical_gradient")
def rows_of_the_identity(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """Take the steps from an identity matrix."""
    steps = (h * np.eye(x.size)).reshape(-1, *x.shape)
    slopes = [(f(x + step) - f(x - step)) / 2.0 / h for step in steps]
    return np.array(slopes).reshape(x.shape)


@right("numerical_gradient")
def moved_a_copy(f: Scalar, x: Array, h: float = 1e-5) -> object:
    """Move a copy there and back, element by element of the flat array."""
    at, gradient = x.astype(float), np.empty_like(x)
    for i in range(at.size):
        here = at.flat[i]
        at.flat[i] = here + h
        ahead = f(at)
        at.flat[i] = here - h
        gradient.flat[i] = (ahead - f(at)) / (2.0 * h)
        at.flat[i] = here
    return gradient


@right("relative_error")
def by_hypotenuses(a: Array, b: Array) -> object:
    """Add one element after the other to the hypotenuse."""
    off, one, other = (np.hypot.reduce(v, axis=None) for v in (a - b, a, b))
    return np.float64(0.0) if not (one or other) else np.divide(off, one + other)


@right("relative_error")
def by_dot_products(a: Array, b: Array) -> object:
    """Take each norm from a dot product of the flat array."""
    flat = [v.ravel() for v in (a - b, a, b)]
    off, one, other = (np.dot(v, v) ** 0.5 for v in flat)
    return off / (one + other) if one + other != 0 else 0.0


@right("gradient_check")
def looked_up(f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6) -> object:
    """Look the answer up in a list."""
    error = relative_error(numerical_gradient(f, x, 1e-5), gradient)
    return [False, True][int(error <= tolerance)]


@right("gradient_check")
def without_a_division(
    f: Scalar, gradient: Array, x: Array, tolerance: float = 1e-6
) -> object:
    """Multiply the tolerance by the sizes instead of dividing the difference."""
    measured = numerical_gradient(f, x)
    off, one, other = map(np.linalg.norm, (gradient - measured, gradient, measured))
    return np.bool_(off <= tolerance * (one + other))


@right("diagnose")
def against_the_right_pass(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """Compare with the backward pass of chapter 04, which is known to be right."""
    Z, A = forward(X, W, b, activation)
    pairs = zip(
        backward(Y, Z, A, W, activation),
        right_backward(Y, Z, A, W, activation),
        strict=True,
    )
    weights, biases = (
        {l for l in W if not np.allclose(one[l], other[l], rtol=1e-4, atol=1e-7)}
        for one, other in pairs
    )
    return guilty(weights, biases, len(W))


@right("diagnose")
def by_a_table_of_errors(
    backward: Backward, X: Array, Y: Array, W: Layers, b: Layers, activation: Names
) -> object:
    """Measure all gradients first, then look the pattern up."""
    Z, A = forward(X, W, b, activation)
    given = backward(Y, Z, A, W, activation)

    def measured(kind: int, l: int) -> Array:
        def cost(value: Array) -> float:
            both: list[Any] = [dict(W), dict(b)]
            both[kind][l] = value
            return mse(forward(X, both[0], both[1], activation)[1][len(W)], Y)

        return numerical_gradient(cost, (W, b)[kind][l])

    wrong = np.array(
        [
            [
                relative_error(given[kind][l], measured(kind, l)) > 1e-5
                for kind in (0, 1)
            ]
            for l in sorted(W)
        ]
    )
    if not wrong.any():
        return "none"
    last = {(True, True): "BP1", (True, False): "BP4", (False, True): "BP3"}
    return last.get((bool(wrong[-1, 0]), bool(wrong[-1, 1])), "BP2")


@right("complex_step")
def all_steps_from_an_identity(
    f: Callable[[Array], complex], x: Array, h: float = 1e-20
) -> object:
    """Take the steps from an identity matrix."""
    steps = (1j * h * np.eye(x.size)).reshape(-1, *x.shape)
    return np.array([f(x + step).imag for step in steps]).reshape(x.shape) / h


@right("complex_step")
def downwards(f: Callable[[Array], complex], x: Array, h: float = 1e-20) -> object:
    """Step the other way, and turn the sign."""
    gradient, z = np.empty(x.shape), np.array(x, dtype=complex)
    for k in range(x.size):
        z.flat[k] -= 1j * h
        gradient.flat[k] = -np.imag(f(z)) / h
        z.flat[k] = x.flat[k]
    return gradient


@right("directional_check")
def signs_of_normal_numbers(
    f: Scalar,
    gradient: Array,
    x: Array,
    rng: np.random.Generator,
    directions: int = 20,
    tolerance: float = 1e-5,
    h: float = 1e-8,
) -> object:
    """Take the signs of normal numbers, and look at all directions."""
    errors = []
    for _ in range(directions):
        v = np.copysign(1.0, rng.normal(size=x.shape))
        errors.append((f(x + h * v) - f(x - h * v)) / (2 * h) - np.vdot(gradient, v))
    return bool(np.max(np.abs(errors)) <= tolerance * np.sqrt(np.sum(gradient**2)))


@right("directional_check")
def all_signs_at_once(
    f: Scalar,
    gradient: Array,
    x: Array,
    rng: np.random.Generator,
    directions: int = 20,
    tolerance: float = 1e-5,
    h: float = 1e-8,
) -> object:
    """Draw all signs first, as whole numbers."""
    signs = 2 * rng.integers(2, size=(directions, *x.shape)) - 1
    return all(
        abs((f(x + h * v) - f(x - h * v)) / 2 / h - (gradient * v).sum())
        <= tolerance * np.linalg.norm(gradient)
        for v in signs
    )
