"""A killed grader leaves a folder behind, and the next one removes it."""

import os
import subprocess
import sys
import tempfile

import pytest

from autograder.sandbox.scratch import make_scratch, scratch


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_a_folder_is_open_to_all_and_gone_afterwards(temporary):
    with scratch() as folder:
        assert folder.parent == temporary
        assert folder.stat().st_mode & 0o777 == 0o755
        (folder / "file").write_text("x")
    assert list(temporary.iterdir()) == []


def test_the_folder_of_a_killed_process_is_removed(temporary):
    killed = "import os, signal, tempfile\n"
    killed += f"tempfile.tempdir = {str(temporary)!r}\n"
    killed += "from autograder.sandbox.scratch import make_scratch\n"
    killed += "print(make_scratch(), flush=True)\nos.kill(os.getpid(), signal.SIGKILL)"
    done = subprocess.run(
        [sys.executable, "-c", killed], capture_output=True, text=True, check=False
    )
    left = done.stdout.strip()
    assert done.returncode < 0
    assert [str(path) for path in temporary.iterdir()] == [left]
    mine, others = make_scratch(), temporary / "backprop-notes"
    others.mkdir()
    assert sorted(temporary.iterdir()) == sorted([mine, others])
    make_scratch()
    assert mine.exists()
    assert others.exists()
    assert str(os.getpid()) in mine.name
