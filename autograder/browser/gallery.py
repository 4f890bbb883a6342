"""The student's code for every widget: right, wrong in one place, not yet written."""

from __future__ import annotations

from dataclasses import dataclass

RIGHT = """\
import numpy as np
from course import widgets
from solutions.neuron import sigmoid, sigmoid_prime
from solutions.forward import forward
from solutions.losses import (
    mse, mse_gradient, binary_cross_entropy, binary_cross_entropy_gradient)
from solutions.deltas import (
    output_delta, hidden_delta, bias_gradient, weight_gradient)
from solutions.gradcheck import numerical_gradient
from solutions.learning_rate import (
    curvature_by_power_iteration, largest_stable_learning_rate)
from solutions.training import gradient_step
from solutions.momentum import momentum_step, nesterov_step
from solutions.adaptive import rmsprop_step, adam_step
from solutions.convolution import conv2d_forward, conv2d_backward
from solutions.depth import clip_by_global_norm, error_gain
from solutions.engine import backpropagate, vjp
from solutions.recurrence import rnn_forward, rnn_backward
from solutions.attention import attention_forward, attention_backward
from solutions.capstone import fgsm, loss_and_gradient
"""

# Mistakes that a student makes, one for each widget.
WRONG = (
    RIGHT
    + """
def sigmoid_prime(z):
    return sigmoid(z)

right_forward = forward

def forward(X, W, b, activation):
    return right_forward(X, W, b, {l: activation[1] for l in activation})

def mse_gradient(A, Y):
    return 2 * (A - Y) / len(A)

right_mse = mse

def mse(A, Y):
    return len(A) * right_mse(A, Y)

def hidden_delta(delta_next, W_next, Z, activation="sigmoid"):
    return delta_next @ W_next

def numerical_gradient(f, x, h=1e-5):
    print("a line for each call")
    gradient = np.empty_like(x)
    for i in np.ndindex(*x.shape):
        up = x.copy()
        up[i] += h
        gradient[i] = (f(up) - f(x)) / h
    return gradient

def gradient_step(theta, grad, eta):
    return theta + eta * grad

right_momentum = momentum_step

def momentum_step(theta, grad, state, eta, mu=0.9):
    theta, state = right_momentum(theta, grad, state, eta, mu)
    return theta, {"v": -state["v"]}

def adam_step(theta, grad, state, eta, beta1, beta2):
    m = beta1 * state.get("m", 0.0) + (1 - beta1) * grad
    s = beta2 * state.get("s", 0.0) + (1 - beta2) * grad**2
    return theta - eta * m / (np.sqrt(s) + 1e-8), {"m": m, "s": s}

right_conv2d_backward = conv2d_backward

def conv2d_backward(dY, X, W, stride=1, padding=0):
    return right_conv2d_backward(dY, X, W[:, ::-1, ::-1], stride, padding)

right_error_gain = error_gain

def error_gain(W_next, Z, activation):
    return right_error_gain(W_next, Z, activation) ** 2

def backpropagate(rule, operations, parents, values, last, upstream):
    bars = {last: upstream}
    for node in sorted(operations, reverse=True):
        inputs = tuple(values[parent] for parent in parents[node])
        shares = rule(operations[node], bars[node], inputs)
        bars |= dict(zip(parents[node], shares))
    return bars

right_rnn_backward = rnn_backward

def rnn_backward(dH, X, H, W_x, W_h):
    return right_rnn_backward(dH, X, H, W_x, W_h.T)

right_attention_backward = attention_backward

def attention_backward(dO, Q, K, V, P):
    dQ, dK, dV = right_attention_backward(dO, Q, K, V, P)
    return dQ, dK * np.sqrt(Q.shape[2]), dV

right_loss_and_gradient = loss_and_gradient

def loss_and_gradient(X, Y, W, b, activation, lmbda):
    C, dW, db = right_loss_and_gradient(X, Y, W, b, activation, lmbda)
    return C, {l: dW[l] + lmbda * W[l] for l in W}, db
"""
)

# A notebook on its first day: names that are there, bodies that are not.
NAMES = [
    "sigmoid", "sigmoid_prime", "forward", "mse", "mse_gradient",
    "binary_cross_entropy", "binary_cross_entropy_gradient", "output_delta",
    "hidden_delta", "bias_gradient", "weight_gradient", "numerical_gradient",
    "gradient_step", "largest_stable_learning_rate", "momentum_step", "nesterov_step",
    "curvature_by_power_iteration", "rmsprop_step", "conv2d_forward", "conv2d_backward",
    "error_gain", "clip_by_global_norm", "vjp", "backpropagate",
    "rnn_forward", "rnn_backward", "attention_forward", "attention_backward",
    "loss_and_gradient", "fgsm",
]  # fmt: skip
UNWRITTEN = "from course import widgets\n" + "".join(
    f"def {name}(*arguments, **named):\n    raise NotImplementedError()\n"
    for name in NAMES
)


@dataclass(frozen=True)
class Show:
    """One widget: how it is called, how it is moved, what it says.

    Parameters
    ----------
    call : str
        The demo cell.
    slider : str
        Label of the slider that is moved.
    home, end : str
        What the sentence holds when that slider stands at its ends.
    remark : str
        What the widget says of the wrong code.
    unwritten : str
        What it says of code that is not written yet.
    """

    call: str
    slider: str
    home: str
    end: str
    remark: str
    unwritten: str


LATER = "is not written yet: come back after that exercise."
GALLERY = {
    "one neuron": Show(
        "widgets.one_neuron(sigmoid, sigmoid_prime)",
        "Weight w", "Saturated: z = −6.50", "Saturated: z = 5.50",
        "Your sigmoid_prime(0) is 0.5; by the curve it should be 0.25.",
        f"sigmoid {LATER}",
    ),
    "forward": Show(
        "widgets.forward_pass(forward)",
        "Step", "Step 0 of 4", "Step 4 of 4",
        "Your a²₁ is 0.374; from the numbers before it, it should be 0.188",
        f"forward {LATER}",
    ),
    "slopes": Show(
        "widgets.loss_slopes(mse, mse_gradient, binary_cross_entropy, "
        "binary_cross_entropy_gradient, sigmoid)",
        "Prediction a", "Confident and wrong", "Nearly right",
        "Your mse of the same example twice is 1",
        f"sigmoid {LATER}",
    ),
    "surface": Show(
        "widgets.loss_surface(mse, binary_cross_entropy, sigmoid)",
        "Weight w", "w = −8.0", "w = 8.0",
        "Your mse of the same example twice is 1",
        f"sigmoid {LATER}",
    ),
    "backward": Show(
        "widgets.backward_pass(forward, output_delta, hidden_delta, bias_gradient, "
        "weight_gradient)",
        "Step", "Step 0 of 4", "Step 4 of 4",
        "BP2, your hidden_delta: δ¹₁ is",
        f"forward {LATER}",
    ),
    "step size": Show(
        "widgets.step_size(numerical_gradient)",
        "Step h", "Round-off", "Truncation",
        "falls like h to the power 1.0",
        f"numerical_gradient {LATER}",
    ),
    "learning rate": Show(
        "widgets.learning_rate(gradient_step, largest_stable_learning_rate)",
        "Learning rate η", "Crawls: η = 0.002", "Diverges: η = 0.5",
        "Your gradient_step goes uphill.",
        f"gradient_step {LATER}",
    ),
    "digits": Show(
        "widgets.digits_descent(gradient_step, curvature_by_power_iteration)",
        "Learning rate η", "with η = 0.05 stops before", "with η = 3.2",
        "Your gradient_step goes uphill.",
        f"gradient_step {LATER}",
    ),
    "momentum": Show(
        "widgets.momentum_plane(momentum_step, curvatures=(1.0, 25.0))",
        "ηh", "ηh = 0.1, μ", "Leaves: ηh = 4",
        "step 2 of your momentum_step ends at",
        f"momentum_step {LATER}",
    ),
    "race": Show(
        "widgets.optimizer_race({'SGD': gradient_step, 'momentum': momentum_step, "
        "'Nesterov': nesterov_step, 'RMSprop': rmsprop_step, 'Adam': adam_step})",
        "Learning rate η", "Not there in 100 steps: SGD", "Diverged: SGD",
        "The first step of your gradient_step",
        f"gradient_step {LATER}",
    ),
    "depth": Show(
        "widgets.layer_errors(error_gain, clip_by_global_norm)",
        "Scale (1 is Xavier’s)", "Fades: 30 relu", "Grows: 30 relu",
        "weights of shape (3, 4) and sigmoid your error_gain gives",
        f"error_gain {LATER}",
    ),
    "graph": Show(
        "widgets.backward_sweep(vjp, backpropagate)",
        "Step", "Step 0 of 7", "Step 7 of 7",
        "At x = 3 your backpropagate gives u = x · x the slope 9; a tiny push says 19.",
        f"vjp {LATER}",
    ),
    "kernel": Show(
        "widgets.sliding_kernel(conv2d_forward, conv2d_backward)",
        "Column", "column 0: the answer", "column 7: the answer",
        "your conv2d_backward gives pixel (0, 1) the blame",
        f"conv2d_forward {LATER}",
    ),
    "recurrence": Show(
        "widgets.blame_through_time(rnn_forward, rnn_backward)",
        "Spectral radius ρ", "Fades: with ρ = 0.7", "Grows: with ρ = 1.3",
        "1 step back from the last step your rnn_backward gives the first input",
        f"rnn_forward {LATER}",
    ),
    "attention": Show(
        "widgets.attention_map(attention_forward, attention_backward)",
        "Sharpness", "Everything alike", "Sure: Token 7",
        "Your attention_backward gives the number 1 of token 1 in dK",
        f"attention_forward {LATER}",
    ),
    "reader": Show(
        "widgets.reader_learns(loss_and_gradient, fgsm)",
        "Epoch", "Epoch 0: of the 300 held back", "Epoch 20: of the 300 held back",
        "λ = 0.01 your loss_and_gradient gives dW[1][0, 0] as",
        f"loss_and_gradient {LATER}",
    ),
}  # fmt: skip
