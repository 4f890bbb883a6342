"""Grade a class: workers that grade, one writer that keeps the books."""

from __future__ import annotations

import concurrent.futures
import difflib
import multiprocessing
import multiprocessing.util
import os
import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.checks import CHAPTERS, Chapter
from autograder.classroom import Classroom
from autograder.grading.records import (
    Record,
    fingerprint,
    make_record,
    read_record,
    write_record,
    write_whole,
)
from autograder.sandbox.levels import usable_level

MAX_BYTES = 20 * 2**20
CODE = Path(__file__).resolve().parent.parent


class ClassError(ValueError):
    """There is no such student, chapter or submission; the text says what there is."""


@dataclass(frozen=True)
class Submission:
    """A submission that waits in the classroom."""

    student: str
    chapter: Chapter
    folder: Path

    @property
    def notebook(self) -> Path:
        """Where the notebook should be."""
        return self.folder / f"{self.chapter.module}.ipynb"


def find_submissions(
    room: Classroom, chapters: Sequence[str], student: str | None = None
) -> list[Submission]:
    """List what was handed in.

    Parameters
    ----------
    room : Classroom
        The course.
    chapters : sequence of str
        Numbers; all chapters if empty.
    student : str, optional
        Only this student's.

    Returns
    -------
    list of Submission
        By chapter, then student.

    Raises
    ------
    ClassError
        If a chapter or the student is unknown.
    """
    for number in chapters:
        if number not in CHAPTERS:
            raise ClassError(
                f"there is no chapter {number!r}; there are {', '.join(CHAPTERS)}"
            )
    folders = [p for p in sorted(room.submitted.glob("*")) if p.is_dir()]
    students = [p.name for p in folders]
    if student is not None and student not in students:
        near = difflib.get_close_matches(student, students, n=3, cutoff=0.4)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise ClassError(f"student {student!r} has handed in nothing{hint}")
    return [
        Submission(folder.name, CHAPTERS[number], folder / number)
        for number in (chapters or CHAPTERS)
        for folder in folders
        if student in (None, folder.name) and (folder / number).is_dir()
    ]


def grade_class(
    room: Classroom,
    submissions: Sequence[Submission],
    *,
    sandbox: str = "full",
    jobs: int | None = None,
    force: bool = False,
    progress: Callable[[Record], None] = lambda record: None,
) -> Iterator[Record]:
    """Grade every submission that is new or changed, and enter it into the gradebook.

    Parameters
    ----------
    room : Classroom
        The course.
    submissions : sequence of Submission
        What to grade.
    sandbox : {'full', 'limits', 'best'}
        Level of isolation.
    jobs : int, optional
        Worker processes; one for each core if not given.
    force : bool
        Grade again what has not changed.
    progress : callable
        Called with every record, in the order in which they come.

    Yields
    ------
    Record
        One for each submission; those that had not changed come first.

    Raises
    ------
    SandboxUnavailable
        If the machine cannot isolate as asked.
    FileNotFoundError
        If a chapter was not released.
    """
    from autograder.grading.grade import classroom_secret
    from autograder.grading.preprocessors import read_release

    level = usable_level(sandbox)
    if not (room.folder / "gradebook.db").exists():
        raise FileNotFoundError(
            "there is no gradebook yet: run `python -m autograder release` first"
        )
    secret = classroom_secret(room.folder)
    code = _code_fingerprint()
    releases = {
        chapter.number: read_release(room.release, chapter.number, chapter.module)
        for chapter in {s.chapter.number: s.chapter for s in submissions}.values()
    }
    waiting = []
    for submission in submissions:
        about = _fingerprint(room, submission, code)
        old = read_record(room.verdicts, submission.student, submission.chapter.number)
        graded = room.autograded / submission.student / submission.chapter.number
        if not force and old and old.fingerprint == about and graded.is_dir():
            progress(old)
            yield old
        else:
            waiting.append((submission, about))
    if not waiting:
        return
    jobs = min(jobs or os.cpu_count() or 1, len(waiting))
    with concurrent.futures.ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start_worker,
        initargs=(level, secret),
    ) as pool:
        tasks = {}
        for submission, about in waiting:
            chapter = submission.chapter.number
            path = submission.notebook
            task = pool.submit(_work, path, chapter, releases[chapter])
            tasks[task] = (submission, about)
        try:
            for task in concurrent.futures.as_completed(tasks):
                submission, about = tasks[task]
                notebook, verdicts, note = task.result()
                _keep(room, submission, notebook)
                record = make_record(
                    submission.student, submission.chapter, about, level, verdicts, note
                )
                write_record(room.verdicts, record)
                progress(record)
                yield record
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _keep(room: Classroom, submission: Submission, notebook: Any) -> None:
    """Write the graded notebook and the gradebook; the record comes last."""
    import nbformat

    from autograder.grading.book import enter, handed_in_at

    chapter = submission.chapter
    folder = room.autograded / submission.student / chapter.number
    if folder.is_dir():
        shutil.rmtree(folder)
    write_whole(folder / submission.notebook.name, nbformat.writes(notebook))
    stamp = submission.folder / "timestamp.txt"
    if stamp.is_file():
        shutil.copy(stamp, folder / stamp.name)
    enter(
        room.gradebook,
        submission.student,
        chapter.number,
        chapter.module,
        notebook,
        handed_in_at(submission.folder),
    )


def _fingerprint(room: Classroom, submission: Submission, code: bytes) -> str:
    release = room.release / submission.chapter.number / submission.notebook.name
    try:
        size = submission.notebook.stat().st_size
        content = (
            submission.notebook.read_bytes() if size < 2**25 else str(size).encode()
        )
    except OSError as error:
        content = str(error.errno).encode()
    stamp = submission.folder / "timestamp.txt"
    when = stamp.read_bytes() if stamp.is_file() else b""
    return fingerprint(content, release.read_bytes(), code, when)


def _code_fingerprint() -> bytes:
    """Hash what decides over a grade: checks, banks, grader, solutions."""
    folders = [CODE, CODE.parent / "solutions", CODE.parent / "course"]
    files = sorted(file for folder in folders for file in folder.rglob("*.py"))
    return fingerprint(*(file.read_bytes() for file in files)).encode()


def _start_worker(level: str, secret: bytes) -> None:
    from autograder.grading.preprocessors import warm_sandbox

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    sandbox = _worker["sandbox"] = warm_sandbox(level)
    multiprocessing.util.Finalize(None, sandbox.close, exitpriority=1)
    _worker["secret"] = secret


_worker: dict[str, Any] = {}


def _work(path: Path, number: str, release: Any) -> tuple[Any, list[Any], str]:
    """Grade one file; runs in a worker."""
    from autograder.grading.grade import (
        SubmissionUnreadable,
        belongs_to,
        grade_notebook,
        notice,
        read_submission,
    )

    note = ""
    try:
        submission = read_submission(path)
        belongs_to(submission, CHAPTERS[number])
    except SubmissionUnreadable as error:
        note = str(error)
        submission = notice(error)
    graded = grade_notebook(
        submission, release, CHAPTERS[number], _worker["sandbox"], _worker["secret"]
    )
    return graded.notebook, graded.verdicts, note
