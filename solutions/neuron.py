"""Chapter 01: one neuron, and the chain rule in action."""

import numpy as np

from solutions import Array


def weighted_input(X: Array, w: Array, b: float) -> Array:
    r"""Weigh the inputs of one neuron, sum them and add the bias.

    .. math:: z = \sum_k w_k x_k + b

    Parameters
    ----------
    X : ndarray, shape (N, n)
        Inputs, one example a row.
    w : ndarray, shape (n,)
        Weights, one for each input.
    b : float
        Bias.

    Returns
    -------
    ndarray, shape (N,)
        Weighted input, one number for each example.

    Notes
    -----
    Source: Nielsen, *Neural Networks and Deep Learning* (2015), chapter 1.

    Examples
    --------
    >>> weighted_input(np.array([[1.0, 2.0]]), np.array([0.5, -1.0]), 3.0)
    array([1.5])
    """
    return X @ w + b


def sigmoid(z: Array) -> Array:
    r"""Squash every number into the interval from 0 to 1.

    .. math:: \sigma(z) = \frac{1}{1 + e^{-z}}

    Parameters
    ----------
    z : ndarray, any shape
        Weighted inputs. Any finite size: at -1000 and at 1000 the result is right too,
        and no warning is raised.

    Returns
    -------
    ndarray, shape of z
        The sigmoid of each element.

    Notes
    -----
    Source: Nielsen (2015), chapter 1. The fraction has a second form,
    :math:`e^z / (1 + e^z)`, which is equal to it.

    Examples
    --------
    >>> sigmoid(np.array([-1000.0, 0.0, 1000.0]))
    array([0. , 0.5, 1. ])
    """
    small = np.exp(-np.abs(z))  # between 0 and 1: it cannot overflow
    return np.where(z >= 0, 1.0, small) / (1.0 + small)


def sigmoid_prime(z: Array) -> Array:
    r"""Give the slope of the sigmoid.

    .. math:: \sigma'(z) = \sigma(z)\,(1 - \sigma(z))

    Parameters
    ----------
    z : ndarray, any shape
        Weighted inputs, not activations. Any finite size: at -1000 and at 1000 the
        slope is right too.

    Returns
    -------
    ndarray, shape of z
        The slope at each element: at most 1/4, reached at 0.

    Notes
    -----
    Source: Nielsen (2015), chapter 2.

    Examples
    --------
    >>> sigmoid_prime(np.array([0.0]))
    array([0.25])
    """
    a = sigmoid(z)
    return a * (1.0 - a)


def neuron_gradient(X: Array, y: Array, w: Array, b: float) -> tuple[Array, float]:
    r"""Multiply three slopes to get the gradient of the cost of one sigmoid neuron.

    The cost is the mean over the batch, :math:`C = \frac{1}{2N} \sum_i (a_i - y_i)^2`.

    .. math::
        \frac{\partial C}{\partial w_k} = \sum_{i=1}^{N}
        \frac{\partial C}{\partial a_i} \cdot
        \frac{\partial a_i}{\partial z_i} \cdot
        \frac{\partial z_i}{\partial w_k}
        \qquad
        \frac{\partial C}{\partial b} = \sum_{i=1}^{N}
        \frac{\partial C}{\partial a_i} \cdot
        \frac{\partial a_i}{\partial z_i}

    Parameters
    ----------
    X : ndarray, shape (N, n)
        Inputs, one example a row. Any finite size, as for the sigmoid.
    y : ndarray, shape (N,)
        The right output for each example.
    w : ndarray, shape (n,)
        Weights.
    b : float
        Bias.

    Returns
    -------
    dw : ndarray, shape (n,)
        :math:`\partial C / \partial w`, one slope for each weight.
    db : float
        :math:`\partial C / \partial b`.

    Notes
    -----
    Source: Nielsen (2015), chapter 3, equations 55 and 56; here with the mean over the
    batch.

    Examples
    --------
    >>> dw, db = neuron_gradient(np.array([[2.0]]), np.array([1.0]), np.zeros(1), 0.0)
    >>> dw, float(db)
    (array([-0.25]), -0.125)
    """
    z = weighted_input(X, w, b)
    dC_da = (sigmoid(z) - y) / len(y)
    dC_dz = dC_da * sigmoid_prime(z)
    return X.T @ dC_dz, dC_dz.sum()
