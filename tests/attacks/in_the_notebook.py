"""Attacks by what stands in the file: cells, metadata, outputs. Honest damage too."""

from typing import Any

from tests.attacks.model import Attack, about, checks, code, duplicate

Notebook = dict[str, Any]


def delete_checks(notebook: Notebook) -> None:
    gone = checks(notebook)
    notebook["cells"] = [cell for cell in notebook["cells"] if cell not in gone]


def rewrite_checks(notebook: Notebook) -> None:
    for cell in checks(notebook):
        cell["source"] = "1000"


def skip_checks(notebook: Notebook) -> None:
    for cell in checks(notebook):
        cell["metadata"]["tags"] = ["skip-execution", "demo", "raises-exception"]


def raise_points(notebook: Notebook) -> None:
    for cell in checks(notebook):
        about(cell)["points"] = 1000


def negative_points(notebook: Notebook) -> None:
    for cell in checks(notebook):
        about(cell)["points"] = -1e308


def forge_outputs(notebook: Notebook) -> None:
    shown = {"text/plain": "4.0", "text/html": "<script>alert(1)</script>"}
    result = {"output_type": "execute_result", "data": shown, "metadata": {}}
    for cell in notebook["cells"]:
        cell["outputs"] = [{**result, "execution_count": 1}] * 3


def duplicate_checks(notebook: Notebook) -> None:
    copies = duplicate(checks(notebook))
    for cell in copies:
        cell["source"] = "4.0"
    notebook["cells"] = [*copies, *notebook["cells"], *copies]


def add_graded_cell(notebook: Notebook) -> None:
    cell = code("100.0")
    mine = {"grade": True, "grade_id": "check_bonus", "points": 100, "locked": True}
    cell["metadata"] = {"nbgrader": {**mine, "schema_version": 3, "solution": False}}
    notebook["cells"].append(cell)


def retype(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        cell["cell_type"] = "raw" if cell["cell_type"] == "code" else "code"


def rename_ids(notebook: Notebook) -> None:
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"renamed-{number}"
        if about(cell):
            about(cell)["grade_id"] = f"renamed_{number}"


def swap_ids(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        if about(cell).get("grade_id") in ("weighted_input", "sigmoid"):
            other = {"weighted_input": "sigmoid", "sigmoid": "weighted_input"}
            about(cell)["grade_id"] = other[about(cell)["grade_id"]]
            cell["source"] = "def sigmoid(z):\n    return 0 * z"


def reorder(notebook: Notebook) -> None:
    notebook["cells"].reverse()


def other_kernel(notebook: Notebook) -> None:
    spec = {"name": "bash", "language": "bash", "display_name": "x"}
    notebook["metadata"] = {
        "kernelspec": {**spec, "argv": ["sh", "-c", "touch CANARY/pwned"]},
        "language_info": {"name": "bash", "pygments_lexer": "bash"},
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": 7}},
    }


def other_format(notebook: Notebook) -> None:
    notebook["nbformat"], notebook["nbformat_minor"] = 3, "x"
    notebook["worksheets"] = [{"cells": notebook["cells"]}]


def attach(notebook: Notebook) -> None:
    page = {"text/html": "<script>alert(1)</script>"}
    for cell in notebook["cells"]:
        cell["attachments"] = {"../../../x.html": page}


def drop_metadata(notebook: Notebook) -> None:
    notebook["metadata"] = {}
    for cell in notebook["cells"]:
        cell["metadata"] = {}


def nonsense_cells(notebook: Notebook) -> None:
    cells = notebook["cells"]
    cells += [7, None, "x", [], {}, {"cell_type": 7, "source": {"x": 1}}]
    cells += [{"source": [["x"]], "metadata": {"nbgrader": [1]}, "id": {}}]


def million_cells(notebook: Notebook) -> None:
    notebook["cells"] += [code("x = 1")] * 20_000


def deep_metadata(notebook: Notebook) -> None:
    deep: Any = {}
    for _ in range(400):
        deep = {"nbgrader": deep, "tags": [deep]} if not deep else {"nbgrader": deep}
    for cell in notebook["cells"]:
        cell["deep"] = deep


def unlock(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        if about(cell):
            about(cell).update(locked=False, solution=True, grade=False, task=True)


CHANGES = {
    "the checks are deleted": delete_checks,
    "the checks are rewritten": rewrite_checks,
    "the checks are tagged to be skipped": skip_checks,
    "the points are raised": raise_points,
    "the points are below zero": negative_points,
    "the outputs are forged": forge_outputs,
    "the checks are duplicated": duplicate_checks,
    "a graded cell is added": add_graded_cell,
    "code is text and text is code": retype,
    "every id is renamed": rename_ids,
    "the cells are reversed": reorder,
    "another kernel": other_kernel,
    "another format of notebook": other_format,
    "attachments": attach,
    "no metadata": drop_metadata,
    "cells that are no cells": nonsense_cells,
    "twenty thousand cells": million_cells,
    "metadata nested deeply": deep_metadata,
    "every lock is taken off": unlock,
}

ATTACKS = [
    *(Attack("the notebook", name, change=change) for name, change in CHANGES.items()),
    Attack("the notebook", "ids are swapped", change=swap_ids),
]
