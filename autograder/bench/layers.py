"""Layers of chapters 11 to 14 and the same in PyTorch, timed in turn, one thread each.

Run as ``python -m autograder.bench.layers REPEATS``: it prints the median seconds of
each as JSON. Every way computes a forward pass and all gradients, in float64.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from autograder.bench.model import interleaved
from autograder.bench.steps import cost, in_pytorch, named, task
from solutions import Array, fast_engine, tracing
from solutions.attention import block_backward, block_forward
from solutions.convolution import conv2d_backward, conv2d_forward
from solutions.recurrence import rnn_backward, rnn_forward

CHANNELS = (8, 16, 32)
PICTURES, SIDE = 16, 28
READER = (64, 32, 10)
STEPS, SEQUENCES, UNITS = 50, 16, 32
TOKENS, WIDTH = 64, 64
WARM_UP = 3

# A gradient of each input, by its name.
Gradients = dict[str, Any]
Way = Callable[[], Gradients]


def convolution(channels: int) -> dict[str, Way]:
    """Convolve pictures of 28 by 28, as many channels out as in, kernels of 3 by 3."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(PICTURES, SIDE, SIDE, channels))
    W, b = rng.normal(size=(channels, 3, 3, channels)), rng.normal(size=channels)
    dY = rng.normal(size=X.shape)

    def ours() -> Gradients:
        conv2d_forward(X, W, b, padding=1)
        return dict(zip("XWb", conv2d_backward(dY, X, W, padding=1), strict=True))

    def pytorch() -> Way:
        import torch

        def first(array: Array) -> Any:  # PyTorch has the channels before the pixels
            return torch.tensor(array.transpose(0, 3, 1, 2)).contiguous()

        leaves = [first(X), first(W), torch.tensor(b)]
        for leaf in leaves:
            leaf.requires_grad_()
        upstream = first(dY)

        def way() -> Gradients:
            Y = torch.nn.functional.conv2d(*leaves, padding=1)
            found = torch.autograd.grad(Y, leaves, upstream)
            dX, dW = (one.permute(0, 2, 3, 1) for one in found[:2])
            return {"X": dX, "W": dW, "b": found[2]}

        return way

    return both(ours, pytorch)


def engine(differentiate: Callable[..., Any]) -> dict[str, Way]:
    """Differentiate the network of chapter 06, 64-32-10, at a batch of 64."""
    given = task(64, READER)
    theta = named(given)

    def ours() -> Gradients:
        (gradients,) = differentiate(lambda p: cost(p, given, np), theta)[1]
        return dict(gradients)

    def pytorch() -> Way:
        cost_and_slopes, _ = in_pytorch(given)
        return lambda: dict(cost_and_slopes()[1])

    def hips() -> Way:
        import autograd.numpy as anp
        from autograd import grad

        slopes = grad(lambda p: cost(p, given, anp))
        return lambda: dict(slopes(theta))

    return both(ours, pytorch) | optional("HIPS autograd", "autograd", hips)


def recurrence() -> dict[str, Way]:
    """Run backward through 50 steps of a recurrent layer."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(SEQUENCES, STEPS, UNITS))
    W_x, W_h = (rng.normal(size=(UNITS, UNITS)) / UNITS**0.5 for _ in range(2))
    b, h_0 = rng.normal(size=UNITS), rng.normal(size=(SEQUENCES, UNITS))
    dH = rng.normal(size=X.shape)
    names = ("X", "W_x", "W_h", "b", "h_0")

    def ours() -> Gradients:
        H = rnn_forward(X, W_x, W_h, b, h_0)
        return dict(zip(names, rnn_backward(dH, X, H, W_x, W_h), strict=True))

    def pytorch() -> Way:
        import torch

        layer = torch.nn.RNN(UNITS, UNITS, batch_first=True, dtype=torch.float64)
        values = (W_x, W_h, b, np.zeros(UNITS))
        with torch.no_grad():
            for parameter, value in zip(layer.parameters(), values, strict=True):
                parameter.copy_(torch.tensor(value))
        inputs = [torch.tensor(X, requires_grad=True)]
        inputs += [torch.tensor(h_0[None], requires_grad=True)]
        upstream = torch.tensor(dH)

        def way() -> Gradients:
            H, _ = layer(*inputs)
            leaves = [inputs[0], *list(layer.parameters())[:3], inputs[1]]
            found = torch.autograd.grad(H, leaves, upstream)
            return dict(zip(names, (*found[:4], found[4][0]), strict=True))

        return way

    return both(ours, pytorch)


def attention() -> dict[str, Way]:
    """Run one attention block of 64 tokens and width 64, forward and backward."""
    rng = np.random.default_rng(0)
    X, dY = rng.normal(size=(2, 1, TOKENS, WIDTH))
    square = {name: (WIDTH, WIDTH) for name in ("W_q", "W_k", "W_v", "W_o")}
    shapes = {**square, "W_1": (4 * WIDTH, WIDTH), "W_2": (WIDTH, 4 * WIDTH)}
    p = {name: rng.normal(size=shape) / 8.0 for name, shape in shapes.items()}
    p |= {"b_1": rng.normal(size=4 * WIDTH), "b_2": rng.normal(size=WIDTH)}
    for i in (1, 2):
        p |= {f"gamma_{i}": rng.normal(size=WIDTH), f"beta_{i}": rng.normal(size=WIDTH)}

    def ours() -> Gradients:
        _, kept = block_forward(X, p)
        dX, dp = block_backward(dY, kept, p)
        return {"X": dX, **dp}

    def pytorch() -> Way:
        import torch

        q = {name: torch.tensor(value) for name, value in {"X": X, **p}.items()}
        for leaf in q.values():
            leaf.requires_grad_()
        upstream = torch.tensor(dY)

        def way() -> Gradients:
            Y = block_in_pytorch(q["X"], q)
            found = torch.autograd.grad(Y, list(q.values()), upstream)
            return dict(zip(q, found, strict=True))

        return way

    return both(ours, pytorch)


def block_in_pytorch(X: Any, p: Mapping[str, Any]) -> Any:
    """Write an attention block down in PyTorch's own functions.

    Parameters
    ----------
    X : torch.Tensor, shape (N, T, n)
        The tokens.
    p : mapping of str to torch.Tensor
        The parameters, named as for `block_forward`.

    Returns
    -------
    torch.Tensor, shape (N, T, n)
        The tokens behind the block.
    """
    import torch

    net, size = torch.nn.functional, X.shape[-1:]
    U = net.layer_norm(X, size, p["gamma_1"], p["beta_1"])
    O = net.scaled_dot_product_attention(
        *(net.linear(U, p[name]) for name in ("W_q", "W_k", "W_v")), is_causal=True
    )
    middle = X + net.linear(O, p["W_o"])
    M = net.layer_norm(middle, size, p["gamma_2"], p["beta_2"])
    inner = net.relu(net.linear(M, p["W_1"], p["b_1"]))
    return middle + net.linear(inner, p["W_2"], p["b_2"])


def both(ours: Way, pytorch: Callable[[], Way]) -> dict[str, Way]:
    """Give our way, and PyTorch's where it is installed."""
    return {"ours": ours} | optional("PyTorch", "torch", pytorch)


def optional(name: str, library: str, make: Callable[[], Way]) -> dict[str, Way]:
    """Give a way under its name where its library is installed."""
    return {name: make()} if importlib.util.find_spec(library) else {}


LAYERS: dict[str, Callable[[], dict[str, Way]]] = {
    **{
        f"convolution, {channels} channels": partial(convolution, channels)
        for channels in CHANNELS
    },
    "engine": partial(engine, tracing.value_and_gradient),
    "engine, for speed": partial(engine, fast_engine.value_and_gradient),
    "recurrence": recurrence,
    "attention block": attention,
}


def main(repeats: int) -> None:
    """Time all ways of each layer in turn, and print the medians."""
    if importlib.util.find_spec("torch"):
        import torch

        torch.set_num_threads(1)
    taken = {}
    for layer, make in LAYERS.items():
        ways = make()
        interleaved(ways, WARM_UP)
        for name, seconds in interleaved(ways, repeats).items():
            taken[f"{layer}: {name}"] = seconds
    print(json.dumps(taken))


if __name__ == "__main__":
    main(int(sys.argv[1]))
