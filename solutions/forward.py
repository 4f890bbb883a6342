"""Chapter 02: the forward pass of a whole network."""

import numpy as np

from solutions import Array
from solutions.neuron import sigmoid


def affine(A: Array, W: Array, b: Array) -> Array:
    r"""Compute the weighted inputs of a whole layer for a whole batch.

    .. math:: z^l_j = \sum_k w^l_{jk} a^{l-1}_k + b^l_j

    Parameters
    ----------
    A : ndarray, shape (N, n_in)
        Activations of the layer below, one example a row.
    W : ndarray, shape (n_out, n_in)
        ``W[j, k]`` is the weight from neuron k to neuron j.
    b : ndarray, shape (n_out,)
        Biases, one for each neuron of this layer.

    Returns
    -------
    ndarray, shape (N, n_out)
        Weighted inputs, one example a row.

    Notes
    -----
    Source: Nielsen (2015), chapter 2, equation 25, with examples as rows.

    Examples
    --------
    >>> affine(np.array([[1.0, 2.0]]), np.array([[3.0, 4.0]]), np.array([0.5]))
    array([[11.5]])
    """
    return A @ W.T + b


def relu(Z: Array) -> Array:
    r"""Keep what is positive, set the rest to zero.

    .. math:: \mathrm{relu}(z) = \max(0, z)

    Parameters
    ----------
    Z : ndarray, any shape
        Weighted inputs.

    Returns
    -------
    ndarray, shape of Z
        The rectified values.

    Notes
    -----
    Source: Nair & Hinton, "Rectified linear units improve restricted Boltzmann
    machines" (ICML 2010).

    Examples
    --------
    >>> relu(np.array([-2.0, 0.0, 3.0]))
    array([0., 0., 3.])
    """
    return np.maximum(Z, 0.0)


def tent(
    left: float, peak: float, right: float
) -> tuple[dict[int, Array], dict[int, Array]]:
    r"""Design a network of two relu neurons whose output is a tent.

    The network has one input x, two relu neurons in layer 1, and one neuron in layer 2
    of which only the weighted input z counts. Up to `left`, z is 0. From there it rises
    in a straight line to 1 at `peak`, falls in a straight line to 0 at `right`, and
    goes on falling in the same line.

    .. math:: z^2(x) = 0 \text{ for } x \le \text{left}, \qquad
        z^2(\text{peak}) = 1, \qquad z^2(\text{right}) = 0

    Parameters
    ----------
    left, peak, right : float
        The corners, from left to right: left < peak < right.

    Returns
    -------
    W, b : dict of ndarray, keyed 1 and 2
        Weights and biases: ``W[1]`` has shape (2, 1), ``b[1]`` shape (2,), ``W[2]``
        shape (1, 2), ``b[2]`` shape (1,). More than one choice is right.

    Notes
    -----
    The exclusive or of two bits is the tent with corners 0, 1 and 2 over their sum.
    Source: Minsky and Papert, *Perceptrons* (1969), for the task; Rumelhart, Hinton and
    Williams, "Learning internal representations by error propagation" (1986), for two
    hidden neurons that solve it.

    Examples
    --------
    >>> W, b = tent(0.0, 1.0, 3.0)
    >>> affine(relu(affine(np.array([[1.0], [2.0]]), W[1], b[1])), W[2], b[2])
    array([[1. ],
           [0.5]])
    """
    up = 1.0 / (peak - left)
    down = 1.0 / (right - peak)
    W = {1: np.ones((2, 1)), 2: np.array([[up, -up - down]])}
    b = {1: np.array([-left, -peak]), 2: np.zeros(1)}
    return W, b


def relu_prime(Z: Array) -> Array:
    r"""Give the slope of the rectifier.

    .. math:: \mathrm{relu}'(z) = 1 \text{ if } z > 0, \text{ else } 0

    Parameters
    ----------
    Z : ndarray, any shape
        Weighted inputs.

    Returns
    -------
    ndarray of float, shape of Z
        The slope at each element. At exactly 0, where there is a corner, any number
        from 0 to 1 is right.

    Notes
    -----
    Source: Goodfellow, Bengio & Courville, *Deep Learning* (2016), section 6.3.1.

    Examples
    --------
    >>> relu_prime(np.array([-2.0, 3.0]))
    array([0., 1.])
    """
    return np.where(Z > 0, 1.0, 0.0)


def tanh(Z: Array) -> Array:
    r"""Squash every number into the interval from -1 to 1.

    .. math:: \tanh(z) = \frac{e^z - e^{-z}}{e^z + e^{-z}}

    Parameters
    ----------
    Z : ndarray, any shape
        Weighted inputs. Any finite size, and no warning is raised, as for the sigmoid.

    Returns
    -------
    ndarray, shape of Z
        The hyperbolic tangent of each element.

    Notes
    -----
    Source: LeCun, Bottou, Orr & Müller, "Efficient BackProp" (1998), section 4.4.

    Examples
    --------
    >>> tanh(np.array([-1000.0, 0.0, 1000.0]))
    array([-1.,  0.,  1.])
    """
    return np.tanh(Z)


def tanh_prime(Z: Array) -> Array:
    r"""Give the slope of the hyperbolic tangent.

    .. math:: \tanh'(z) = 1 - \tanh^2(z)

    Parameters
    ----------
    Z : ndarray, any shape
        Weighted inputs, not activations. Any finite size: at -1000 and at 1000 the
        slope is right too.

    Returns
    -------
    ndarray, shape of Z
        The slope at each element: at most 1, reached at 0.

    Notes
    -----
    Source: LeCun et al. (1998), section 4.4.

    Examples
    --------
    >>> tanh_prime(np.array([0.0]))
    array([1.])
    """
    return 1.0 - tanh(Z) ** 2


def swish_prime(Z: Array) -> Array:
    r"""Give the slope of swish, which is z times the sigmoid of z.

    .. math:: \mathrm{swish}(z) = z \, \sigma(z)

    Parameters
    ----------
    Z : ndarray, any shape
        Weighted inputs of any finite size.

    Returns
    -------
    ndarray, shape of Z
        The slope at each element.

    Notes
    -----
    Source: Elfwing, Uchibe and Doya, "Sigmoid-weighted linear units for neural network
    function approximation in reinforcement learning" (2018); Ramachandran, Zoph and Le,
    "Searching for activation functions" (2017).

    Examples
    --------
    >>> swish_prime(np.array([-1000.0, 0.0, 1000.0]))
    array([0. , 0.5, 1. ])
    """
    a = sigmoid(Z)
    return a + Z * a * (1.0 - a)


def softmax(Z: Array) -> Array:
    r"""Turn each row of scores into probabilities.

    .. math:: a_j = \frac{e^{z_j}}{\sum_k e^{z_k}}

    Parameters
    ----------
    Z : ndarray, shape (N, K)
        Scores, one example a row. Any finite size, and no warning is raised: adding one
        number to a whole row changes nothing, so nothing need overflow.

    Returns
    -------
    ndarray, shape (N, K)
        Probabilities; each row sums to 1.

    Notes
    -----
    Source: Goodfellow, Bengio & Courville (2016), section 4.1.

    Examples
    --------
    >>> softmax(np.array([[1000.0, 1000.0]]))
    array([[0.5, 0.5]])
    """
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def activate(name: str, Z: Array) -> Array:
    r"""Apply the activation function that is called by this name.

    Parameters
    ----------
    name : {'sigmoid', 'tanh', 'relu', 'softmax'}
        Name of the activation.
    Z : ndarray, shape (N, n)
        Weighted inputs of a layer.

    Returns
    -------
    ndarray, shape (N, n)
        Activations of the layer.

    Raises
    ------
    ValueError
        If there is no activation of that name.

    Examples
    --------
    >>> activate("relu", np.array([[-1.0, 2.0]]))
    array([[0., 2.]])
    """
    if name == "sigmoid":
        return sigmoid(Z)
    if name == "tanh":
        return tanh(Z)
    if name == "relu":
        return relu(Z)
    if name == "softmax":
        return softmax(Z)
    raise ValueError(f"no activation is called {name!r}")


def forward(
    X: Array, W: dict[int, Array], b: dict[int, Array], activation: dict[int, str]
) -> tuple[dict[int, Array], dict[int, Array]]:
    r"""Run the network from input to output, and keep everything on the way.

    .. math:: a^0 = x, \qquad z^l = W^l a^{l-1} + b^l, \qquad a^l = \sigma^l(z^l)
        \qquad l = 1, \dots, L

    Parameters
    ----------
    X : ndarray, shape (N, n_0)
        Inputs, one example a row. Any finite size: nothing overflows on the way.
    W, b : dict of ndarray, keyed 1 to L
        ``W[l]`` has shape (n_l, n_{l-1}), ``b[l]`` shape (n_l,).
    activation : dict of str, keyed 1 to L
        Name of each layer's activation, to be handed to ``activate``.

    Returns
    -------
    Z : dict of ndarray, keyed 1 to L
        Weighted inputs; ``Z[l]`` has shape (N, n_l).
    A : dict of ndarray, keyed 0 to L
        Activations; ``A[0]`` is the input, ``A[L]`` the output.

    Notes
    -----
    Source: Nielsen (2015), chapter 2, "The backpropagation algorithm", step 2.

    Examples
    --------
    >>> W, b = {1: np.array([[2.0]])}, {1: np.array([-1.0])}
    >>> Z, A = forward(np.array([[3.0]]), W, b, {1: "relu"})
    >>> Z[1], A[1]
    (array([[5.]]), array([[5.]]))
    """
    Z, A = {}, {0: X}
    for l in range(1, len(W) + 1):
        Z[l] = affine(A[l - 1], W[l], b[l])
        A[l] = activate(activation[l], Z[l])
    return Z, A
