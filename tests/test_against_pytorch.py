"""Every reference function against PyTorch, in float64, to ten digits.

Each comparison states how the two conventions map onto each other.
"""

import ast
import itertools
from pathlib import Path

import numpy as np
import pytest

from solutions import adaptive, gradcheck, learning_rate, momentum, training
from solutions.deltas import (
    activate_prime,
    backward,
    bias_gradient,
    deltas_by_trying,
    hidden_delta,
    output_delta,
    shared_gradient,
    softmax_cross_entropy_delta,
    weight_gradient,
)
from solutions.fast_step import FastStep
from solutions.forward import (
    activate,
    affine,
    forward,
    relu,
    relu_prime,
    softmax,
    swish_prime,
    tanh,
    tanh_prime,
    tent,
)
from solutions.gradcheck import directional_check
from solutions.losses import (
    binary_cross_entropy,
    binary_cross_entropy_gradient,
    mse,
    mse_gradient,
    softmax_cross_entropy,
)
from solutions.neuron import neuron_gradient, sigmoid, sigmoid_prime, weighted_input
from tests.book import FILES, cells
from tests.library import OWN_TESTS, named_in, public
from tests.pytorch import MISSING, agree, gradient, tensor, torch

SEEDS = range(3)
STEPS = 12
ACTIVATIONS = {
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "softmax": lambda z: torch.softmax(z, dim=1),
}

every_seed = pytest.mark.parametrize("seed", SEEDS)


def probabilities(rng, shape):
    raw = rng.uniform(0.1, 1.0, shape)
    return raw / raw.sum(axis=1, keepdims=True)


# 01 and 02


@every_seed
def test_one_neuron(seed):
    """`Linear` with one output; `MSELoss` is a mean of squares, ours is half of it."""
    rng = np.random.default_rng(seed)
    X, y, w = rng.normal(size=(6, 4)), rng.uniform(size=6), rng.normal(size=4)
    b = 0.3
    z = torch.nn.functional.linear(tensor(X), tensor(w[None]), tensor([b]))[:, 0]
    agree(weighted_input(X, w, b), z)

    def cost(w, b):
        a = torch.sigmoid(tensor(X) @ w + b)
        return torch.nn.functional.mse_loss(a, tensor(y)) / 2.0

    dw, db = gradient(cost, w, b)
    ours = neuron_gradient(X, y, w, b)
    agree(ours[0], dw)
    agree(ours[1], db)


@every_seed
@pytest.mark.parametrize(
    ("function", "name"), [(sigmoid, "sigmoid"), (tanh, "tanh"), (relu, "relu")]
)
def test_activations(seed, function, name):
    """The same functions; softmax runs along a row, dimension 1."""
    Z = np.random.default_rng(seed).normal(0.0, 3.0, (5, 4))
    agree(function(Z), ACTIVATIONS[name](tensor(Z)))
    agree(activate(name, Z), ACTIVATIONS[name](tensor(Z)))
    agree(softmax(Z), ACTIVATIONS["softmax"](tensor(Z)))
    agree(activate("softmax", Z), ACTIVATIONS["softmax"](tensor(Z)))


@every_seed
@pytest.mark.parametrize(
    ("function", "name"),
    [(sigmoid_prime, "sigmoid"), (tanh_prime, "tanh"), (relu_prime, "relu")],
)
def test_slopes_of_activations(seed, function, name):
    """Each slope is the gradient of the sum; at 0 both take relu's slope as 0."""
    Z = np.random.default_rng(seed).normal(0.0, 3.0, (5, 4))
    Z[0, 0] = 0.0
    (slope,) = gradient(lambda z: ACTIVATIONS[name](z).sum(), Z)
    agree(function(Z), slope)
    agree(activate_prime(name, Z), slope)


def network(seed, layers):
    rng = np.random.default_rng(seed)
    n = rng.permutation(np.arange(2, 9))[: len(layers) + 1]
    X = rng.normal(size=(9, n[0]))
    W = {l: rng.normal(size=(n[l], n[l - 1])) for l in range(1, len(n))}
    b = {l: rng.normal(size=n[l]) for l in range(1, len(n))}
    return X, W, b, dict(enumerate(layers, start=1)), rng


def theirs(X, W, b, activation):
    """Run the network in PyTorch: W has the shape that `Linear` gives its weight."""
    A, Z = tensor(X), None
    for l in W:
        Z = torch.nn.functional.linear(A, W[l], b[l])
        A = ACTIVATIONS[activation[l]](Z)
    return Z, A


NETWORKS = [
    ["sigmoid"],
    ["tanh", "sigmoid"],
    ["relu", "tanh"],
    ["sigmoid", "relu", "tanh", "relu"],
    ["softmax"],
    ["relu", "softmax"],
    ["tanh", "sigmoid", "softmax"],
]


@every_seed
@pytest.mark.parametrize("layers", NETWORKS, ids="-".join)
def test_forward_and_backward(seed, layers):
    """Softmax: `CrossEntropyLoss` on the scores. Others: half a sum of squares."""
    X, W, b, activation, rng = network(seed, layers)
    L = len(layers)
    shape = (len(X), len(b[L]))
    Y = probabilities(rng, shape) if layers[-1] == "softmax" else rng.normal(size=shape)
    leaves = {
        name: {l: tensor(parameters[l], grad=True) for l in parameters}
        for name, parameters in (("W", W), ("b", b))
    }
    last, output = theirs(X, leaves["W"], leaves["b"], activation)
    Z, A = forward(X, W, b, activation)
    agree(Z[L], last)
    agree(A[L], output)
    agree(affine(A[L - 1], W[L], b[L]), last)
    if layers[-1] == "softmax":
        cost = torch.nn.functional.cross_entropy(last, tensor(Y))
    else:
        cost = ((output - tensor(Y)) ** 2).sum() / (2 * len(X))
    cost.backward()
    dW, db = backward(Y, Z, A, W, activation)
    for l in W:
        agree(dW[l], leaves["W"][l].grad)
        agree(db[l], leaves["b"][l].grad)


# 03


@every_seed
def test_losses(seed):
    """`mse_loss` averages over elements: times n/2. BCE too: times n."""
    rng = np.random.default_rng(seed)
    A, Y = rng.normal(size=(6, 4)), rng.normal(size=(6, 4))
    halves = lambda a: torch.nn.functional.mse_loss(a, tensor(Y)) * 4 / 2  # noqa: E731
    agree(mse(A, Y), halves(tensor(A)))
    agree(mse_gradient(A, Y), gradient(halves, A)[0])

    T = rng.uniform(size=(6, 4))
    bce = torch.nn.functional.binary_cross_entropy_with_logits
    agree(binary_cross_entropy(A, T), bce(tensor(A), tensor(T)) * 4)
    want = gradient(lambda z: bce(z, tensor(T)) * 4, A)[0]
    agree(binary_cross_entropy_gradient(A, T), want)

    P = probabilities(rng, (6, 4))
    entropy = lambda z: torch.nn.functional.cross_entropy(z, tensor(P))  # noqa: E731
    agree(softmax_cross_entropy(A, P), entropy(tensor(A)))
    agree(softmax_cross_entropy_delta(A, P), gradient(entropy, A)[0])


# 04


@every_seed
@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu"])
def test_delta_equations(seed, name):
    """A delta is the gradient by Z of anything whose gradient by A is handed over."""
    rng = np.random.default_rng(seed)
    Z, dA = rng.normal(size=(5, 3)), rng.normal(size=(5, 3))
    f = ACTIVATIONS[name]
    want = gradient(lambda z: (tensor(dA) * f(z)).sum(), Z)[0]
    agree(output_delta(dA, Z, name), want)

    delta, W = rng.normal(size=(5, 4)), rng.normal(size=(4, 3))
    upward = lambda z: (tensor(delta) * (f(z) @ tensor(W).T)).sum()  # noqa: E731
    agree(hidden_delta(delta, W, Z, name), gradient(upward, Z)[0])

    A, b = rng.normal(size=(5, 3)), rng.normal(size=4)

    def layer(W, b):
        z = torch.nn.functional.linear(tensor(A), W, b)
        return (tensor(delta) * z).sum()

    dW, db = gradient(layer, W, b)
    agree(weight_gradient(delta, A), dW)
    agree(bias_gradient(delta), db)


@every_seed
@pytest.mark.parametrize("layers", NETWORKS[:4], ids="-".join)
def test_deltas_by_trying(seed, layers):
    """A push of 1e-5 leaves some 1e-9: relu has no corner near these inputs."""
    X, W, b, activation, rng = network(seed, layers)
    Y, L = rng.normal(size=(len(X), len(b[len(W)]))), len(W)
    Z = forward(X, W, b, activation)[0]
    delta = deltas_by_trying(X, Y, W, b, activation)
    for l in W:

        def upward(z, l=l):
            a = ACTIVATIONS[activation[l]](z)
            for m in range(l + 1, L + 1):
                z = torch.nn.functional.linear(a, tensor(W[m]), tensor(b[m]))
                a = ACTIVATIONS[activation[m]](z)
            return ((a - tensor(Y)) ** 2).sum() / (2 * len(X))

        agree(delta[l], gradient(upward, Z[l])[0], 1e-7)


@every_seed
@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu"])
def test_one_layer_used_twice(seed, name):
    rng = np.random.default_rng(seed)
    X, Y, W, b = (rng.normal(size=shape) for shape in ((5, 3), (5, 3), (3, 3), 3))

    def cost(W, b):
        a = tensor(X)
        for _ in range(2):
            a = ACTIVATIONS[name](torch.nn.functional.linear(a, W, b))
        return ((a - tensor(Y)) ** 2).sum() / (2 * len(X))

    for got, want in zip(
        shared_gradient(X, Y, W, b, name), gradient(cost, W, b), strict=True
    ):
        agree(got, want)


@every_seed
def test_a_tent_in_pytorch(seed):
    left, peak, right = np.sort(np.random.default_rng(seed).normal(size=3))
    W, b = tent(left, peak, right)
    x = tensor([[left - 1.0], [left], [peak], [right]])
    hidden = torch.relu(torch.nn.functional.linear(x, tensor(W[1]), tensor(b[1])))
    z = torch.nn.functional.linear(hidden, tensor(W[2]), tensor(b[2]))
    assert np.allclose(z[:, 0].numpy(), [0.0, 0.0, 1.0, 0.0], atol=1e-9)


@every_seed
def test_the_slope_of_swish(seed):
    """PyTorch calls swish SiLU."""
    Z = np.random.default_rng(seed).normal(0.0, 3.0, (4, 3))
    agree(swish_prime(Z), gradient(lambda z: torch.nn.functional.silu(z).sum(), Z)[0])


# 05


@every_seed
def test_a_step_to_the_side(seed):
    x = np.random.default_rng(seed).normal(size=(3, 2))
    want = gradient(lambda x: (torch.exp(x[:, 0] * x[:, 1]) * x[:, 0]).sum(), x)[0]
    f = lambda x: np.sum(np.exp(x[:, 0] * x[:, 1]) * x[:, 0])  # noqa: E731
    agree(gradcheck.complex_step(f, x), want, 1e-14)


@every_seed
def test_gradient_checking(seed):
    """Central differences of a quadratic have no truncation error."""
    rng = np.random.default_rng(seed)
    x, H = rng.normal(size=(3, 2)), rng.normal(size=(6, 6))

    def f(x):
        return x.reshape(-1) @ H @ x.reshape(-1)

    want = gradient(lambda x: x.reshape(-1) @ tensor(H) @ x.reshape(-1), x)[0].numpy()
    got = gradcheck.numerical_gradient(f, x, 1e-2)
    agree(got, want)
    a, b = rng.normal(size=(2, 3, 2))
    off, one, other = (torch.linalg.norm(tensor(v)) for v in (a - b, a, b))
    agree(gradcheck.relative_error(a, b), off / (one + other))
    assert gradcheck.gradient_check(f, want, x)
    assert not gradcheck.gradient_check(f, want * 1.001, x)
    assert directional_check(f, want, x, rng)
    assert not directional_check(f, want * 1.001, x, rng)


@every_seed
def test_the_bug_hunt_finds_nothing_in_the_gradients_of_pytorch(seed):
    X, W, b, activation, rng = network(seed, ["tanh", "sigmoid"])
    Y = rng.normal(size=(len(X), len(b[2])))

    def autograd(Y, Z, A, W, activation):
        leaves = [{l: tensor(p[l], grad=True) for l in p} for p in (W, b)]
        output = theirs(X, *leaves, activation)[1]
        (((output - tensor(Y)) ** 2).sum() / (2 * len(X))).backward()
        return tuple({l: p[l].grad.numpy() for l in p} for p in leaves)

    assert gradcheck.diagnose(autograd, X, Y, W, b, activation) == "none"


@every_seed
def test_the_multiplications_that_chapter_04_counts(seed):
    """PyTorch's counter counts a multiplication and an addition, so twice as many."""
    counter = pytest.importorskip("torch.utils.flop_counter", reason=MISSING)

    X, W, b, activation, _ = network(seed, ["tanh", "sigmoid", "tanh"])
    leaves = [{l: tensor(p[l], grad=True) for l in p} for p in (W, b)]
    with counter.FlopCounterMode(display=False) as ahead:
        cost = theirs(X, *leaves, activation)[1].sum()
    with counter.FlopCounterMode(display=False) as back:
        cost.backward()
    sizes = [X.shape[1], *(len(b[l]) for l in b)]
    products = [m * n for m, n in itertools.pairwise(sizes)]
    forth = len(X) * sum(products)  # F and B of chapter 04
    and_back = forth + len(X) * sum(products[1:])
    assert 2 * forth == ahead.get_total_flops()
    assert 2 * and_back == back.get_total_flops()


# 06


@pytest.mark.parametrize(
    ("scheme", "theirs"),
    [
        ("small", lambda w: torch.nn.init.normal_(w, std=0.01)),
        ("xavier", torch.nn.init.xavier_normal_),
        ("he", lambda w: torch.nn.init.kaiming_normal_(w, nonlinearity="relu")),
    ],
)
def test_initial_weights_have_the_same_spread(scheme, theirs):
    """Random numbers differ; of 120,000 the deviations agree to a percent or so."""
    W, b = training.initialize([300, 400], scheme, np.random.default_rng(1))
    torch.manual_seed(1)
    other = theirs(torch.empty(400, 300, dtype=torch.float64))
    assert W[1].std() == pytest.approx(float(other.std()), rel=0.02)
    assert not b[1].any()


@every_seed
def test_flat_parameters(seed):
    """The order is that of `parameters()`: weights, then biases, layer by layer."""
    _, W, b, _, _ = network(seed, ["tanh", "tanh"])
    ordered = [tensor(p[l]) for l in W for p in (W, b)]
    theta = training.flatten(W, b)
    agree(theta, torch.nn.utils.parameters_to_vector(ordered))
    sizes = [W[1].shape[1], *(len(b[l]) for l in b)]
    again = training.unflatten(theta, sizes)
    for ours, given in zip(again, (W, b), strict=True):
        assert all((ours[l] == given[l]).all() for l in given)


def test_batches_are_as_long_as_those_of_a_batch_sampler():
    data = pytest.importorskip("torch.utils.data", reason=MISSING)
    sampler = data.BatchSampler(data.RandomSampler(range(23)), 5, drop_last=False)
    ours = training.minibatches(23, 5, np.random.default_rng(1))
    assert [len(rows) for rows in ours] == [len(rows) for rows in sampler]


@every_seed
@pytest.mark.parametrize("batch_size", [1, 4, 11])
def test_training(seed, batch_size):
    """`SGD` without momentum on the same batches; the seed makes them again."""
    rng = np.random.default_rng(seed)
    X, Y, theta = rng.normal(size=(11, 3)), rng.normal(size=(11, 1)), rng.normal(size=3)
    loss = lambda t, X, Y: float(np.mean((X @ t - Y[:, 0]) ** 2))  # noqa: E731
    slope = lambda t, X, Y: 2 * X.T @ (X @ t - Y[:, 0]) / len(X)  # noqa: E731
    got, losses = training.train(
        theta, X, Y, loss, slope, 0.05, batch_size, 4, -np.inf,
        np.random.default_rng(7),
    )  # fmt: skip
    leaf = tensor(theta, grad=True)
    sgd = torch.optim.SGD([leaf], lr=0.05)
    batches = np.random.default_rng(7)
    cost = lambda rows: torch.nn.functional.mse_loss(  # noqa: E731
        tensor(X[rows]) @ leaf, tensor(Y[rows, 0])
    )
    trace = [cost(slice(None)).item()]
    for _ in range(4):
        for rows in training.minibatches(11, batch_size, batches):
            sgd.zero_grad()
            cost(rows).backward()
            sgd.step()
        trace.append(cost(slice(None)).item())
    agree(got, leaf)
    agree(losses, trace)


@every_seed
def test_the_fast_step(seed):
    """`CrossEntropyLoss` on scores and `SGD`: ten steps, W as `Linear` has it."""
    X, W, b, activation, rng = network(seed, ["relu", "relu", "softmax"])
    X = X / 3.0
    Y = probabilities(rng, (len(X), len(b[3])))
    leaves = [{l: tensor(p[l], grad=True) for l in p} for p in (W, b)]
    sgd = torch.optim.SGD([p[l] for p in leaves for l in p], lr=0.05)
    step = FastStep([X.shape[1], *(len(b[l]) for l in b)], len(X))
    for _ in range(10):
        sgd.zero_grad()
        scores = theirs(X, *leaves, activation)[0]
        cost = torch.nn.functional.cross_entropy(scores, tensor(Y))
        cost.backward()
        sgd.step()
        agree(step(W, b, X, Y, 0.05), cost)
    for ours, other in zip((W, b), leaves, strict=True):
        for l in ours:
            agree(ours[l], other[l])


@every_seed
def test_curvature(seed):
    M = np.random.default_rng(seed).normal(size=(5, 5))
    want = 2.0 / torch.linalg.eigvalsh(tensor(M @ M.T)).max()
    agree(learning_rate.largest_stable_learning_rate(M @ M.T), want)


# 07

ETA, MU, BETA, LMBDA, EPS = 0.05, 0.8, 0.7, 0.01, 1e-3

OPTIMIZERS = {
    # No momentum, no state.
    "gradient_step": (
        lambda t, g, s: (training.gradient_step(t, g, ETA), s),
        lambda p: torch.optim.SGD(p, lr=ETA),
    ),
    # PyTorch's buffer is -v / eta: the rate stands outside it. Equal at constant eta.
    "momentum_step": (
        lambda t, g, s: momentum.momentum_step(t, g, s, ETA, MU),
        lambda p: torch.optim.SGD(p, lr=ETA, momentum=MU),
    ),
    # PyTorch's parameter is the look-ahead point too.
    "nesterov_step": (
        lambda t, g, s: momentum.nesterov_step(t, g, s, ETA, MU),
        lambda p: torch.optim.SGD(p, lr=ETA, momentum=MU, nesterov=True),
    ),
    # beta is PyTorch's alpha.
    "rmsprop_step": (
        lambda t, g, s: adaptive.rmsprop_step(t, g, s, ETA, BETA, EPS),
        lambda p: torch.optim.RMSprop(p, lr=ETA, alpha=BETA, eps=EPS),
    ),
    "adam_step": (
        lambda t, g, s: adaptive.adam_step(t, g, s, ETA, MU, BETA, EPS),
        lambda p: torch.optim.Adam(p, lr=ETA, betas=(MU, BETA), eps=EPS),
    ),
    # PyTorch multiplies its decay by the rate: weight_decay is lmbda / eta.
    "adamw_step": (
        lambda t, g, s: adaptive.adamw_step(t, g, s, ETA, LMBDA, MU, BETA, EPS),
        lambda p: torch.optim.AdamW(
            p, lr=ETA, betas=(MU, BETA), eps=EPS, weight_decay=LMBDA / ETA
        ),
    ),
}


@every_seed
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_optimizers_over_many_steps(seed, name):
    """Both get the same gradients, another one at each step."""
    rng = np.random.default_rng(seed)
    ours, make = OPTIMIZERS[name]
    theta, state = rng.normal(size=(4, 3)), {}
    leaf = tensor(theta, grad=True)
    optimizer = make([leaf])
    for _ in range(STEPS):
        grad = rng.normal(size=theta.shape)
        theta, state = ours(theta, grad, state)
        leaf.grad = tensor(grad)
        optimizer.step()
        agree(theta, leaf)


def rates(make, count):
    leaf = tensor([0.0], grad=True)
    sgd = torch.optim.SGD([leaf], lr=1.5)
    scheduler, found = make(sgd), []
    for _ in range(count):
        found.append(scheduler.get_last_lr()[0])
        sgd.step()
        scheduler.step()
    return found


def test_the_schedule():
    """PyTorch's warm-up counts from 0; its cosine starts where ours has its peak."""
    schedule = torch.optim.lr_scheduler
    up = rates(lambda sgd: schedule.LinearLR(sgd, 1 / 8, 1.0, total_iters=7), 8)
    down = rates(lambda sgd: schedule.CosineAnnealingLR(sgd, 20, eta_min=0.1), 21)
    ours = [adaptive.learning_rate_schedule(t, 1.5, 8, 28, 0.1) for t in range(1, 29)]
    agree(ours[:8], up)
    agree(ours[7:], down)


def test_nothing_public_is_left_out():
    assert set(public()) <= named_in(Path(__file__), *OWN_TESTS)


def test_the_slopes_that_chapter_04_prints_are_those_of_pytorch():
    """The chapter's network, written down here once more, is run by PyTorch."""
    (file,) = (file for file in FILES if file.stem == "deltas")
    (cell,) = (c for c in cells(file, "code") if "pytorch_w = {" in c.source)
    said = {
        statement.targets[0].id: ast.literal_eval(statement.value)
        for statement in ast.parse(cell.source).body
        if isinstance(statement, ast.Assign)
        and isinstance(statement.targets[0], ast.Name)
    }
    W = {
        1: tensor([[0.4, -0.3], [0.2, 0.5]], grad=True),
        2: tensor([[1.0, -2.0], [0.5, 1.0]], grad=True),
    }
    b = {1: tensor([0.2, -0.2], grad=True), 2: tensor([1.0, 0.0], grad=True)}
    a = tensor([[1.0, 2.0]])
    for l in (1, 2):
        a = torch.sigmoid(a @ W[l].T + b[l])
    target = tensor([[0.0, 1.0]])
    (0.5 * ((a - target) ** 2).sum()).backward()
    for name, parameters in (("pytorch_w", W), ("pytorch_b", b)):
        for l, parameter in parameters.items():
            assert np.abs(parameter.grad.numpy() - said[name][l]).max() < 1e-12
