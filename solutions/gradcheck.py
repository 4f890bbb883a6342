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


def complex_step(f: Callable[[Array], complex], x: Array, h: float = 1e-20) -> Array:
    r"""Measure the gradient of a function by steps in the imaginary direction.

    .. math:: \frac{\partial f}{\partial x_k} \approx
        \frac{\operatorname{Im} f(x + i h e_k)}{h}
        \qquad e_k \text{ is 1 at element } k \text{ and 0 elsewhere}

    Parameters
    ----------
    f : callable
        Takes an array of the shape of `x`, of complex numbers, and gives a number.
        Where all of them are real, so is the number.
    x : ndarray of float, any shape
        Where to differentiate. It stays as it is.
    h : float
        How far to step.

    Returns
    -------
    ndarray of float, shape of x
        One slope for each element. `f` is called once for each of them.

    Notes
    -----
    Nothing is subtracted, so there is no round-off to grow when h shrinks. Source:
    Squire and Trapp, "Using complex variables to estimate derivatives of real
    functions", *SIAM Review* 40 (1998).

    Examples
    --------
    >>> complex_step(lambda x: np.sum(x**2), np.array([1.0, -3.0]))
    array([ 2., -6.])
    """
    gradient = np.zeros(x.shape)
    for k in np.ndindex(x.shape):
        z = x.astype(complex)
        z[k] += 1j * h
        gradient[k] = f(z).imag / h
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
        everywhere, 0. NaN where either of them holds NaN.

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
        The guilty equation, or ``'none'`` where all the gradients are right: where they
        pass ``gradient_check``.

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


def directional_check(
    f: Callable[[Array], float],
    gradient: Array,
    x: Array,
    rng: np.random.Generator,
    directions: int = 20,
    tolerance: float = 1e-5,
    h: float = 1e-8,
) -> bool:
    r"""Say whether a gradient agrees with the rise of f along random directions.

    .. math:: \left| \frac{f(x + h v) - f(x - h v)}{2h} - \sum_i g_i v_i \right|
        \le \text{tolerance} \cdot \|g\|,
        \qquad v_i = \pm 1 \text{ at random}

    Parameters
    ----------
    f : callable
        Takes an array of the shape of `x`, gives a float. It is called at most twice
        for each direction, however many elements `x` has.
    gradient : ndarray, shape of x
        The gradient g to be checked.
    x : ndarray, any shape
        Where it was computed. It stays as it is.
    rng : numpy.random.Generator
        Draws the signs.
    directions : int
        How many directions have to agree.
    tolerance : float
        The largest error that is right, relative to the norm of the gradient.
    h : float
        How far each element moves to each side.

    Returns
    -------
    bool
        True if the gradient passes. A gradient that holds NaN does not.

    Notes
    -----
    Let e be what the gradient is wrong by. A direction shows :math:`e \cdot v`. If one
    element alone is wrong, that is :math:`\pm e_i`: every direction shows it. If
    several are, turn the sign of the one that is most wrong. The sum moves by
    :math:`2 |e_i|`, so before or after, both equally likely, it is :math:`|e_i|` or
    more in size. So each direction shows the largest error with probability 1/2 or
    more, and all of 20 miss it with probability :math:`2^{-20}` or less.

    What is found: an element wrong by more than the tolerance times :math:`\|g\|`. In
    10,000 elements of equal size each is 0.01 of the norm, so one that is wrong by
    0.001 of itself is found. Round-off, :math:`\epsilon |f| / h`, is 2e-8 for an f of
    1, far below the tolerance where the norm is 1.

    The step is smaller than that of ``numerical_gradient`` because all elements move at
    once: in a network of thousands of ReLU neurons a larger step crosses a kink.

    Examples
    --------
    >>> x, rng = np.array([1.0, -3.0]), np.random.default_rng(1)
    >>> directional_check(lambda x: np.sum(x**2), np.array([2.0, -6.0]), x, rng)
    True
    >>> directional_check(lambda x: np.sum(x**2), np.array([2.0, -6.1]), x, rng)
    False
    """
    size = np.linalg.norm(gradient)
    for _ in range(directions):
        v = rng.choice([-1.0, 1.0], x.shape)
        rise = (f(x + h * v) - f(x - h * v)) / (2 * h)
        if not abs(rise - np.sum(gradient * v)) <= tolerance * size:
            return False
    return True
