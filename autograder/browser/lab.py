"""A real JupyterLab in temporary folders, and a Chromium to look at it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import Browser, Page, Request, sync_playwright

from autograder.browser.widget import Widget, bring_into_view

TOKEN = "test"
PATIENCE = 120_000  # ms for any state to come: on a busy machine all takes long
NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "no Chromium on this machine: install the package chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
# Nothing else: what is tested is JupyterLab as it comes.
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
}


class NoBrowser(Exception):
    """There is no Chromium; the message says what to do."""


_OPEN = """async (path) => {
  const { commands } = window.jupyterapp;
  await commands.execute("docmanager:open", { path, factory: "Notebook" });
}"""
_IDLE = """() => window.jupyterapp.shell.currentWidget?.sessionContext?.session
  ?.kernel?.status === 'idle'"""
_CLOSE = """async () => {
  const open = window.jupyterapp.shell.currentWidget;
  await open.sessionContext.shutdown();
  open.dispose();
}"""

_CLOSE_VIEW = """() => {
  const views = [...window.jupyterapp.shell.widgets("main")];
  views.filter((one) => !one.sessionContext).forEach((one) => one.dispose());
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the machine's Chromium, without a window.

    Yields
    ------
    Browser
        Closed at the end.

    Raises
    ------
    NoBrowser
        If none is installed.
    """
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise NoBrowser(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def ready(page: Page) -> None:
    """Wait until a page shows a notebook whose kernel is at rest."""
    page.wait_for_function("window.jupyterapp !== undefined")
    page.evaluate("() => window.jupyterapp.restored")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    page.wait_for_function(_IDLE)


@dataclass
class Notebook:
    """An open notebook, its file, and where its page goes if it can be used again."""

    page: Page
    path: Path
    free: list[Page] | None = None

    def widget(self, index: int = 0) -> Widget:
        """Go to a widget, as a reader does who scrolls, and wait for its picture."""
        box = self.page.locator(".bp").nth(index)
        box.wait_for()
        bring_into_view(box)
        return Widget(box)

    def wait_until_whole(self) -> None:
        """Wait until no widget is still being computed."""
        busy = ".bp[aria-busy=true]"
        self.page.wait_for_function("(busy) => !document.querySelector(busy)", arg=busy)

    def errors(self) -> list[str]:
        """Give the tracebacks that the notebook shows."""
        kinds = ("error", "stderr")
        found = [f"[data-mime-type='application/vnd.jupyter.{kind}']" for kind in kinds]
        return self.page.locator(", ".join(found)).all_inner_texts()

    def run_all(self) -> None:
        """Run every cell and wait for the last."""
        self.page.evaluate(
            "window.jupyterapp.commands.execute('notebook:run-all-cells')"
        )

    def run_cell(self, index: int) -> None:
        """Run one cell again."""
        self._choose(index)
        self.page.evaluate("window.jupyterapp.commands.execute('notebook:run-cell')")

    def _choose(self, index: int) -> None:
        self.page.evaluate(
            "(index) => {"
            " window.jupyterapp.shell.currentWidget.content.activeCellIndex = index; }",
            index,
        )

    def save(self) -> None:
        """Save it, outputs and the widgets' state too."""
        self.page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")

    def reload(self) -> None:
        """Load the page again; the kernel goes on."""
        self.page.reload()
        ready(self.page)

    def second_view(self, index: int) -> None:
        """Show a cell's output once more, in a panel of its own."""
        self._choose(index)
        self.page.evaluate(
            "window.jupyterapp.commands.execute('notebook:create-output-view')"
        )

    def close_view(self) -> None:
        """Close that panel; the notebook is in front again."""
        self.page.evaluate(_CLOSE_VIEW)

    def scroll_to(self, index: int) -> None:
        """Bring a cell into view."""
        self._choose(index)
        self.page.locator(".jp-Cell").nth(index).scroll_into_view_if_needed()

    def theme(self, name: str) -> None:
        """Turn JupyterLab light or dark."""
        self.page.evaluate(
            "(theme) => window.jupyterapp.commands.execute("
            "'apputils:change-theme', {theme})",
            f"JupyterLab {name.capitalize()}",
        )

    def close(self) -> None:
        """End the kernel and close the notebook; the page waits for another."""
        self.page.evaluate(_CLOSE)
        if self.free is None:
            self.page.close()
        else:
            self.free.append(self.page)


@dataclass
class Lab:
    """A running JupyterLab: writes notebooks, opens them, keeps what goes wrong."""

    url: str
    root: Path
    browser: Browser
    strays: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    _free: dict[float, list[Page]] = field(init=False, default_factory=dict)

    def open(self, *cells: str, app: str = "doc/tree", **look: Any) -> Notebook:
        """Open a notebook of these code cells and run it to its end."""
        name = f"n{len(list(self.root.glob('*.ipynb')))}.ipynb"
        book = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        )
        nbformat.write(book, self.root / name)
        notebook = self.visit(name, app=app, **look)
        notebook.run_all()
        return notebook

    def visit(
        self,
        path: str,
        *,
        app: str = "doc/tree",
        size: tuple[int, int] = (1100, 900),
        sharpness: float = 1.0,
    ) -> Notebook:
        """Open a notebook that lies in the server's folder; run nothing."""
        free = self._free.setdefault(sharpness, []) if app == "doc/tree" else None
        viewport: Any = {"width": size[0], "height": size[1]}
        if free:
            page = free.pop()
            page.set_viewport_size(viewport)
            page.evaluate(_OPEN, path)
        else:
            # A window of its own: one behind another is painted once a second.
            page = self.browser.new_page(
                viewport=viewport, device_scale_factor=sharpness, color_scheme="light"
            )
            page.set_default_timeout(PATIENCE)
            self._load(page, f"{self.url}/{app}/{path}?token={TOKEN}")
        ready(page)
        return Notebook(page, self.root / path, free)

    def _load(self, page: Page, url: str) -> None:
        # A second or two on an idle machine: so a page is used again when it is free.
        page.on("request", self._watch)
        page.on("pageerror", self._note)
        page.goto(url)

    def _note(self, error: Any) -> None:
        # JupyterLab has slips of its own; a widget's script comes as a blob.
        if "blob:" in (error.stack or ""):
            self.errors.append(str(error))

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:", "about:", "file:")):
            self.strays.append(request.url)


@contextmanager
def running(folder: Path, browser: Browser) -> Iterator[Lab]:
    """Start JupyterLab with all its folders below this one; stop it at the end.

    Parameters
    ----------
    folder : Path
        An empty folder; the notebooks lie in ``notebooks``.
    browser : Browser
        What opens them.

    Yields
    ------
    Lab
        Ready to be visited.
    """
    root = folder / "notebooks"
    root.mkdir(parents=True, exist_ok=True)
    _write_settings(folder / "settings")
    port = _free_port()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += ["--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"]
    command += [f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={root}"]
    command += ["--LabApp.expose_app_in_browser=True"]
    command += ["--JupyterNotebookApp.expose_app_in_browser=True"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            command, env=_environment(folder), stdout=log, stderr=log, cwd=root
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(f"{url}/api/status?token={TOKEN}", server, folder / "log")
            yield Lab(url, root, browser)
        finally:
            server.terminate()
            try:
                server.wait(5)
            except subprocess.TimeoutExpired:  # its kernels end when they see it gone
                server.kill()
                server.wait()


def _environment(folder: Path) -> dict[str, str]:
    environment = dict(os.environ)
    for key in ("CONFIG", "DATA", "RUNTIME"):
        environment[f"JUPYTER_{key}_DIR"] = str(folder / key.lower())
    for key in ("WORKSPACES", "SETTINGS"):
        environment[f"JUPYTERLAB_{key}_DIR"] = str(folder / key.lower())
    environment["IPYTHONDIR"] = str(folder / "ipython")
    return environment


def _write_settings(folder: Path) -> None:
    for key, settings in SETTINGS.items():
        plugin = folder / f"{key.replace(':', '/')}.jupyterlab-settings"
        plugin.parent.mkdir(parents=True, exist_ok=True)
        plugin.write_text(json.dumps(settings))


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start: {log.read_text()[-2000:]}")
