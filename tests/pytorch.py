"""How results are compared with PyTorch: in float64, to ten digits."""

import importlib
import importlib.util

import numpy as np
import pytest

MISSING = "PyTorch is not installed: pip install -e .[reference]"


class Absent:
    """Stand for a library that is not installed: a test that calls it is skipped."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_, **__):
        pytest.skip(MISSING)

    __mro_entries__ = __call__


installed = importlib.util.find_spec("torch")
torch = importlib.import_module("torch") if installed else Absent()


def tensor(array, grad=False):
    return torch.tensor(np.asarray(array), dtype=torch.float64, requires_grad=grad)


def agree(got, want, digits=1e-10):
    """Compare by the norm of the difference beside the norm of what is wanted."""
    want = want.detach().numpy() if hasattr(want, "detach") else want
    got, want = np.asarray(got, dtype=np.float64), np.asarray(want, dtype=np.float64)
    assert got.shape == want.shape
    assert np.linalg.norm(got - want) <= digits * np.linalg.norm(want)


def gradient(scalar, *inputs):
    """Let PyTorch differentiate a scalar by the inputs."""
    leaves = [tensor(array, grad=True) for array in inputs]
    return torch.autograd.grad(scalar(*leaves), leaves)
