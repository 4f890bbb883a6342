"""Functions as arguments: known by name here, answered by the other end on the pipe."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course.epochs import diary_gradient, diary_loss
from course.probes import known_at_corners, steepening_gradient
from course.tree import Reference, Seed

Floats = NDArray[np.float64]
Layers = dict[int, Floats]


def cubes(x: Floats) -> float:
    """Weigh the cubes of all elements, and add the products of neighbours.

    Parameters
    ----------
    x : ndarray, any shape
        Where to take the function.

    Returns
    -------
    float
        The sum; element i counts i + 1 times.
    """
    flat = np.ravel(x)
    weights = np.arange(1.0, len(flat) + 1.0)
    return float(weights @ flat**3 + flat[1:] @ flat[:-1])


def waves(x: Floats) -> float:
    """Add up sines, each of another wave length.

    Parameters
    ----------
    x : ndarray, any shape
        Where to take the function.

    Returns
    -------
    float
        The sum; the frequency of an element is 1 and a quarter of its indices' sum, so
        that the same numbers in another shape give another one.
    """
    frequencies = 1.0 + np.indices(np.shape(x)).sum(axis=0) / 4.0
    return float(np.sin(frequencies * x).sum())


def complex_cubes(x: Any) -> np.complex128:
    """Give what ``cubes`` gives, for complex numbers too.

    Parameters
    ----------
    x : ndarray, any shape
        Where to take the function.

    Returns
    -------
    complex
        The sum; element i counts i + 1 times.
    """
    flat = np.ravel(x)
    weights = np.arange(1.0, len(flat) + 1.0)
    return np.complex128(weights @ flat**3 + flat[1:] @ flat[:-1])


def complex_waves(x: Any) -> np.complex128:
    """Give what ``waves`` gives, for complex numbers too.

    Parameters
    ----------
    x : ndarray, any shape
        Where to take the function.

    Returns
    -------
    complex
        The sum; the frequency of an element is 1 and a quarter of its indices' sum.
    """
    frequencies = 1.0 + np.indices(np.shape(x)).sum(axis=0) / 4.0
    return np.complex128(np.sin(frequencies * x).sum())


def slanted_loss(theta: Floats, X: Floats, Y: Floats) -> float:
    """Give a loss with the same slope everywhere: the mean of y times x · theta.

    Here y is the sum of the targets of an example. An epoch of batches of one size adds
    up the same whatever rows go together, as long as each comes once.

    Parameters
    ----------
    theta : ndarray, shape (n,)
        Parameters.
    X : ndarray, shape (N, n)
        Inputs.
    Y : ndarray, shape (N, m)
        Targets.

    Returns
    -------
    float
        The loss.
    """
    return float(slanted_gradient(theta, X, Y) @ theta)


def slanted_gradient(theta: Floats, X: Floats, Y: Floats) -> Floats:
    """Give the gradient of the slanted loss; it is the same for every theta.

    Parameters
    ----------
    theta : ndarray, shape (n,)
        Parameters.
    X : ndarray, shape (N, n)
        Inputs.
    Y : ndarray, shape (N, m)
        Targets.

    Returns
    -------
    ndarray, shape (n,)
        The mean of y times x.
    """
    y = Y.sum(axis=1, keepdims=True)
    return np.asarray((y * X).mean(axis=0), dtype=np.float64)


def bowl_loss(theta: Floats, X: Floats, Y: Floats) -> float:
    """Give half the squared length of theta, and the mean of all targets above it.

    Parameters
    ----------
    theta : ndarray, any shape
        Parameters.
    X : ndarray, shape (N, n)
        Inputs; they do not matter.
    Y : ndarray, shape (N, m)
        Targets.

    Returns
    -------
    float
        The loss: each row has another one, all with the same slope.
    """
    return float(np.sum(np.square(theta)) / 2.0 + np.mean(Y.sum(axis=1)))


def bowl_gradient(theta: Floats, X: Floats, Y: Floats) -> Floats:
    """Give the gradient of the bowl.

    Parameters
    ----------
    theta : ndarray, any shape
        Parameters.
    X : ndarray, shape (N, n)
        Inputs.
    Y : ndarray, shape (N, m)
        Targets.

    Returns
    -------
    ndarray, shape of theta
        Theta itself, in a new array.
    """
    return np.array(theta, dtype=np.float64)


def square_loss(theta: Floats, X: Floats, Y: Floats) -> float:
    """Give the squared length of theta, whatever the rows.

    Parameters
    ----------
    theta : ndarray, any shape
        Parameters.
    X, Y : ndarray
        They do not matter.

    Returns
    -------
    float
        The loss.
    """
    return float(np.sum(np.square(theta)))


def square_gradient(theta: Floats, X: Floats, Y: Floats) -> Floats:
    """Give the gradient of `square_loss`.

    Parameters
    ----------
    theta : ndarray, any shape
        Parameters.
    X, Y : ndarray
        They do not matter.

    Returns
    -------
    ndarray, shape of theta
        Twice theta.
    """
    return 2.0 * theta


def fast_waves(x: Floats) -> float:
    """Add up sines so fast that a step of 1e-5 shows: 30,000 radians a unit.

    Parameters
    ----------
    x : ndarray, any shape
        Where to take the function.

    Returns
    -------
    float
        The sum.
    """
    return float(np.sin(3e4 * np.ravel(x)).sum())


def faint(x: Floats) -> float:
    """Give `waves`, but 1e20 times smaller, so that its gradient is tiny.

    Parameters
    ----------
    x : ndarray, any shape
        Where to take the function.

    Returns
    -------
    float
        The sum.
    """
    return 1e-20 * waves(x)


def squares(x: Floats) -> float:
    """Add up all squares.

    Parameters
    ----------
    x : ndarray, any shape
        Where to take the function.

    Returns
    -------
    float
        The sum.
    """
    return float(np.sum(np.square(x)))


def flat(x: Floats) -> float:
    """Give 2 everywhere.

    Parameters
    ----------
    x : ndarray, any shape
        Where to take the function.

    Returns
    -------
    float
        The number 2.
    """
    return 2.0


def steep_loss(theta: Floats, X: Floats, Y: Floats) -> float:
    """Give the mean fourth power of what x · theta misses, over 4.

    It misses the sum of the targets of an example.

    Parameters
    ----------
    theta : ndarray, shape (n,)
        Parameters.
    X : ndarray, shape (N, n)
        Inputs.
    Y : ndarray, shape (N, m)
        Targets.

    Returns
    -------
    float
        The loss.
    """
    return float(np.mean((X @ theta - Y.sum(axis=1)) ** 4) / 4.0)


def steep_gradient(theta: Floats, X: Floats, Y: Floats) -> Floats:
    """Give the gradient of the steep loss.

    Parameters
    ----------
    theta : ndarray, shape (n,)
        Parameters.
    X : ndarray, shape (N, n)
        Inputs.
    Y : ndarray, shape (N, m)
        Targets.

    Returns
    -------
    ndarray, shape (n,)
        The mean of the cubes of what is missed, times x.
    """
    missed = (X @ theta - Y.sum(axis=1)) ** 3
    return np.asarray((missed[:, None] * X).mean(axis=0), dtype=np.float64)


def recorded_backward(
    recorded: tuple[tuple[Any, ...], Layers, Layers],
    Y: Floats,
    Z: Layers,
    A: Layers,
    W: Layers,
    activation: dict[int, str],
) -> tuple[Layers, Layers]:
    """Give the gradients that a backward pass has left behind.

    Parameters
    ----------
    recorded : tuple
        The five arguments that it was called with, its dW and its db.
    Y : ndarray, shape (N, n_L)
        The same targets.
    Z, A, W : dict of ndarray
        What the forward pass keeps for the same network, and its weights.
    activation : dict of str
        The same names.

    Returns
    -------
    dW, db : dict of ndarray
        New arrays.

    Raises
    ------
    ValueError
        If it is called for another network.
    """
    arguments, dW, db = recorded
    if not all(map(_same, (Y, Z, A, W, activation), arguments)):
        raise ValueError(
            "this backward pass was recorded: call it with the Y, W and activation of "
            "the exercise, and with the Z and A that forward gives for its X"
        )
    return {l: dW[l].copy() for l in dW}, {l: db[l].copy() for l in db}


def _same(one: Any, other: Any) -> bool:
    if isinstance(other, dict):
        keys = isinstance(one, dict) and one.keys() == other.keys()
        return keys and all(_same(one[key], other[key]) for key in other)
    if isinstance(other, str) or np.shape(one) != np.shape(other):
        return type(one) is type(other) and bool(np.array_equal(one, other))
    return bool(np.allclose(one, other))


def bent_gradient(H: Floats, theta: Floats) -> Floats:
    """Give the gradient of a cost whose curvature depends on the place.

    Parameters
    ----------
    H : ndarray, shape (n, n)
        Its second derivatives at 0, a symmetric matrix.
    theta : ndarray, shape (n,)
        Where the gradient is wanted.

    Returns
    -------
    ndarray, shape (n,)
        Of the cost with half of theta · H · theta and a sixth of each cube.
    """
    return H @ theta + theta**2 / 2.0


def linear(
    M: Floats, shape_in: tuple[int, ...], shape_out: tuple[int, ...], x: Any
) -> Floats:
    """Multiply by a matrix what is written in one row, and give the result a shape.

    Parameters
    ----------
    M : ndarray, shape (m, n)
        The matrix.
    shape_in, shape_out : tuple of int
        Of what goes in, with n numbers, and of what comes out, with m.
    x : ndarray, shape `shape_in`
        What goes in.

    Returns
    -------
    ndarray, shape `shape_out`
        The product.

    Raises
    ------
    ValueError
        If x has another shape.
    """
    if np.shape(x) != tuple(shape_in):
        raise ValueError(f"it takes an array of shape {shape_in}, not {np.shape(x)}")
    return np.asarray(M @ np.ravel(x), dtype=np.float64).reshape(shape_out)


def made_up_rule(
    operation: str, upstream: Floats, inputs: tuple[Floats, ...]
) -> tuple[Floats, ...]:
    """Hand blame on for operations that no program has, and for the sum.

    Parameters
    ----------
    operation : str
        'halve' is x / 2, 'double' 2 x, 'blend' 2 x - y, 'cross' x y, 'cube' x to the
        third, 'total' x + y.
    upstream : ndarray
        The gradient of the operation's output.
    inputs : tuple of ndarray
        One or two, of the shape of the output.

    Returns
    -------
    tuple of ndarray
        One gradient for each input; of 'total' both are the array `upstream` itself.

    Raises
    ------
    ValueError
        If there is no such operation, or it gets another number of inputs.
    """
    wanted = {"halve": 1, "double": 1, "blend": 2, "cross": 2, "cube": 1, "total": 2}
    if wanted.get(operation) != len(inputs):
        raise ValueError(f"no rule for {operation!r} with {len(inputs)} inputs")
    x, y = inputs[0], inputs[-1]
    return {
        "halve": (upstream / 2.0,),
        "double": (upstream * 2.0,),
        "blend": (2.0 * upstream, -upstream),
        "cross": (upstream * y, upstream * x),
        "cube": (3.0 * x**2 * upstream,),
        "total": (upstream, upstream),
    }[operation]


FUNCTIONS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        cubes,
        waves,
        complex_cubes,
        complex_waves,
        fast_waves,
        faint,
        squares,
        flat,
        slanted_loss,
        slanted_gradient,
        steep_loss,
        steep_gradient,
        bowl_loss,
        bowl_gradient,
        square_loss,
        square_gradient,
        recorded_backward,
        diary_loss,
        diary_gradient,
        known_at_corners,
        steepening_gradient,
        bent_gradient,
        linear,
        made_up_rule,
    )
}


def find(reference: Reference) -> Callable[..., Any]:
    """Give the function that a reference stands for.

    Parameters
    ----------
    reference : Reference
        Its name, and what it is called with first.

    Returns
    -------
    callable
        Takes the other arguments.

    Raises
    ------
    KeyError
        If there is no function of that name.

    Examples
    --------
    >>> find(Reference("cubes"))(np.array([1.0, 2.0]))
    19.0
    """
    function = FUNCTIONS[reference.name]
    given = reference.given
    return lambda *args, **kwargs: function(*given, *args, **kwargs)


def _arrays(value: Any) -> Iterator[NDArray[Any]]:
    """Give the arrays in nested tuples, lists and dicts, of exactly these types."""
    waiting, seen = [value], {id(value)}
    while waiting:
        value = waiting.pop()
        kind = type(value)
        if kind is np.ndarray:
            yield value
        elif kind is tuple or kind is list or kind is dict:
            inside = value.values() if kind is dict else value
            new = [inner for inner in inside if id(inner) not in seen]
            seen.update(map(id, new))
            waiting += new


def _places(value: Any) -> Iterator[tuple[int, int]]:
    """Give the first address of each array's memory, and the one behind its last."""
    for array in _arrays(value):
        if array.size:
            start = end = int(array.__array_interface__["data"][0])
            for size, stride in zip(array.shape, array.strides, strict=True):
                reach = (size - 1) * stride
                start, end = start + min(reach, 0), end + max(reach, 0)
            yield start, end + array.itemsize


class Arguments:
    """The arguments of one call: functions and generators in the place of their names.

    Parameters
    ----------
    args : tuple
        As they stand in a case.

    Attributes
    ----------
    values : tuple
        What the function is called with.
    calls : int
        How often the functions among them were called.
    """

    def __init__(self, args: tuple[Any, ...]) -> None:
        self.calls = 0
        self._args = args
        self.values = tuple(map(self._make, args))

    def _make(self, arg: Any) -> Any:
        if type(arg) is Seed:
            return np.random.default_rng(arg.n)
        if type(arg) is not Reference:
            return arg
        function = find(arg)

        def counted(*args: Any, **kwargs: Any) -> Any:
            self.calls += 1
            return function(*args, **kwargs)

        return counted

    def shares(self, value: Any) -> bool:
        """Say whether an array of a result is an argument, or a part of one."""
        given = sorted(_places(self.values))
        starts = [start for start, _ in given]
        ends = [*accumulate((end for _, end in given), max)]  # of all that start before
        for start, end in _places(value):
            before = bisect_left(starts, end)
            if before and start < ends[before - 1]:
                return True
        return False

    def after(self) -> tuple[Any, ...]:
        """Give the arguments as they are after the call, in a form that can be sent."""
        pairs = zip(self._args, self.values, strict=True)
        return tuple(self._after(arg, value) for arg, value in pairs)

    @staticmethod
    def _after(arg: Any, value: Any) -> Any:
        if type(arg) is Seed:
            fresh = np.random.default_rng(arg.n).bit_generator.state
            return Seed(arg.n, moved=value.bit_generator.state != fresh)
        return Reference("unchanged") if callable(value) else value
