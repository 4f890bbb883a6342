"""Packages, text and tables are found in a checkout, and where pip has put them."""

from pathlib import Path

import pytest

from autograder import installed
from tests.courses import ROOT


def test_in_a_checkout_everything_is_kept_below_it() -> None:
    assert installed.checkout() == ROOT
    assert installed.kept_between_runs() == ROOT / "build"


def test_installed_from_a_wheel_nothing_is_kept_beside_the_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site-packages"
    monkeypatch.setattr(installed, "HERE", site / "autograder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert installed.checkout() is None
    kept = installed.kept_between_runs()
    assert kept.name == "backprop-course"
    assert not kept.is_relative_to(site)


@pytest.mark.parametrize("name", ["autograder", "course", "solutions"])
def test_a_package_is_found_without_being_imported(name: str) -> None:
    assert installed.package(name) == ROOT / name


def test_a_course_shows_its_own_solutions_or_those_that_are_installed(
    tmp_path: Path,
) -> None:
    assert installed.library(tmp_path) == ROOT / "solutions"
    (tmp_path / "solutions").mkdir()
    assert installed.library(tmp_path) == tmp_path / "solutions"
