"""Grade a class: workers that grade, one writer that keeps the books."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.chapters import MODULES
from autograder.classroom import Classroom
from autograder.grading.attempts import keep_attempt
from autograder.grading.handed_in import (
    STAMP,
    SubmissionUnreadable,
    handed_in_at,
    names_no_zone,
    read_content,
    read_stamp,
    stamp_note,
)
from autograder.grading.lock import grading_alone
from autograder.grading.records import (
    Record,
    fingerprint,
    make_record,
    read_record,
    with_standing,
    write_record,
    write_whole,
)
from autograder.grading.secret import classroom_secret
from autograder.grading.settings import (
    course_config,
    has_gradebook,
    numerical_share,
)
from autograder.grading.task import Result, Task
from autograder.grading.unchanged import AnswersBefore
from autograder.grading.version import code_fingerprint
from autograder.grading.waiting import Submission
from autograder.sandbox.environment import allowing
from autograder.term import Term, read_term

ROUNDING = 1e-6  # of points that a database has summed up


def grade_class(
    room: Classroom,
    submissions: Sequence[Submission],
    *,
    sandbox: str = "full",
    jobs: int | None = None,
    scheduler: str | None = None,
    force: bool = False,
    say: Callable[[str], None] = lambda line: None,
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
    scheduler : str, optional
        Address of a Dask scheduler whose workers grade instead.
    force : bool
        Grade again what has not changed.
    say : callable
        Is told in one line what the instructor should know meanwhile.

    Yields
    ------
    Record
        One for each submission; those that had not changed come first.

    Raises
    ------
    SandboxUnavailable
        If a worker's machine cannot isolate as asked.
    FileNotFoundError
        If a chapter was not released, or there is no gradebook.
    """
    if not has_gradebook(room):
        raise FileNotFoundError(
            "there is no gradebook yet: run `backprop release` first"
        )
    releases = {
        chapter: _read_release(room, chapter)
        for chapter in {submission.chapter for submission in submissions}
    }
    share, term = numerical_share(room), read_term(room.root)
    with allowing(term.packages):
        pass  # said before anything is graded, if one cannot be allowed
    if term.points:
        _demand_weighed(releases, term)
    # What decides over a grade beside the submission: release, code and settings.
    code = f"{code_fingerprint()} {share!r} {term.packages}".encode()
    beside = {n: fingerprint(text, code).encode() for n, text in releases.items()}
    with grading_alone(room.folder, say):
        waiting, unchanged = [], []
        for submission in submissions:
            number = submission.chapter
            old = None
            if not force and _graded(room, submission).is_file():
                old = read_record(room.verdicts, submission.student, number)
            if old and old.fingerprint == _read(submission, beside[number], term)[2]:
                unchanged.append((submission, old))
            else:
                waiting.append(submission)
        if unchanged:
            yield from _still_entered(room, unchanged, term, say)
        if waiting:
            tasks = _tasks(room, waiting, releases, beside, sandbox, share, term)
            jobs = min(jobs or os.cpu_count() or 1, len(waiting))
            by_key = {(s.student, s.chapter): s for s in waiting}
            with contextlib.closing(
                _grade(tasks, jobs, scheduler, sandbox, say)
            ) as done:
                yield from keep_all(room, by_key, done, term, say)


def _demand_weighed(releases: dict[str, bytes], term: Term) -> None:
    """Refuse releases whose points are not those of the course's file."""
    import nbformat

    from autograder.checks import CHAPTERS
    from autograder.grading.grade import check_release
    from autograder.weights import weigh

    for number, content in releases.items():
        release = nbformat.reads(content.decode(), as_version=4)
        check_release(release, weigh(CHAPTERS[number], term.points))


def _still_entered(
    room: Classroom,
    unchanged: Sequence[tuple[Submission, Record]],
    term: Term,
    say: Callable[[str], None],
) -> Iterator[Record]:
    """Give what was graded before, as the gradebook has it: it may be an older one.

    What it lacks is entered again; what is taken off for late work is settled by the
    due date, the extensions and the rule of now.
    """
    from autograder.grading.book import Book, marks_of
    from autograder.grading.loading import load

    load()
    with Book(course_config(room), term, say) as book:
        for submission, record in unchanged:
            where = (record.student, record.chapter, submission.notebook.stem)
            standing = book.standing(*where)
            if standing is None or abs(standing.points - record.points) > ROUNDING:
                text = _graded(room, submission).read_text(encoding="utf-8")
                when = handed_in_at(submission.folder, term.time_zone)
                marks = marks_of(text)
                before = AnswersBefore(room.folder, record.student, record.chapter)
                read = before.unchanged(marks.answers)
                standing = book.enter(*where, marks, when, read)
            yield with_standing(record, standing, stamp_note(submission.folder))


def _graded(room: Classroom, submission: Submission) -> Path:
    """Where the graded notebook of a submission lies."""
    folder = room.autograded / submission.student / submission.chapter
    return folder / submission.notebook.name


def _grade(
    tasks: Iterator[Task],
    jobs: int,
    scheduler: str | None,
    sandbox: str,
    say: Callable[[str], None],
) -> Any:
    if scheduler is not None:
        from autograder.grading.cluster import grade_there

        return grade_there(tasks, scheduler, say)
    from autograder.grading.pool import grading, work_here

    return work_here(tasks, jobs, grading(sandbox))


def keep_all(
    room: Classroom,
    by_key: dict[tuple[str, str], Submission],
    done: Iterator[tuple[Task, Result]],
    term: Term | None = None,
    say: Callable[[str], None] = lambda line: None,
) -> Iterator[Record]:
    """Write what the workers give; the record comes last, so nothing half counts.

    Parameters
    ----------
    room : Classroom
        The course.
    by_key : mapping
        The submissions, by student and chapter.
    done : iterator of tuple of Task and Result
        At least one.
    term : Term, optional
        What the course's file says of dates and lateness.
    say : callable
        Is told in one line what the instructor should know meanwhile.

    Yields
    ------
    Record
        As soon as it is written.
    """
    from autograder.grading.book import Book, marks_of
    from autograder.grading.loading import load

    loading = threading.Thread(target=load)  # while the workers start
    loading.start()
    first = next(done)
    loading.join()

    zone = term.time_zone if term else None
    with Book(course_config(room), term, say) as book:
        for task, result in _chain(first, done):
            submission = by_key[task.student, task.chapter]
            name = submission.notebook
            when = handed_in_at(submission.folder, zone)
            _write_graded(room, submission, result.notebook, when)
            marks = marks_of(result.notebook)
            before = AnswersBefore(room.folder, task.student, task.chapter)
            unchanged = before.unchanged(marks.answers)
            where = (task.student, task.chapter, name.stem)
            standing = book.enter(*where, marks, when, unchanged)
            before.note(marks.answers)
            record = make_record(
                task.student,
                task.chapter,
                task.fingerprint,
                result.level,
                result.exercises,
                result.note,
            )
            keep_attempt(room.attempts, record, result.notebook, when)
            write_record(room.verdicts, record)
            remark = stamp_note(submission.folder)
            yield with_standing(record, standing, remark, new=True)


def _chain(first: Any, rest: Iterator[Any]) -> Iterator[Any]:
    yield first
    yield from rest


def _tasks(
    room: Classroom,
    waiting: Sequence[Submission],
    releases: dict[str, bytes],
    beside: dict[str, bytes],
    sandbox: str,
    share: float,
    term: Term,
) -> Iterator[Task]:
    secret = classroom_secret(room.folder)
    for submission in waiting:
        number = submission.chapter
        content, problem, about = _read(submission, beside[number], term)
        yield Task(
            submission.student,
            number,
            content,
            releases[number],
            secret,
            sandbox,
            about,
            problem,
            share,
            packages=term.packages,
            points=term.points,
        )


def _read(submission: Submission, beside: bytes, term: Term) -> tuple[bytes, str, str]:
    """Give what was handed in, what is wrong with it, and the fingerprint of it all."""
    content, problem = b"", ""
    try:
        content = read_content(submission.notebook)
    except SubmissionUnreadable as error:
        problem = str(error)
    when = read_stamp(submission.folder)
    if term.time_zone is not None and names_no_zone(when):
        when += f" {term.time_zone}".encode()
    return content, problem, fingerprint(content, problem.encode(), beside, when)


def _read_release(room: Classroom, number: str) -> bytes:
    path = room.release / number / f"{MODULES[number]}.ipynb"
    if not path.exists():
        raise FileNotFoundError(
            f"{path} is missing: run `backprop release {number}` first"
        )
    return path.read_bytes()


def _write_graded(
    room: Classroom, submission: Submission, notebook: str, when: datetime | None
) -> None:
    """Write the folder of a graded submission, and remove whatever else lies in it."""
    place = room.autograded / submission.student / submission.chapter
    files = {submission.notebook.name: notebook.encode()}
    if when is not None:
        files[STAMP] = f"{when} UTC".encode()  # formgrader can read this
    for other in place.iterdir() if place.is_dir() else ():
        if other.name not in files or not other.is_file():
            _remove(other)
    for name, content in files.items():
        write_whole(place / name, content)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
