"""The work of one grader: a submission's bytes in, a graded notebook out.

Nothing here reads a classroom or writes one, so it runs as well on another machine.
"""

from __future__ import annotations

import atexit
import functools
import json
import multiprocessing.util
import socket
import threading
import time
from collections.abc import Sequence
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.budget import budget, last_resort
from autograder.checks import CHAPTERS
from autograder.grading.grade import (
    ReleaseMismatch,
    belongs_to,
    grade_notebook,
    notice,
)
from autograder.grading.handed_in import SubmissionUnreadable, parse_submission
from autograder.grading.pool import live_with_parent
from autograder.grading.records import exercise_rows
from autograder.grading.task import Result, Task
from autograder.grading.version import code_fingerprint
from autograder.sandbox.levels import SandboxUnavailable, usable_level
from autograder.sandbox.session import Sandbox
from autograder.sandbox.warm import Warm
from autograder.weights import weigh

ENOUGH = 2  # seconds for what came in one message: no other one is begun then


class OtherVersion(RuntimeError):
    """A worker would grade with other checks; the text says where."""


def grade_task(task: Task) -> Result:
    """Grade one submission.

    Parameters
    ----------
    task : Task
        Everything that the result depends on.

    Returns
    -------
    Result
        The same for the same task, on every machine.

    Raises
    ------
    SandboxUnavailable
        If this machine cannot isolate as asked.
    ReleaseMismatch
        If the release is not of this check table.
    OtherVersion
        If another version is installed here than where the task comes from.
    """
    if task.code and task.code != code_fingerprint():
        raise OtherVersion(
            f"the worker on {socket.gethostname()} has another version of this "
            "package: install the same one everywhere, and start the workers again"
        )
    chapter = weigh(CHAPTERS[task.chapter], task.points)
    note = task.problem
    submission: dict[str, Any] = {}
    with _one_at_a_time, budget(), last_resort():
        if not note:
            try:
                submission = parse_submission(task.content)
                belongs_to(submission, chapter)
            except SubmissionUnreadable as error:
                note = str(error)
        level = usable_level(task.sandbox)
        rest = (
            _parse_release(task.release),
            chapter,
            warm_sandbox(level, task.packages),
            task.secret,
            task.numerical_share,
        )
        try:
            graded = grade_notebook(notice(note) if note else submission, *rest)
        except (SandboxUnavailable, ReleaseMismatch):
            raise
        except Exception as error:  # the others are to be graded all the same
            fault = f"{type(error).__name__}: {error}"[:300]
            note = f"the grader itself failed over it ({fault}): please report this"
            graded = grade_notebook(notice(note), *rest)
    text = notebook_text(graded.notebook)
    return Result(text, exercise_rows(graded.verdicts), level, note)


def grade_tasks(tasks: Sequence[Task]) -> list[Result]:
    """Grade submissions one after the other, as `grade_task` does each.

    Parameters
    ----------
    tasks : sequence of Task
        At least one.

    Returns
    -------
    list of Result
        Of the first ones. Where these have taken longer than `ENOUGH`, the others are
        left to whoever is free: they came with a loop, and others may have none.
    """
    started = time.monotonic()
    results = []
    for task in tasks:
        results.append(grade_task(task))
        if time.monotonic() - started > ENOUGH:
            break
    return results


def notebook_text(notebook: NotebookNode) -> str:
    """Write a notebook as JSON, one cell a line.

    Parameters
    ----------
    notebook : NotebookNode
        What was graded.

    Returns
    -------
    str
        What nbformat reads. Its own writer indents every value, which takes ten times
        as long.
    """
    write = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
    cells = ",\n".join(map(write, notebook.cells))
    rest = {key: value for key, value in notebook.items() if key != "cells"}
    return f'{{"cells": [\n{cells}\n],\n{write(rest)[1:]}\n'


def start_worker(sandbox: str) -> None:
    """Make this process a worker that grades: warm before its first task."""
    multiprocessing.util.Finalize(None, close_sandboxes, exitpriority=1)
    live_with_parent(close_sandboxes)
    try:
        warm_sandbox(usable_level(sandbox))
    except SandboxUnavailable:
        return  # the first task says so, where the parent can hear it


def warm_sandbox(level: str, packages: Sequence[str] = ()) -> Sandbox:
    """Give this process's warm sandbox of a level; start it the first time.

    Parameters
    ----------
    level : {'full', 'limits'}
        How isolated a submission is.
    packages : sequence of str
        Distributions that a submission may import beside those that students have.

    Returns
    -------
    Sandbox
        Entered; it lives as long as the process.
    """
    key = " ".join([level, *packages])
    if key not in _sandboxes:
        elder = None if packages else _elders.get(level)
        sandbox = Sandbox(level, elder=elder, packages=packages)
        sandbox.__enter__()
        if not _sandboxes:
            atexit.register(close_sandboxes)
        _sandboxes[key] = sandbox
    return _sandboxes[key]


def start_elder(warm: Warm) -> None:
    """Let the warm processes of this process's forks be forks of a starting one."""
    elder = Sandbox("full", warm=warm)
    elder.__enter__()
    atexit.register(elder.close)
    _elders["full"] = elder


def close_sandboxes() -> None:
    """Stop this process's warm sandboxes."""
    while _sandboxes:
        _sandboxes.popitem()[1].close()


@functools.lru_cache(maxsize=32)
def _parse_release(content: bytes) -> NotebookNode:
    # The build has validated it. That compiles the schema, once each worker.
    return nbformat.v4.reads(content.decode())


_sandboxes: dict[str, Sandbox] = {}
_elders: dict[str, Sandbox] = {}
_one_at_a_time = threading.Lock()  # a worker of a cluster may have several threads
