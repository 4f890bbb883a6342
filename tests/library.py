"""What the reference library has, and which of it a test file calls."""

import ast
import importlib
import inspect
import pkgutil
from pathlib import Path

import solutions

# Chapters whose file of tests compares them with PyTorch and with differences.
OWN_TESTS = tuple(
    Path(__file__).with_name(f"test_{module}.py")
    for module in (
        "depth",
        "engine",
        "convolution",
        "recurrence",
        "attention",
        "capstone",
        "best_steps",
    )
)


def public() -> dict[str, object]:
    """Give every public function and class of the reference library by its name."""
    found = {}
    for about in pkgutil.iter_modules(solutions.__path__):
        module = importlib.import_module(f"solutions.{about.name}")
        for name, value in vars(module).items():
            ours = getattr(value, "__module__", None) == module.__name__
            kind = inspect.isfunction(value) or inspect.isclass(value)
            if ours and kind and not name.startswith("_"):
                found[name] = value
    return found


def named_in(*paths: Path) -> set[str]:
    """Give the names that some files use; importing a name is no use of it."""
    nodes = [node for path in paths for node in ast.walk(ast.parse(path.read_text()))]
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return names | {n.attr for n in nodes if isinstance(n, ast.Attribute)}
