"""One Chromium and one JupyterLab for all browser tests of a worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from autograder.browser.gallery import RIGHT, WRONG
from autograder.browser.lab import Lab, Notebook, running
from tests.browser.gallery import CALLS

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def lab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with running(tmp_path_factory.mktemp("lab"), browser) as lab:
        yield lab
        assert lab.strays == [], "a request left the machine"
        assert lab.errors == [], "a widget's script failed"


@pytest.fixture(scope="session")
def right(lab: Lab) -> Iterator[Notebook]:
    """Give every widget with right functions."""
    book = lab.open(RIGHT, *CALLS)
    book.wait_until_whole()
    yield book
    book.close()


@pytest.fixture(scope="session")
def wrong(lab: Lab) -> Iterator[Notebook]:
    """Give every widget with a mistake in its functions."""
    book = lab.open(WRONG, *CALLS)
    book.wait_until_whole()
    yield book
    book.close()
