"""A sandbox with short deadlines, a classroom to protect, and the table at the end."""

import hashlib
import os
import socket
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.sandbox.levels import best_level
from autograder.sandbox.limits import Limits
from autograder.sandbox.session import Sandbox
from tests.attacks.model import RIGHT

WIDTH = 160  # of the table
ROOT = Path(__file__).resolve().parents[2]
SHORT = Limits(
    cell_seconds=1.0,
    exercise_seconds=2.0,
    total_seconds=16,
    memory=2 * 2**30,
    processes=24,
    file_size=2**20,
)
WAITING = replace(SHORT, cell_seconds=0.3, exercise_seconds=0.6, total_seconds=5)
HEADS = ("family", "what is tried", "points", "next one", "what the page says")


def pytest_terminal_summary(terminalreporter, config):
    """Print the table, where the attacks are what was asked for."""
    if not any("attacks" in word for word in config.args):
        return
    reports = [
        r for state in ("passed", "failed") for r in terminalreporter.getreports(state)
    ]
    rows = [
        value
        for report in reports
        if report.when == "call"
        for key, value in report.user_properties
        if key == "attack"
    ]
    if rows:
        terminalreporter.section(f"{len(rows)} attacks")
        for family, name, points, beside, said in [HEADS, *sorted(rows)]:
            line = f"{family:19}{name:63}{points:8}{beside:10}{said}"
            terminalreporter.write_line(line[:WIDTH])


@pytest.fixture(scope="session")
def walls():
    """Keep one warm sandbox at full isolation, with short deadlines."""
    if best_level() != "full":
        pytest.skip("this machine cannot isolate fully")
    with Sandbox("full", SHORT) as warm:
        yield warm


class Canary:
    """A classroom that anybody could write to, and a server that anybody could call.

    Only the sandbox stands between them and a submission.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._accepted: list[object] = []
        self._own = 0
        (folder / "other").mkdir(parents=True)
        (folder / "gradebook.db").write_bytes(b"")
        (folder / "secret").write_text(RIGHT["sigmoid"])
        (folder / "other/neuron.py").write_text(RIGHT["sigmoid"])
        self._unix = self._listen(socket.AF_UNIX, str(folder / "socket"))
        self.abstract = f"backprop-{os.getpid()}"
        self._abstract = self._listen(socket.AF_UNIX, f"\0{self.abstract}")
        self._web = self._listen(socket.AF_INET, ("127.0.0.1", 0))
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o666)

    def _listen(self, family, address):
        listening = socket.socket(family)
        listening.bind(address)
        listening.listen()

        def accept():
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                self._accepted.append(address)
                connection.close()

        threading.Thread(target=accept, daemon=True).start()
        return listening

    def calls(self) -> int:
        """Count who has called; our own calls wait until all before them are taken."""
        for listening in (self._unix, self._abstract, self._web):
            with socket.socket(listening.family) as own:
                own.connect(listening.getsockname())
                assert own.recv(1) == b""
            self._own += 1
        return len(self._accepted) - self._own

    @property
    def places(self) -> dict[str, str]:
        """Give what the names in an attack's source stand for."""
        return {
            "canary": str(self.folder),
            "root": str(ROOT),
            "port": str(self._web.getsockname()[1]),
            "abstract": self.abstract,
            "grader": str(os.getpid()),
        }

    def state(self) -> str:
        """Hash names, rights and contents, and count who called."""
        digest = hashlib.sha256()
        for path in sorted([self.folder, *self.folder.rglob("*")]):
            about = path.lstat()
            digest.update(f"{path} {about.st_mode} {about.st_uid}".encode())
            if path.is_file():
                digest.update(path.read_bytes())
        return f"{digest.hexdigest()} {self.calls()}"

    def close(self) -> None:
        """Stop listening."""
        for listening in (self._unix, self._abstract, self._web):
            listening.shutdown(socket.SHUT_RDWR)
            listening.close()


@pytest.fixture(scope="session")
def canary():
    with tempfile.TemporaryDirectory() as folder:  # pytest's own is closed to others
        os.chmod(folder, 0o755)
        watched = Canary(Path(folder) / "classroom")
        yield watched
        watched.close()
