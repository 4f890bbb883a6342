"""Chapter 03: the loss, one number for how wrong the network is."""

import numpy as np

from solutions import Array
from solutions.neuron import sigmoid


def mse(A: Array, Y: Array) -> float:
    r"""Average half the squared error over the batch.

    .. math:: C = \frac{1}{2N} \sum_{i=1}^{N} \sum_j (a_{ij} - y_{ij})^2

    Parameters
    ----------
    A : ndarray, shape (N, n)
        Outputs of the network, one example a row.
    Y : ndarray, shape (N, n)
        The right outputs.

    Returns
    -------
    float
        The cost: a sum over the outputs, a mean over the examples.

    Notes
    -----
    Source: Nielsen (2015), chapter 2, equation 26. Other libraries drop the half, or
    divide by N n.

    Examples
    --------
    >>> float(mse(np.array([[1.0, 2.0]]), np.array([[0.0, 0.0]])))
    2.5
    """
    return np.sum((A - Y) ** 2) / (2 * len(A))


def mse_gradient(A: Array, Y: Array) -> Array:
    r"""Give the slope of the mean squared error with respect to each output.

    .. math:: \frac{\partial C}{\partial a_{ij}} = \frac{1}{N} (a_{ij} - y_{ij})

    Parameters
    ----------
    A : ndarray, shape (N, n)
        Outputs of the network, one example a row.
    Y : ndarray, shape (N, n)
        The right outputs.

    Returns
    -------
    ndarray, shape (N, n)
        :math:`\partial C / \partial A`. The 1/N of the mean is in it.

    Notes
    -----
    Source: Nielsen (2015), chapter 2, equation 26 differentiated.

    Examples
    --------
    >>> mse_gradient(np.array([[3.0], [1.0]]), np.array([[1.0], [1.0]]))
    array([[1.],
           [0.]])
    """
    return (A - Y) / len(A)


def binary_cross_entropy(Z: Array, Y: Array) -> float:
    r"""Measure yes-or-no predictions, from the weighted inputs of sigmoid outputs.

    .. math:: C = -\frac{1}{N} \sum_{i=1}^{N} \sum_j
        \left[ y_{ij} \ln a_{ij} + (1 - y_{ij}) \ln (1 - a_{ij}) \right]
        \qquad a = \sigma(z)

    Parameters
    ----------
    Z : ndarray, shape (N, n)
        Weighted inputs (logits) of the output neurons, *before* the sigmoid. Any finite
        size: at -1000 and at 1000 the cost is finite and right.
    Y : ndarray, shape (N, n)
        Targets from 0 to 1.

    Returns
    -------
    float
        The cost: a sum over the outputs, a mean over the examples.

    Notes
    -----
    Source: Nielsen (2015), chapter 3, equation 57. The sum of logarithms can be written
    with :math:`\ln(1 + e^{-|z|})`, which never overflows.

    Examples
    --------
    >>> float(binary_cross_entropy(np.array([[1000.0]]), np.array([[0.0]])))
    1000.0
    """
    softplus = np.maximum(Z, 0.0) + np.log1p(np.exp(-np.abs(Z)))  # ln(1 + e^z)
    return np.sum(softplus - Y * Z) / len(Z)


def binary_cross_entropy_gradient(Z: Array, Y: Array) -> Array:
    r"""Give the slope of the binary cross-entropy with respect to each weighted input.

    .. math:: \frac{\partial C}{\partial z_{ij}} =
        \frac{1}{N} (\sigma(z_{ij}) - y_{ij})

    Parameters
    ----------
    Z : ndarray, shape (N, n)
        Weighted inputs (logits) of the output neurons. Any finite size, as above.
    Y : ndarray, shape (N, n)
        Targets from 0 to 1.

    Returns
    -------
    ndarray, shape (N, n)
        :math:`\partial C / \partial Z`. The 1/N of the mean is in it.

    Notes
    -----
    Source: Nielsen (2015), chapter 3, equation 61 and the lines before it.

    Examples
    --------
    >>> binary_cross_entropy_gradient(np.array([[0.0]]), np.array([[1.0]]))
    array([[-0.5]])
    """
    return (sigmoid(Z) - Y) / len(Z)


def softmax_cross_entropy(Z: Array, Y: Array) -> float:
    r"""Measure a choice among K classes, from the scores before the softmax.

    .. math:: C = -\frac{1}{N} \sum_{i=1}^{N} \sum_{j=1}^{K} y_{ij} \ln a_{ij}
        \qquad a = \mathrm{softmax}(z)

    Parameters
    ----------
    Z : ndarray, shape (N, K)
        Scores (logits), one example a row. Any finite size.
    Y : ndarray, shape (N, K)
        Targets, one row of probabilities an example (usually one-hot).

    Returns
    -------
    float
        The cost, a mean over the examples.

    Notes
    -----
    Source: Goodfellow, Bengio & Courville (2016), section 6.2.2.3. The logarithm of the
    softmax is the score minus the row's log-sum-exp.

    Examples
    --------
    >>> float(softmax_cross_entropy(np.array([[0.0, 1000.0]]), np.array([[1.0, 0.0]])))
    1000.0
    """
    shifted = Z - Z.max(axis=1, keepdims=True)
    log_A = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -np.sum(Y * log_A) / len(Z)
