"""Chapter 15: a reader of handwriting, from its gradient to its weaknesses."""

import numpy as np

from solutions import Array
from solutions.adaptive import adam_step
from solutions.deltas import (
    activate_prime,
    backward,
    hidden_delta,
    softmax_cross_entropy_delta,
)
from solutions.depth import l2_penalty
from solutions.forward import activate, affine, forward
from solutions.losses import softmax_cross_entropy
from solutions.training import initialize, minibatches


def loss_and_gradient(
    X: Array,
    Y: Array,
    W: dict[int, Array],
    b: dict[int, Array],
    activation: dict[int, str],
    lmbda: float,
) -> tuple[float, dict[int, Array], dict[int, Array]]:
    r"""Run the reader forward and backward: its loss with the penalty, and every slope.

    .. math:: C = -\frac{1}{N} \sum_{i=1}^{N} \sum_j y_{ij} \ln a^L_{ij} +
        \frac{\lambda}{2} \sum_l \sum_{jk} (w^l_{jk})^2

    Parameters
    ----------
    X : ndarray, shape (N, n_0)
        Images, one a row.
    Y : ndarray, shape (N, n_L)
        Targets, one row of probabilities an image.
    W, b : dict of ndarray, keyed 1 to L
        Weights and biases.
    activation : dict of str, keyed 1 to L
        Name of each layer's activation; the last is ``'softmax'``. Its scores may be
        of any finite size.
    lmbda : float
        How dear a weight is; 0 for no penalty.

    Returns
    -------
    C : float
        The cost.
    dW, db : dict of ndarray, keyed 1 to L
        :math:`\partial C / \partial W^l` and :math:`\partial C / \partial b^l`.

    Notes
    -----
    Source: chapters 02, 03, 04 and 10 put together; Goodfellow, Bengio & Courville,
    *Deep Learning* (2016), section 7.1.1.

    Examples
    --------
    >>> W, b, kinds = {1: np.zeros((2, 1))}, {1: np.zeros(2)}, {1: "softmax"}
    >>> X, Y = np.array([[4.0]]), np.array([[1.0, 0.0]])
    >>> C, dW, db = loss_and_gradient(X, Y, W, b, kinds, 0.1)
    >>> round(float(C), 4), dW[1].ravel(), db[1]
    (0.6931, array([-2.,  2.]), array([-0.5,  0.5]))
    """
    Z, A = forward(X, W, b, activation)
    R, dR_W, dR_b = l2_penalty(W, b, lmbda)
    dW, db = backward(Y, Z, A, W, activation)
    C = softmax_cross_entropy(Z[len(W)], Y) + R
    return (
        C,
        {l: dW[l] + dR_W[l] for l in W},
        {l: db[l] + dR_b[l] for l in b},
    )


def dropout_forward(
    A: Array, keep: float, rng: np.random.Generator
) -> tuple[Array, Array]:
    r"""Switch neurons off at random while training, and make up for it in the others.

    .. math:: m_{ij} = \begin{cases} 1 / p & \text{with probability } p \\
        0 & \text{else} \end{cases}, \qquad \tilde a_{ij} = m_{ij} \, a_{ij}

    In the equation p is `keep`. On average an activation stays what it was, so nothing
    need be changed when the network is used.

    Parameters
    ----------
    A : ndarray, shape (N, n)
        Activations. Each neuron of each example has its own chance.
    keep : float
        The probability that a neuron stays on, above 0 and at most 1.
    rng : numpy.random.Generator
        Source of randomness.

    Returns
    -------
    A_dropped : ndarray, shape (N, n)
        The activations that are left, in a new array.
    mask : ndarray, shape (N, n)
        What each of them was multiplied by: 0 or 1 / `keep`.

    Notes
    -----
    Source: Srivastava et al., "Dropout: a simple way to prevent neural networks from
    overfitting" (2014), in the "inverted" form, which divides while training.

    Examples
    --------
    >>> A, mask = dropout_forward(np.ones((1, 3)), 1.0, np.random.default_rng(0))
    >>> A, mask
    (array([[1., 1., 1.]]), array([[1., 1., 1.]]))
    """
    mask = (rng.random(A.shape) < keep) / keep
    return A * mask, mask


def dropout_backward(dA_dropped: Array, mask: Array) -> Array:
    r"""Carry the error back through the neurons that were on.

    .. math:: \frac{\partial C}{\partial a_{ij}} =
        m_{ij} \, \frac{\partial C}{\partial \tilde a_{ij}}

    Parameters
    ----------
    dA_dropped : ndarray, shape (N, n)
        The gradient with respect to what was left.
    mask : ndarray, shape (N, n)
        The mask of the forward pass: no new one is drawn.

    Returns
    -------
    ndarray, shape (N, n)
        The gradient with respect to the activations before.

    Notes
    -----
    Source: Srivastava et al. (2014), section 5.1.

    Examples
    --------
    >>> dropout_backward(np.array([[3.0, 5.0]]), np.array([[2.0, 0.0]]))
    array([[6., 0.]])
    """
    return dA_dropped * mask


def early_stopping(losses: list[float], patience: int) -> tuple[int, int]:
    r"""Say when to stop, and which epoch's network to keep.

    The losses of the validation set come in one an epoch. Training stops as soon as
    `patience` epochs in a row have brought no loss below the best one so far.

    .. math:: \text{best} = \min \{ e : C_e \le C_i \text{ for all } i \le
        \text{stop} \}

    Parameters
    ----------
    losses : list of float
        The loss after each epoch, at least one, as far as it would have gone on. The
        first epoch is the best so far until another one is lower, and every number is
        lower than NaN.
    patience : int
        How many epochs in a row after the best one are endured, 1 or more.

    Returns
    -------
    stop : int
        The epoch after which training stops, counted from 0; the last one where
        patience was never used up.
    best : int
        The epoch up to there with the lowest loss, the first of equal ones.

    Notes
    -----
    Source: Prechelt, "Early stopping - but when?" (1998); Goodfellow, Bengio &
    Courville (2016), algorithm 7.1.

    Examples
    --------
    >>> early_stopping([0.9, 0.5, 0.6, 0.7, 0.1], 2)
    (3, 1)
    """
    last, best = len(losses) - 1, 0
    for at_epoch, loss in enumerate(losses):
        age = at_epoch - best
        if loss < losses[best] or np.isnan(losses[best]) > np.isnan(loss):
            best = at_epoch
        elif age >= patience:
            return at_epoch, best
    return last, best


def train_reader(
    X: Array, Y: Array, X_val: Array, Y_val: Array, rng: np.random.Generator
) -> tuple[dict[int, Array], dict[int, Array], dict[int, str]]:
    r"""Train a network that reads images which it has never seen.

    .. math:: \text{read rightly} = \frac{1}{M} \sum_{i=1}^{M}
        [\, \arg\max_j a^L_{ij} = \arg\max_j y_{ij} \,]

    Parameters
    ----------
    X : ndarray, shape (N, n_0)
        Images to learn from, one a row, pixels from 0 to 1. Do not rely on where in a
        row a pixel stands, nor on which class is which digit: both may be shuffled.
    Y : ndarray, shape (N, K)
        Their classes, one-hot.
    X_val : ndarray, shape (M, n_0)
        Images to try the network on while it is trained.
    Y_val : ndarray, shape (M, K)
        Their classes.
    rng : numpy.random.Generator
        Source of all that is random: the weights begin with draws from it.

    Returns
    -------
    W, b : dict of ndarray, keyed 1 to L
        The trained weights and biases.
    activation : dict of str, keyed 1 to L
        Name of each layer's activation; the last is ``'softmax'``.

    Notes
    -----
    Sources: He et al. (2015) for the beginning, Kingma & Ba (2015) for the steps,
    Srivastava et al. (2014) for dropout, Prechelt (1998) for the end.

    Examples
    --------
    >>> rng = np.random.default_rng(0)
    >>> X = np.repeat(np.eye(2), 20, axis=0)  # two images, twenty times each
    >>> W, b, activation = train_reader(X, X, X, X, rng)
    >>> activation[len(W)]
    'softmax'
    """
    W, b = initialize([X.shape[1], 256, Y.shape[1]], "he", rng)
    activation = {1: "relu", 2: "softmax"}
    memory: dict[tuple[str, int], dict[str, Array | float]] = {}
    networks: list[tuple[dict[int, Array], dict[int, Array]]] = []
    losses: list[float] = []
    while True:
        Z, _ = forward(X_val, W, b, activation)
        networks.append((W, b))
        losses.append(softmax_cross_entropy(Z[2], Y_val))
        _, best = early_stopping(losses, 8)
        if len(losses) - 1 - best >= 8 or len(losses) > 60:
            return *networks[best], activation
        W, b = dict(W), dict(b)
        for rows in minibatches(len(X), 32, rng):
            Z_1 = affine(X[rows], W[1], b[1])
            A_1, mask = dropout_forward(activate("relu", Z_1), 0.5, rng)
            delta = softmax_cross_entropy_delta(affine(A_1, W[2], b[2]), Y[rows])
            below = dropout_backward(delta @ W[2], mask) * activate_prime("relu", Z_1)
            for name, theta, l, slope in (
                ("W", W, 2, delta.T @ A_1),
                ("b", b, 2, delta.sum(axis=0)),
                ("W", W, 1, below.T @ X[rows]),
                ("b", b, 1, below.sum(axis=0)),
            ):
                state = memory.get((name, l), {})
                theta[l], memory[name, l] = adam_step(theta[l], slope, state, 0.003)


def input_gradient(
    X: Array,
    Y: Array,
    W: dict[int, Array],
    b: dict[int, Array],
    activation: dict[int, str],
) -> Array:
    r"""Give the slope of the cost with respect to every pixel.

    .. math:: \frac{\partial C}{\partial X} = \delta^1 W^1

    Parameters
    ----------
    X : ndarray, shape (N, n_0)
        Images, one a row.
    Y : ndarray, shape (N, n_L)
        Targets.
    W, b : dict of ndarray, keyed 1 to L
        Weights and biases of the reader.
    activation : dict of str, keyed 1 to L
        Name of each layer's activation; the last is ``'softmax'``.

    Returns
    -------
    ndarray, shape (N, n_0)
        :math:`\partial C / \partial X` of the softmax cross-entropy, a mean over the
        images.

    Notes
    -----
    Source: Simonyan, Vedaldi and Zisserman, "Deep inside convolutional networks"
    (2013).

    Examples
    --------
    >>> W, b = {1: np.array([[1.0], [0.0]])}, {1: np.zeros(2)}
    >>> X, Y = np.array([[0.0]]), np.array([[1.0, 0.0]])
    >>> input_gradient(X, Y, W, b, {1: "softmax"})
    array([[-0.5]])
    """
    Z, _ = forward(X, W, b, activation)
    delta = softmax_cross_entropy_delta(Z[len(W)], Y)
    for l in range(len(W) - 1, 0, -1):
        delta = hidden_delta(delta, W[l + 1], Z[l], activation[l])
    return delta @ W[1]


def fgsm(
    X: Array,
    Y: Array,
    W: dict[int, Array],
    b: dict[int, Array],
    activation: dict[int, str],
    epsilon: float,
) -> Array:
    r"""Change every pixel a little, in the direction that makes the reader worse.

    .. math:: \tilde x = \min(1, \max(0, x + \varepsilon \, \mathrm{sign}
        \frac{\partial C}{\partial x}))

    Parameters
    ----------
    X : ndarray, shape (N, n_0)
        Images, pixels from 0 to 1.
    Y : ndarray, shape (N, n_L)
        The right classes.
    W, b : dict of ndarray, keyed 1 to L
        Weights and biases of the reader.
    activation : dict of str, keyed 1 to L
        Name of each layer's activation; the last is ``'softmax'``.
    epsilon : float
        By how much a pixel may change, 0 or more.

    Returns
    -------
    ndarray, shape (N, n_0)
        The changed images in a new array, their pixels from 0 to 1. Where the slope is
        exactly 0, the pixel stays.

    Notes
    -----
    Source: Goodfellow, Shlens and Szegedy, "Explaining and harnessing adversarial
    examples" (2015), the fast gradient sign method.

    Examples
    --------
    >>> W, b = {1: np.array([[1.0, -1.0], [0.0, 0.0]])}, {1: np.zeros(2)}
    >>> X, Y = np.array([[0.5, 1.0]]), np.array([[1.0, 0.0]])
    >>> fgsm(X, Y, W, b, {1: "softmax"}, 0.25)
    array([[0.25, 1.  ]])
    """
    uphill = np.sign(input_gradient(X, Y, W, b, activation))
    return np.clip(X + epsilon * uphill, 0.0, 1.0)


def loss_scale_step(
    grad: Array, scale: float, good: int, growth: int
) -> tuple[Array | None, float, int]:
    r"""Take the scale out of a float16 gradient, and choose the next scale.

    The loss was multiplied by `scale` before the backward pass, so the gradient is too
    large by that factor. Where it overflowed, the step is left out and the scale is
    halved. After `growth` good steps in a row, or more, it is doubled.

    .. math:: g = \tilde g / s, \qquad s \leftarrow \begin{cases}
        s / 2 & \tilde g \text{ overflowed} \\
        2 s & \text{after a row of good steps} \\
        s & \text{else} \end{cases}

    Parameters
    ----------
    grad : ndarray of float16, any shape
        The gradient of the scaled loss.
    scale : float
        The scale that it was computed with, a power of 2.
    good : int
        How many good steps in a row came before this one.
    growth : int
        After how many good steps in a row the scale is doubled, 1 or more.

    Returns
    -------
    gradient : ndarray of float64, shape of grad, or None
        The gradient of the loss itself; None where an element is infinite or NaN.
    scale : float
        The scale of the next step.
    good : int
        How many good steps in a row there are now; 0 after an overflow and after a
        doubling.

    Notes
    -----
    Source: Micikevicius et al., "Mixed precision training" (2018), section 3.2; with
    the schedule of PyTorch's ``GradScaler``, where a doubling begins a new count.

    Examples
    --------
    >>> loss_scale_step(np.array([8.0, -4.0], dtype=np.float16), 4.0, 1, 2)
    (array([ 2., -1.]), 8.0, 0)
    >>> loss_scale_step(np.array([np.inf], dtype=np.float16), 4.0, 1, 2)
    (None, 2.0, 0)
    """
    if not np.isfinite(grad).all():
        return None, scale / 2.0, 0
    gradient = grad.astype(np.float64) / scale
    if good + 1 >= growth:
        return gradient, 2.0 * scale, 0
    return gradient, scale, good + 1
