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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright

TOKEN = "test"
QUIET = 200  # ms after which a widget tells Python and writes its sentence
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if path is None:
        reason = "no Chromium on this machine: install chromium to run this test"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Widget:
    """One widget on a page, as a reader sees and moves it."""

    def __init__(self, box: Locator) -> None:
        self.box = box
        self.page = box.page

    def control(self, label: str) -> Locator:
        """Find a slider, a list or a button by its name."""
        named = self.box.get_by_label(label, exact=True)
        return named.or_(self.box.get_by_role("button", name=label, exact=True)).first

    def sentence(self) -> str:
        """Wait until the widget is at rest and read its sentence."""
        before = None
        for _ in range(40):
            self.page.wait_for_timeout(QUIET + 60)
            now = self.box.locator("p[role=status]").first.inner_text()
            if now and now == before:
                return now
            before = now
        raise AssertionError("the sentence never came to rest")

    def remark(self) -> str:
        """Read what the widget says of the student's function."""
        return self.box.locator(".bp-remark").inner_text()

    def picture(self, index: int = 0) -> str:
        """Give something that changes when a pixel of the picture does."""
        canvas = self.box.locator("canvas").nth(index)
        return str(canvas.evaluate("(canvas) => canvas.toDataURL()"))

    def pictures(self) -> list[str]:
        """Give every picture of the widget."""
        count = self.box.locator("canvas").count()
        return [self.picture(index) for index in range(count)]

    def press(self, label: str, *keys: str) -> str:
        """Move a control by keys, and read the sentence."""
        self.control(label).focus()
        for key in keys:
            self.page.keyboard.press(key)
        return self.sentence()

    def drag(self, label: str, part: float) -> str:
        """Move a slider by mouse to a part of its track, and read the sentence."""
        self.control(label).scroll_into_view_if_needed()
        box = self.control(label).bounding_box()
        assert box is not None
        y = box["y"] + box["height"] / 2
        self.page.mouse.move(box["x"] + box["width"] / 2, y)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + box["width"] * part, y, steps=5)
        self.page.mouse.up()
        return self.sentence()


@dataclass
class Notebook:
    """An open notebook that has run to its end."""

    page: Page

    def widget(self, index: int = 0) -> Widget:
        """Wait for a widget's picture."""
        box = self.page.locator(".bp").nth(index)
        box.wait_for(timeout=30_000)
        return Widget(box)

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
        self.page.evaluate(
            "(index) => {"
            " window.jupyterapp.shell.currentWidget.content.activeCellIndex = index;"
            " return window.jupyterapp.commands.execute('notebook:run-cell'); }",
            index,
        )

    def close(self) -> None:
        """End the kernel and close the page."""
        self.page.evaluate(
            "window.jupyterapp.shell.currentWidget.sessionContext.shutdown()"
        )
        self.page.close()


@dataclass
class Lab:
    """A running JupyterLab: writes notebooks, opens them, keeps what goes wrong."""

    url: str
    root: Path
    browser: Browser
    strays: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(
        self, *cells: str, theme: str = "light", app: str = "doc/tree"
    ) -> Notebook:
        """Open a notebook of these code cells and run it to its end."""
        name = f"n{len(list(self.root.glob('*.ipynb')))}.ipynb"
        book = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_code_cell(cell) for cell in cells],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        )
        nbformat.write(book, self.root / name)
        page = self.browser.new_page(
            viewport={"width": 1100, "height": 900}, color_scheme=theme
        )
        page.on("request", self._watch)
        page.on("pageerror", self._note)
        page.goto(f"{self.url}/{app}/{name}?token={TOKEN}")
        page.wait_for_function("window.jupyterapp !== undefined", timeout=60_000)
        page.evaluate("() => window.jupyterapp.restored")
        if theme == "dark":
            page.evaluate(
                "window.jupyterapp.commands.execute('apputils:change-theme', "
                "{theme: 'JupyterLab Dark'})"
            )
        page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
        page.wait_for_function(
            "() => window.jupyterapp.shell.currentWidget.sessionContext.session"
            "?.kernel?.status === 'idle'",
            timeout=60_000,
        )
        notebook = Notebook(page)
        notebook.run_all()
        return notebook

    def _note(self, error: Any) -> None:
        # JupyterLab has slips of its own; a widget's script comes as a blob.
        if "blob:" in (error.stack or ""):
            self.errors.append(str(error))

    def _watch(self, request: object) -> None:
        url = request.url  # type: ignore[attr-defined]
        if not url.startswith((self.url, "data:", "blob:", "about:", "file:")):
            self.strays.append(url)


@pytest.fixture(scope="session")
def lab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    folder = tmp_path_factory.mktemp("lab")
    root = folder / "notebooks"
    root.mkdir()
    environment = dict(os.environ)
    for key in ("CONFIG", "DATA", "RUNTIME"):
        environment[f"JUPYTER_{key}_DIR"] = str(folder / key.lower())
    for key in ("WORKSPACES", "SETTINGS"):
        environment[f"JUPYTERLAB_{key}_DIR"] = str(folder / key.lower())
    environment["IPYTHONDIR"] = str(folder / "ipython")
    for key, settings in SETTINGS.items():
        plugin = folder / "settings" / f"{key.replace(':', '/')}.jupyterlab-settings"
        plugin.parent.mkdir(parents=True, exist_ok=True)
        plugin.write_text(json.dumps(settings))
    port = _free_port()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += ["--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"]
    command += [f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={root}"]
    command += ["--LabApp.expose_app_in_browser=True"]
    command += ["--JupyterNotebookApp.expose_app_in_browser=True"]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            command, env=environment, stdout=log, stderr=log, cwd=root
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(f"{url}/api/status?token={TOKEN}", server, folder / "log")
            yield Lab(url, root, browser)
        finally:
            server.terminate()
            server.wait(20)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not start: {log.read_text()[-2000:]}")
