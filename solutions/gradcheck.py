"""Chapter 05: gradient checking, and what backpropagation saves."""

from collections.abc import Callable

import numpy as np

from solutions import Array
from solutions.forward import forward
from solutions.losses import mse


def numerical_gradient(f: Callable[[Array], float], x: Array, h: float = 1e-5) -> Array:
    r"""Measure the gradient of a function by central differences.

    .. math:: \frac{\partial f}{\partial x_i} \approx
        \frac{f(x + h e_i) - f(x - h e_i)}{2h}
        \qquad e_i \text{ is 1 at element } i \text{ and 0 elsewhere}

    Parameters
    ----------
    f : callable
        Takes an array of the shape of `x`, gives a float.
    x : ndarray, any shape
        Where to differentiate. It stays as it is.
    h : float
        How far to step to each side.

    Returns
    -------
    ndarray, shape of x
        One slope for each element. `f` is called twice for each of them.

    Notes
    -----
    The error of the formula is of the order of :math:`h^2`, the round-off of the order
    of :math:`\epsilon |f| / h`. Source: Press et al., *Numerical Recipes* (3rd edition,
    2007), section 5.7.

    Examples
    --------
    >>> numerical_gradient(lambda x: np.sum(x**2), np.array([1.0, -3.0])).round(6)
    array([ 2., -6.])
    """
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[i] = h
        gradient[i] = (f(x + step) - f(x - step)) / (2 * h)
    return gradient


def relative_error(a: Array, b: Array) -> float:
    r"""Compare two gradients by the size of their difference beside their own sizes.

    .. math:: \frac{\|a - b\|}{\|a\| + \|b\|}, \qquad
        \|a\| = \sqrt{\textstyle\sum_i a_i^2}

    Parameters
    ----------
    a, b : ndarray, any shape, both the same
        Two gradients. The norm runs over all elements.

    Returns
    -------
    float
        Between 0 and 1: 0 for equal gradients, 1 for opposite ones. Where both are zero
        everywhere, 0.

    Notes
    -----
    Source: Karpathy, *CS231n: Convolutional Neural Networks for Visual Recognition*,
    course notes, "Gradient checks"; here with norms of whole arrays and their sum.

    Examples
    --------
    >>> relative_error(np.array([3.0, 4.0]), np.array([0.0, 0.0]))
    1.0
    >>> relative_error(np.zeros(2), np.zeros(2))
    0.0
    """
    size = np.linalg.norm(a) + np.linalg.norm(b)
    if size == 0:
        return 0.0
    return float(np.linalg.norm(a - b) / size)


def gradient_check(
    f: Callable[[Array], float], gradient: Array, x: Array, tolerance: float = 1e-6
) -> bool:
    r"""Say whether a gradient agrees with the one that differences give.

    .. math:: \frac{\|g - \tilde g\|}{\|g\| + \|\tilde g\|} \le \text{tolerance}
        \qquad \tilde g \text{ is the numerical gradient of } f \text{ at } x

    Parameters
    ----------
    f : callable
        Takes an array of the shape of `x`, gives a float.
    gradient : ndarray, shape of x
        The gradient to be checked.
    x : ndarray, any shape
        Where it was computed.
    tolerance : float
        The largest relative error that is right.

    Returns
    -------
    bool
        True if the gradient passes. A gradient that holds NaN does not.

    Notes
    -----
    Source: Karpathy, CS231n course notes, "Gradient checks".

    Examples
    --------
    >>> x = np.array([1.0, -3.0])
    >>> gradient_check(lambda x: np.sum(x**2), np.array([2.0, -6.0]), x)
    True
    >>> gradient_check(lambda x: np.sum(x**2), np.array([2.0, 6.0]), x)
    False
    """
    return bool(relative_error(gradient, numerical_gradient(f, x)) <= tolerance)


def diagnose(
    backward: Callable[
        [
            Array,
            dict[int, Array],
            dict[int, Array],
            dict[int, Array],
            dict[int, str],
        ],
        tuple[dict[int, Array], dict[int, Array]],
    ],
    X: Array,
    Y: Array,
    W: dict[int, Array],
    b: dict[int, Array],
    activation: dict[int, str],
) -> str:
    r"""Find the delta equation that a backward pass gets wrong.

    .. math:: \frac{\partial C}{\partial W^l} \;\text{and}\;
        \frac{\partial C}{\partial b^l} \;\text{right or wrong}, \quad
        l = L, \dots, 1 \quad \longrightarrow \quad
        \text{BP1, BP2, BP3, BP4 or none}

    Parameters
    ----------
    backward : callable
        A backward pass like that of chapter 04: it takes Y, Z, A, W and activation, and
        gives the dicts dW and db. At most one of the equations is wrong in it, and that
        one is wrong in every layer where it is used.
    X : ndarray, shape (N, n_0)
        Inputs.
    Y : ndarray, shape (N, n_L)
        The right outputs. The cost is the mean squared error.
    W, b : dict of ndarray, keyed 1 to L
        Weights and biases; L is at least 2.
    activation : dict of str, keyed 1 to L
        Name of each layer's activation; none is ``'softmax'``.

    Returns
    -------
    {'BP1', 'BP2', 'BP3', 'BP4', 'none'}
        The guilty equation, or ``'none'`` where all the gradients are right.

    Notes
    -----
    The numbering of the equations is that of Nielsen (2015), chapter 2.

    Examples
    --------
    >>> from solutions.deltas import backward  # in the notebook it is there already
    >>> W, b = {1: np.eye(2), 2: np.ones((1, 2))}, {1: np.ones(2), 2: np.ones(1)}
    >>> def no_bias_gradient(*network):
    ...     dW, db = backward(*network)
    ...     return dW, {l: np.zeros(len(db[l])) for l in db}
    >>> X, Y = np.array([[1.0, 2.0]]), np.array([[0.0]])
    >>> diagnose(no_bias_gradient, X, Y, W, b, {1: "tanh", 2: "sigmoid"})
    'BP3'
    """
    L = len(W)
    Z, A = forward(X, W, b, activation)
    dW, db = backward(Y, Z, A, W, activation)

    def cost(W: dict[int, Array], b: dict[int, Array]) -> float:
        return mse(forward(X, W, b, activation)[1][L], Y)

    def weights_right(l: int) -> bool:
        return gradient_check(lambda w: cost({**W, l: w}, b), dW[l], W[l])

    def biases_right(l: int) -> bool:
        return gradient_check(lambda v: cost(W, {**b, l: v}), db[l], b[l])

    if not weights_right(L) and not biases_right(L):
        return "BP1"
    if not biases_right(L):
        return "BP3"
    if not weights_right(L):
        return "BP4"
    for l in range(L - 1, 0, -1):
        if not weights_right(l) or not biases_right(l):
            return "BP2"
    return "none"


def count_multiplications(sizes: list[int], N: int) -> tuple[int, int]:
    r"""Count the multiplications that the whole gradient costs, in two ways.

    .. math::
        F &= N \sum_{l=1}^{L} n_l \, n_{l-1}
        && \text{forward pass} \\
        B &= N \sum_{l=1}^{L} n_l \, n_{l-1} + N \sum_{l=2}^{L} n_l \, n_{l-1}
        && \text{BP4 and BP2} \\
        P &= \sum_{l=1}^{L} (n_l \, n_{l-1} + n_l)
        && \text{weights and biases}

    Backpropagation takes one forward and one backward pass. Central differences take
    two forward passes for each of the P parameters.

    Parameters
    ----------
    sizes : list of int
        Numbers of neurons :math:`n_0, \dots, n_L`, the inputs first.
    N : int
        Number of examples.

    Returns
    -------
    backpropagation : int
        Multiplications in the matrix products of one forward and one backward pass.
        What is done element by element is not counted.
    differences : int
        Multiplications in the matrix products of all the forward passes.

    Notes
    -----
    Source: Nielsen (2015), chapter 2, "In what sense is backpropagation a fast
    algorithm?".

    Examples
    --------
    >>> count_multiplications([2, 3, 1], 10)
    (210, 2340)
    """
    products = [sizes[l] * sizes[l - 1] for l in range(1, len(sizes))]
    forward_pass = N * sum(products)
    backward_pass = N * sum(products) + N * sum(products[1:])
    parameters = sum(products) + sum(sizes[1:])
    return forward_pass + backward_pass, 2 * parameters * forward_pass
