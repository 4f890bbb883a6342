"""Servers on this machine to measure and to test with: a Dask cluster, PostgreSQL."""

from __future__ import annotations

import contextlib
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

START_SECONDS = 60
# As SCALING.md sets them: Dask watches itself a hundred times a second, for pictures
# that nobody looks at here.
SETTINGS = {
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "500ms",
}
# As Dask's nanny sets it, which is left out here: a worker is to be killed for good.
NANNY = {"OPENBLAS_NUM_THREADS": "1"}


class ServerMissing(RuntimeError):
    """A server that this machine cannot start; the text says what is missing."""


class Cluster:
    """A Dask scheduler and its workers, each a process of its own.

    Parameters
    ----------
    folder : Path
        Where they run and keep their logs.
    environment : mapping of str to str
        Added to this process's own.
    host : str
        Address that the scheduler listens on.
    """

    def __init__(
        self,
        folder: Path,
        environment: Mapping[str, str],
        host: str = "127.0.0.1",
    ) -> None:
        self.folder = folder
        self.workers: list[subprocess.Popen[bytes]] = []
        self.address = ""
        self._environment = {**os.environ, **SETTINGS, **NANNY, **environment}
        self._host = host
        self._started: list[subprocess.Popen[bytes]] = []
        self.scheduler = self.start_scheduler()

    def start_scheduler(self) -> subprocess.Popen[bytes]:
        """Start the scheduler; a second time at the address of the first.

        Returns
        -------
        subprocess.Popen
            Its process; it answers already.

        Raises
        ------
        ServerMissing
            If it does not start.
        """
        about = self.folder / f"scheduler-{len(self._started)}.json"
        port = self.address.rpartition(":")[2] or "0"
        options = ["--host", self._host, "--port", port]
        self.scheduler = self._start(
            "dask_scheduler", [*options, "--scheduler-file", str(about)]
        )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.scheduler.poll() is None:
            with contextlib.suppress(OSError, ValueError):
                self.address = json.loads(about.read_text())["address"]
                return self.scheduler
            time.sleep(0.05)
        raise ServerMissing(f"the Dask scheduler did not start: see {self.folder}")

    def start_worker(self, *before: str) -> subprocess.Popen[bytes]:
        """Start a worker with one thread.

        Parameters
        ----------
        *before : str
            What stands before the command: ``ip netns exec NAME``.

        Returns
        -------
        subprocess.Popen
            Its process; it may take a second until it is ready.
        """
        options = [self.address, "--nthreads", "1", "--no-nanny"]
        worker = self._start("dask_worker", options, before)
        self.workers.append(worker)
        return worker

    def wait_for_workers(self) -> None:
        """Wait until the scheduler knows every worker."""
        from distributed import Client

        with Client(self.address) as client:
            client.wait_for_workers(len(self.workers), timeout=START_SECONDS)

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Let them stand still: idle, they take a few per cent of a core."""
        for process in self._started:
            process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            for process in self._started:
                process.send_signal(signal.SIGCONT)

    def close(self) -> None:
        """Kill all of them."""
        for process in reversed(self._started):
            process.kill()
            process.wait()

    def _start(
        self, program: str, options: Sequence[str], before: Sequence[str] = ()
    ) -> subprocess.Popen[bytes]:
        command = [*before, sys.executable, "-m", f"distributed.cli.{program}"]
        path = self.folder / f"{len(self._started)}-{program}.log"
        with path.open("wb") as log:
            process = subprocess.Popen(
                [*command, *options, "--no-dashboard"],
                cwd=self.folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._started.append(process)
        return process


@contextlib.contextmanager
def dask_cluster(
    folder: Path,
    workers: int,
    environment: Mapping[str, str],
    host: str = "127.0.0.1",
) -> Iterator[Cluster]:
    """Start a scheduler and workers, and kill them afterwards.

    Parameters
    ----------
    folder : Path
        Where they run and keep their logs.
    workers : int
        How many, each with one thread.
    environment : mapping of str to str
        Added to this process's own.
    host : str
        Address that the scheduler listens on.

    Yields
    ------
    Cluster
        Its scheduler answers; the workers come by and by.
    """
    cluster = Cluster(folder, environment, host)
    try:
        for _ in range(workers):
            cluster.start_worker()
        yield cluster
    finally:
        cluster.close()


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """Start a PostgreSQL server in a folder of its own, and remove both afterwards.

    Yields
    ------
    str
        The URL of an empty database.

    Raises
    ------
    ServerMissing
        If it is not installed, or this user cannot run it.
    """
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)
    if programs is None:
        raise ServerMissing("PostgreSQL is not installed")
    as_user: dict[str, Any] = {}
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    try:
        if os.geteuid() == 0:  # it refuses to run as root
            as_user = _as_postgres(folder)
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]

        def program(name: str, *words: str) -> None:
            subprocess.run(
                [str(programs / name), "-D", str(folder / "data"), *words],
                check=True,
                cwd=folder,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                **as_user,
            )

        program("initdb", "-U", "grader", "-A", "trust", "--no-sync")
        options = f"-h 127.0.0.1 -p {port} -k {folder}"
        program("pg_ctl", "-o", options, "-w", "start")
        try:
            yield f"postgresql+psycopg2://grader@127.0.0.1:{port}/postgres"
        finally:
            with contextlib.suppress(subprocess.CalledProcessError):
                program("pg_ctl", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_postgres(folder: Path) -> dict[str, Any]:
    try:
        user = pwd.getpwnam("postgres")
    except KeyError:
        raise ServerMissing("there is no user postgres to run the server as") from None
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": "postgres", "group": user.pw_gid, "extra_groups": []}
