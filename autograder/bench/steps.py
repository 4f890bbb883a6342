"""One training step written in several ways, timed in turn in a process of its own.

Run as ``python -m autograder.bench.steps BATCH REPEATS``: it prints the median seconds
of each way as JSON. The caller sets the environment, for the number of threads is read
when a library is loaded.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.bench.model import interleaved
from solutions import Array
from solutions.deltas import backward
from solutions.fast_step import FastStep
from solutions.forward import forward
from solutions.losses import softmax_cross_entropy
from solutions.training import gradient_step, initialize

SIZES = [64, 128, 64, 10]
ACTIVATION = {1: "relu", 2: "relu", 3: "softmax"}
WARM_UP = 10

Step = Callable[[], float]


@dataclass(frozen=True)
class Task:
    """What every way starts from; the random labels are one-hot.

    Parameters
    ----------
    W, b : dict of ndarray
        Weights and biases.
    X, Y : ndarray
        A batch.
    eta : float
        Learning rate.
    """

    W: dict[int, Array]
    b: dict[int, Array]
    X: Array
    Y: Array
    eta: float = 0.01


def task(batch: int, sizes: Sequence[int] = SIZES) -> Task:
    """Draw a batch and the weights to start from."""
    rng = np.random.default_rng(0)
    W, b = initialize(list(sizes), "he", rng)
    X = rng.random((batch, sizes[0]))
    Y = np.eye(sizes[-1])[rng.integers(0, sizes[-1], batch)]
    return Task(W, b, X, Y)


def as_the_chapters(given: Task) -> Step:
    """Take the step with the functions of chapters 02, 03, 04 and 06."""
    W, b, X, Y, eta = dict(given.W), dict(given.b), given.X, given.Y, given.eta

    def step() -> float:
        Z, A = forward(X, W, b, ACTIVATION)
        cost = softmax_cross_entropy(Z[len(W)], Y)
        dW, db = backward(Y, Z, A, W, ACTIVATION)
        for parameters, slopes in ((W, dW), (b, db)):
            for l, slope in slopes.items():
                parameters[l] = gradient_step(parameters[l], slope, eta)
        return cost

    return step


def without_new_arrays(given: Task) -> Step:
    """Take the step in arrays made once."""
    W = {l: w.copy() for l, w in given.W.items()}
    b = {l: v.copy() for l, v in given.b.items()}
    step = FastStep(SIZES, len(given.X))
    return lambda: step(W, b, given.X, given.Y, given.eta)


def matrix_products(given: Task) -> Step:
    """Do nothing but the step's matrix products, into arrays made once: the floor."""
    rng = np.random.default_rng(1)
    N, W, layers = len(given.X), given.W, range(len(given.W), 0, -1)
    A = [given.X, *(rng.normal(size=(N, n)) for n in SIZES[1:])]
    delta = [rng.normal(size=a.shape) for a in A]
    Z, error = [np.empty_like(a) for a in A], [np.empty_like(a) for a in A]
    dW = {l: np.empty_like(w) for l, w in W.items()}

    def step() -> float:
        for l in W:
            np.matmul(A[l - 1], W[l].T, out=Z[l])
        for l in layers:
            np.matmul(delta[l].T, A[l - 1], out=dW[l])
            if l > 1:
                np.matmul(delta[l], W[l], out=error[l - 1])
        return 0.0

    return step


def pytorch_modules(given: Task) -> Step:
    """Take the step in PyTorch as its tutorials do, with modules and an optimizer."""
    import torch

    torch.set_num_threads(1)
    layers: list[Any] = []
    for l, w in given.W.items():
        linear = torch.nn.Linear(w.shape[1], w.shape[0], dtype=torch.float64)
        with torch.no_grad():
            linear.weight.copy_(torch.tensor(w))
            linear.bias.copy_(torch.tensor(given.b[l]))
        layers += [linear, torch.nn.ReLU()]
    model, loss = torch.nn.Sequential(*layers[:-1]), torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=given.eta)
    X, labels = torch.tensor(given.X), torch.tensor(given.Y.argmax(axis=1))

    def step() -> float:
        optimizer.zero_grad()
        cost = loss(model(X), labels)
        cost.backward()
        optimizer.step()
        return float(cost.item())

    return step


def pytorch_functions(given: Task) -> Step:
    """Take the step in PyTorch with as little around it as can be."""
    import torch

    cost_and_slopes, theta = in_pytorch(given)

    def step() -> float:
        cost, slopes = cost_and_slopes()
        with torch.no_grad():
            for name, slope in slopes.items():
                theta[name].sub_(slope, alpha=given.eta)
        return float(cost.item())

    return step


def in_pytorch(given: Task) -> tuple[Callable[[], tuple[Any, Any]], dict[str, Any]]:
    """Differentiate the cost with PyTorch's functions.

    Parameters
    ----------
    given : Task
        The network and the batch.

    Returns
    -------
    cost_and_slopes : callable
        Gives the cost and the slope of each parameter, by its name.
    theta : dict of str to tensor
        The parameters.
    """
    import torch

    torch.set_num_threads(1)
    net = torch.nn.functional
    theta = {name: torch.tensor(value) for name, value in named(given).items()}
    for parameter in theta.values():
        parameter.requires_grad_()
    leaves = list(theta.values())
    X, labels = torch.tensor(given.X), torch.tensor(given.Y.argmax(axis=1))

    def cost_and_slopes() -> tuple[Any, Any]:
        Z = net.linear(X, leaves[0], leaves[1])
        for l in range(2, len(leaves), 2):
            Z = net.linear(torch.relu(Z), leaves[l], leaves[l + 1])
        cost = net.cross_entropy(Z, labels)
        slopes = torch.autograd.grad(cost, leaves)
        return cost, dict(zip(theta, slopes, strict=True))

    return cost_and_slopes, theta


def named(given: Task) -> dict[str, Array]:
    """Give the parameters by their names: W1, b1, W2 and so on."""
    both = {"W": given.W, "b": given.b}
    return {f"{kind}{l}": both[kind][l] for l in given.W for kind in both}


def cost(theta: Mapping[str, Any], given: Task, library: Any) -> Any:
    """Take the mean cross-entropy of the network, in NumPy's words.

    Parameters
    ----------
    theta : mapping of str to array
        The parameters, as `named` gives them.
    given : Task
        The batch.
    library : module
        NumPy, or what stands in its place.

    Returns
    -------
    number
        Whatever the library makes of it.
    """
    Z = given.X
    for l in given.W:
        A = library.maximum(Z, 0.0) if l > 1 else Z
        Z = library.matmul(A, theta[f"W{l}"].T) + theta[f"b{l}"]
    Z = Z - Z.max(axis=1, keepdims=True)
    log_A = Z - library.log(library.exp(Z).sum(axis=1, keepdims=True))
    return -(given.Y * log_A).sum() / len(given.X)


def hips_autograd(given: Task) -> Step:
    """Take the step with HIPS autograd, which differentiates NumPy code."""
    import autograd.numpy as anp
    from autograd import value_and_grad

    theta = named(given)
    cost_and_slopes = value_and_grad(lambda theta: cost(theta, given, anp))

    def step() -> float:
        value, slopes = cost_and_slopes(theta)
        for name, slope in slopes.items():
            theta[name] = theta[name] - given.eta * slope
        return float(value)

    return step


# Each way, and the library that it needs beside NumPy.
WAYS: dict[str, tuple[Callable[[Task], Step], str | None]] = {
    "chapters": (as_the_chapters, None),
    "FastStep": (without_new_arrays, None),
    "matrix products": (matrix_products, None),
    "PyTorch, modules": (pytorch_modules, "torch"),
    "PyTorch, functions": (pytorch_functions, "torch"),
    "HIPS autograd": (hips_autograd, "autograd"),
}


def missing() -> list[str]:
    """Name the libraries that are not installed."""
    needed = sorted({library for _, library in WAYS.values() if library})
    return [library for library in needed if not importlib.util.find_spec(library)]


def main(batch: int, repeats: int) -> None:
    """Time every way in turn whose library is there, and print the medians."""
    given, absent = task(batch), missing()
    steps = {
        name: way(given)
        for name, (way, library) in WAYS.items()
        if library not in absent
    }
    interleaved(steps, WARM_UP)
    print(json.dumps(interleaved(steps, repeats)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
