"""Start a warm process. What will talk to it can be imported while it starts."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.sandbox import levels
from autograder.sandbox.environment import allowing
from autograder.sandbox.limits import Limits
from autograder.sandbox.scratch import make_scratch

GRACE = 2.0


@dataclass(frozen=True)
class Warm:
    """A warm process that is starting or has started.

    Parameters
    ----------
    control : socket.socket
        The trusted end of its connection.
    plan : dict
        What is to be done to each submission's process.
    process : subprocess.Popen, optional
        None where it is a fork of another one.
    scratch : Path, optional
        Its folder.
    """

    control: socket.socket
    plan: dict[str, Any]
    process: subprocess.Popen[bytes] | None = None
    scratch: Path | None = None

    def end(self) -> None:
        """Stop it and everything below it."""
        self.control.close()
        if self.process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(GRACE)
            self.process.kill()
            self.process.wait()
            if self.process.stderr:
                self.process.stderr.close()
        if self.scratch:
            shutil.rmtree(self.scratch, ignore_errors=True)

    def last_words(self) -> str:
        """Kill it, and give the last line of what it said."""
        assert self.process is not None
        assert self.process.stderr is not None
        self.process.kill()
        said = self.process.stderr.read().decode(errors="replace").strip()
        return said.splitlines()[-1] if said else "it said nothing"


def launch(
    level: str,
    limits: Limits,
    mechanism: str | None = None,
    packages: Sequence[str] = (),
) -> Warm:
    """Start a warm process; it ends with the thread that has started it.

    Parameters
    ----------
    level : {'full', 'limits'}
        How isolated a submission is.
    limits : Limits
        What it may use up.
    mechanism : {'bubblewrap', 'namespaces'}, optional
        Who makes the view; if not given, what this machine can do is tried first.
    packages : sequence of str
        Distributions that a submission may import beside those that students have.

    Returns
    -------
    Warm
        It says when it is ready.

    Raises
    ------
    SandboxUnavailable
        If the machine cannot do this level.
    """
    scratch = make_scratch()
    ours, theirs = socket.socketpair()
    with theirs:
        try:
            with allowing(packages):
                how = levels.start_warm(level, theirs.fileno(), scratch, mechanism)
            process = subprocess.Popen(
                how.command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                pass_fds=[theirs.fileno()],
                cwd=how.folder,
                env={**levels.ENVIRONMENT, "HOME": how.home},
            )
        except BaseException:
            ours.close()
            shutil.rmtree(scratch, ignore_errors=True)
            raise
    return Warm(ours, how.plan(level, limits), process, scratch)
