"""A bar moves on a terminal; a file or a pipe gets no trace of it."""

import sys

from autograder.desk import progress_bar


def grade_two():
    with progress_bar("grading", 2) as step:
        step()
        step()


def test_a_terminal_shows_how_many_are_done(capsys, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    grade_two()
    shown = capsys.readouterr()
    assert "grading" in shown.err
    assert "2/2" in shown.err
    assert shown.out == ""


def test_a_pipe_gets_nothing(capsys):
    grade_two()
    assert capsys.readouterr() == ("", "")
