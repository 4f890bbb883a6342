"""Descents foreseen, curvatures measured and the best pair, held against PyTorch."""

import numpy as np
import pytest

from solutions.learning_rate import curvature_by_power_iteration, predict_descent
from solutions.momentum import best_rate_and_momentum
from solutions.training import gradient_step
from tests.pytorch import agree, tensor, torch

every_seed = pytest.mark.parametrize("seed", range(5))


@every_seed
def test_a_descent_that_is_foreseen_is_the_one_that_pytorch_walks(seed):
    rng = np.random.default_rng(seed)
    curvatures, begin = rng.uniform(0.2, 5.0, 4), rng.normal(size=4)
    theta = tensor(begin, grad=True)
    optimizer = torch.optim.SGD([theta], lr=0.3)
    for t in range(8):
        there = predict_descent(0.3, curvatures, begin, t)
        agree(there, theta)
        agree(predict_descent(0.3, curvatures, there, -t), tensor(begin))
        optimizer.zero_grad()
        (tensor(curvatures) * theta**2 / 2).sum().backward()
        optimizer.step()


@every_seed
def test_the_curvature_is_the_largest_eigenvalue_of_pytorchs_hessian(seed):
    """The second direction has at most 0.6 times its curvature, or it is redrawn."""
    rng = np.random.default_rng(seed)
    values = np.ones(6)
    while abs(values[-2]) > 0.6 * abs(values[-1]):
        A, theta = rng.normal(size=(9, 6)), rng.normal(size=6)

        def cost(t, A=A):
            return torch.nn.functional.softplus(tensor(A) @ t).sum() + (t**4).sum() / 4

        H = torch.autograd.functional.hessian(cost, tensor(theta)).numpy()
        values = np.linalg.eigvalsh(H)
        values = values[np.argsort(np.abs(values))]

    def gradient(theta):
        return A.T @ (1.0 / (1.0 + np.exp(-A @ theta))) + theta**3

    before = theta.copy()
    found = curvature_by_power_iteration(gradient, theta, np.random.default_rng(seed))
    # The differences are off by some h squared times the fifth derivatives: 1e-4.
    assert found == pytest.approx(values[-1], rel=1e-3)
    assert np.array_equal(theta, before)


@every_seed
def test_no_other_pair_shrinks_the_slowest_direction_faster(seed):
    """The larger root of the recursion in each direction, for pairs all about."""
    rng = np.random.default_rng(seed)
    low = rng.uniform(0.1, 2.0)
    curvatures = np.linspace(low, low * rng.uniform(3.0, 90.0), 30)

    def slowest(eta, mu):
        roots = [np.roots([1.0, -(1 + mu - eta * h), mu]) for h in curvatures]
        return np.abs(roots).max()

    eta, mu = best_rate_and_momentum(curvatures[0], curvatures[-1])
    best = slowest(eta, mu)
    assert best == pytest.approx(np.sqrt(mu), rel=1e-6)
    for factor in (0.9, 0.98, 1.02, 1.1):
        assert slowest(eta * factor, mu) > best
        assert slowest(eta, mu * factor) > best


def test_without_a_valley_the_best_pair_is_there_in_one_step():
    eta, mu = best_rate_and_momentum(4.0, 4.0)
    theta = np.array([3.0, -2.0])
    assert gradient_step(theta, 4.0 * theta, eta).tolist() == [0.0, 0.0]
    assert mu == 0.0
