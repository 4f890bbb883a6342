"""A released notebook that a student has worked in, and ways to change it by hand."""

from __future__ import annotations

import copy
import json
from typing import Any

from tests.attacks.model import RIGHT, about, code, fill

Notebook = dict[str, Any]

# Right answers of chapter 01 as students write them: each uses the ones before.
MINE = {
    "weighted_input": "def weighted_input(X, w, b):\n    return X @ w + b",
    "sigmoid": """\
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))""",
    "sigmoid_prime": """\
def sigmoid_prime(z):
    s = sigmoid(z)
    return s * (1 - s)""",
    "neuron_gradient": """\
def neuron_gradient(X, y, w, b):
    z = weighted_input(X, w, b)
    a = sigmoid(z)
    d = (a - y) * sigmoid_prime(z) / len(y)
    return X.T @ d, d.sum()""",
}
assert list(MINE) == list(RIGHT)
ANSWER = "why_saturated_neurons_learn_slowly"


def worked(release: Any, **changed: str) -> Notebook:
    """Fill in every exercise of chapter 01, some of them as given."""
    return fill(release, {**MINE, **changed})


def cells(notebook: Notebook) -> list[dict[str, Any]]:
    return notebook["cells"]


def place(notebook: Notebook, grade_id: str) -> int:
    """Say at which place the cell with a grade id stands."""
    ids = [about(cell).get("grade_id") for cell in cells(notebook)]
    return ids.index(grade_id)


def cell(notebook: Notebook, grade_id: str) -> dict[str, Any]:
    return cells(notebook)[place(notebook, grade_id)]


def demo(notebook: Notebook, text: str) -> int:
    """Say at which place the first demo cell with a text in it stands."""
    return next(
        index
        for index, each in enumerate(cells(notebook))
        if "demo" in each["metadata"].get("tags", []) and text in each["source"]
    )


def delete(notebook: Notebook, *grade_ids: str) -> None:
    for grade_id in grade_ids:
        del cells(notebook)[place(notebook, grade_id)]


def insert(notebook: Notebook, where: int, source: str) -> None:
    cells(notebook).insert(where, code(source))


def append(notebook: Notebook, source: str) -> None:
    cells(notebook).append(code(source))


def markdown(source: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def bare(notebook: Notebook) -> None:
    """Take away what some editors drop: metadata and ids."""
    for each in cells(notebook):
        each["metadata"] = {}
        each.pop("id", None)


def copied(notebook: Notebook) -> Notebook:
    return copy.deepcopy(json.loads(json.dumps(notebook)))
