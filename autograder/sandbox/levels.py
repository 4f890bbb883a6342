"""The levels of isolation, and which of them this machine reaches."""

from __future__ import annotations

import contextlib
import functools
import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import autograder
from autograder.sandbox import start, view
from autograder.sandbox.limits import Limits
from autograder.sandbox.scratch import scratch

OPTIONAL = start.OPTIONAL
LEVELS = ("full", "limits")
TRIAL_SECONDS = 30
ENVIRONMENT = {
    "LANG": "C.UTF-8",
    "MPLBACKEND": "Agg",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "PATH": "/usr/bin:/bin",
    "PYTHONDONTWRITEBYTECODE": "1",
}
ALLOW = (
    "let users make namespaces (sysctl user.max_user_namespaces; on Ubuntu also "
    "kernel.apparmor_restrict_unprivileged_userns=0), or grade on such a machine"
)
INSTALL = "bubblewrap is not installed (Debian, Ubuntu: apt install bubblewrap)"


class SandboxUnavailable(RuntimeError):
    """The machine cannot reach the level of isolation that was asked for."""


@dataclass(frozen=True)
class Trial:
    """What a confined process found when it tried to do harm.

    Parameters
    ----------
    held : dict of str to bool
        The guarantees, and whether each held.
    reason : str
        Why there was no trial at all; empty where there was one.
    """

    held: dict[str, bool] = field(default_factory=dict)
    reason: str = ""

    @property
    def broken(self) -> list[str]:
        """The guarantees that full isolation needs and that did not hold."""
        return [name for name, held in self.held.items() if not held and needed(name)]

    @property
    def full(self) -> bool:
        """Whether this is full isolation."""
        return not self.reason and not self.broken


def needed(guarantee: str) -> bool:
    """Whether full isolation needs a guarantee, or only takes it where it is."""
    return not any(step in guarantee.lower() for step in start.OPTIONAL)


@functools.cache
def try_full(mechanism: str) -> Trial:
    """Start a process as a submission's is started, and let it try.

    Parameters
    ----------
    mechanism : {'bubblewrap', 'namespaces'}
        Who makes the view.

    Returns
    -------
    Trial
        What held.
    """
    if sys.platform != "linux":
        return Trial(reason="full isolation needs Linux")
    if mechanism == "bubblewrap" and view.bubblewrap() is None:
        return Trial(reason=INSTALL)
    return (_begun.pop(mechanism, None) or _Trying(mechanism)).result()


def begin_trial(mechanism: str) -> None:
    """Start what `try_full` then waits for; other things can be done meanwhile.

    Parameters
    ----------
    mechanism : {'bubblewrap', 'namespaces'}
        Who makes the view.
    """
    _begun[mechanism] = _Trying(mechanism)


class _Trying:
    """A trial that is under way."""

    def __init__(self, mechanism: str) -> None:
        self._mechanism = mechanism
        with contextlib.ExitStack() as stack:
            folder = stack.enter_context(scratch())
            small = Limits(memory=2**30, processes=8, file_size=2**20, total_seconds=20)
            plan = start.full(mechanism, "trial", [], folder).plan("full", small)
            words = [json.dumps(plan), json.dumps(_not_to_be_seen(folder))]
            how = start.full(mechanism, "trial", words, folder)
            self._process = subprocess.Popen(
                how.command,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                cwd=folder,
                env={**ENVIRONMENT, "HOME": how.home},
            )
            stack.enter_context(self._process)
            self._until_the_end = stack.pop_all()

    def result(self) -> Trial:
        """Wait for it."""
        no = f"{self._mechanism} does not work here"
        with self._until_the_end:
            try:
                answer, errors = self._process.communicate(timeout=TRIAL_SECONDS)
                held = json.loads(answer)
            except subprocess.TimeoutExpired:
                self._process.kill()
                return Trial(reason=f"{no}: it does not answer")
            except ValueError:
                last = (errors.strip().splitlines() or ["it said nothing"])[-1]
                return Trial(reason=f"{no}: {last}")
        if "failed" in held:
            return Trial(reason=f"{no}: {held['failed']}")
        return Trial(held)


_begun: dict[str, _Trying] = {}


def _not_to_be_seen(scratch: Path) -> list[str]:
    course = Path(autograder.__file__).resolve().parent.parent
    below = ["solutions", "autograder", "classroom", "build", "chapters", ".git"]
    own = [str(course / name) for name in below]
    home = [str(path) for path in Path.home().glob("*")]
    hidden = {*own, *home, str(Path.cwd()), str(scratch), "/etc/passwd", "/sys"}
    seen = {Path(mount.target) for mount in view.mounts()}
    # A folder that only leads to the packages is seen, too.
    leading = {str(path) for one in seen for path in (one, *one.parents)}
    return sorted(hidden - leading)


def likely() -> str | None:
    """Guess without a trial who makes the view at full isolation; None for nobody."""
    if sys.platform != "linux":
        return None
    return "bubblewrap" if view.bubblewrap() else "namespaces"


@functools.cache
def mechanism() -> str | None:
    """Say who makes the view at full isolation here; None where nobody can."""
    for one in ("bubblewrap", "namespaces"):
        if try_full(one).full:
            return one
    return None


def best_level() -> str:
    """Try what this machine can do.

    Returns
    -------
    str
        "full" or "limits".
    """
    return "full" if why_not_full() is None else "limits"


def why_not_full() -> str | None:
    """Say what keeps this machine from full isolation; None when nothing does."""
    if mechanism() is not None:
        return None
    reasons = []
    for one in ("bubblewrap", "namespaces"):
        trial = try_full(one)
        broken = f"with {one} this does not hold: {', '.join(trial.broken)}"
        reasons.append(trial.reason or broken)
    return "; ".join(dict.fromkeys(reasons))


def usable_level(asked: str) -> str:
    """Decide at which level to grade.

    Parameters
    ----------
    asked : {'full', 'limits', 'best'}
        What the instructor wants.

    Returns
    -------
    str
        "full" or "limits".

    Raises
    ------
    SandboxUnavailable
        If full isolation is asked for and the machine cannot do it.
    """
    if asked == "best":
        return best_level()
    if asked == "full" and (reason := why_not_full()) is not None:
        raise SandboxUnavailable(
            f"{reason}. To mend it, {ALLOW}. Or choose the weaker level by "
            "name: --sandbox limits (for nbgrader's own commands: "
            "c.JudgeExercises.sandbox = 'limits')"
        )
    if asked not in LEVELS:
        raise SandboxUnavailable(f"there is no level {asked!r}; there are {LEVELS}")
    return asked


def start_warm(
    level: str, control: int, scratch: Path, who: str | None = None
) -> start.Start:
    """Say how to start the warm process.

    Parameters
    ----------
    level : {'full', 'limits'}
        How isolated it is.
    control : int
        The file descriptor that it inherits.
    scratch : Path
        An empty folder of its own, which the caller removes afterwards.
    who : {'bubblewrap', 'namespaces'}, optional
        Who makes the view; if not given, what this machine can do is tried first.

    Returns
    -------
    Start
        The command, and what goes with it.

    Raises
    ------
    SandboxUnavailable
        If the machine cannot do this level.
    """
    words = [str(control), *start.STEPS[level]]
    if level == "limits":
        if (reason := start.why_not_limited()) is not None:
            raise SandboxUnavailable(reason)
        return start.limited("zygote", words, scratch)
    if (who := who or mechanism()) is None:
        raise SandboxUnavailable(str(why_not_full()))
    return start.full(who, "zygote", words, scratch)
