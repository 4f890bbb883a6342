"""Run a notebook file in this process, and write what its checks came to.

Run as ``python -m course.afresh.run NOTEBOOK RESULT``.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import course
from course.afresh.needs import Needs, Step
from course.afresh.packages import OnlyWhatGradingHas
from course.afresh.shell import Shell
from course.cases import Exercise, load
from course.check import examine_exercise

CELL_SECONDS = 10.0
CHECK = re.compile(r"""\s*check\(\s*(["'])(\w+)\1\s*\)\s*;?\s*""")


def main(notebook: Path, result: Path) -> None:
    """Run a notebook and write the result as JSON."""
    steps = steps_of(json.loads(notebook.read_text(encoding="utf-8")))
    found = run(steps, load(notebook.resolve().parent))
    result.write_text(json.dumps(found), encoding="utf-8")


def steps_of(notebook: dict[str, Any]) -> list[Step]:
    """Say what runs of a notebook: its code cells, and where its checks stand."""
    steps: list[Step] = []
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] != "code":
            continue
        if found := CHECK.fullmatch(source):
            steps.append(("check", found[2], None))
        else:
            demo = "demo" in cell.get("metadata", {}).get("tags", [])
            steps.append(("demo" if demo else "run", source, None))
    return steps


def run(steps: list[Step], exercises: dict[str, Exercise]) -> dict[str, Any]:
    """Run the steps; an exercise is judged where its check stands, and at the end.

    Parameters
    ----------
    steps : list of tuple
        In the order of the notebook.
    exercises : dict of str to Exercise
        The chapter's.

    Returns
    -------
    dict
        ``right`` and ``said`` for each exercise, and what was ``passed`` over.
    """
    sys.meta_path.insert(0, OnlyWhatGradingHas())
    shell, right, said = Shell.instance(), dict[str, bool](), dict[str, str]()
    passed: list[str] = []

    def judge(name: Any, *_: Any, **__: Any) -> None:
        if name in exercises:
            report, _printed = examine_exercise(
                exercises[name], exercises, shell.user_ns
            )
            right[name] = report.state == "right"
            said[name] = report.line

    vars(sys.modules["course.check"])["check"] = vars(course)["check"] = judge
    needed = Needs(steps, shell.code_of, list(exercises)).needed()
    for place, (kind, text, _) in enumerate(steps):
        if kind == "check":
            judge(text)
        elif kind == "run" or place in needed:
            outputs = shell.run(text, CELL_SECONDS, draw=False)["outputs"]
            passed += [o["text"] for o in outputs if o["type"] == "passed over"]
    for name in exercises:
        if not right.get(name):
            judge(name)
    return {"right": right, "said": said, "passed": passed}


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
