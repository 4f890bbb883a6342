"""How results are compared with PyTorch: in float64, to ten digits."""

import numpy as np
import pytest

torch = pytest.importorskip(
    "torch", reason="PyTorch is not installed: pip install -e .[reference]"
)


def tensor(array, grad=False):
    return torch.tensor(np.asarray(array), dtype=torch.float64, requires_grad=grad)


def agree(got, want, digits=1e-10):
    """Compare by the norm of the difference beside the norm of what is wanted."""
    want = want.detach().numpy() if isinstance(want, torch.Tensor) else want
    got, want = np.asarray(got, dtype=np.float64), np.asarray(want, dtype=np.float64)
    assert got.shape == want.shape
    assert np.linalg.norm(got - want) <= digits * np.linalg.norm(want)


def gradient(scalar, *inputs):
    """Let PyTorch differentiate a scalar by the inputs."""
    leaves = [tensor(array, grad=True) for array in inputs]
    return torch.autograd.grad(scalar(*leaves), leaves)
