"""Every equation that the course was asked to teach stands under its heading."""

from importlib import import_module
from pathlib import Path

import pytest

from tests.book import FILES, ROOT, maths, name, sections, whole_text

Equation = tuple[str, str, str]
TABLES = ROOT / "tests" / "seed_equations"


def equations(stem: str) -> list[Equation]:
    """Give a chapter's table."""
    table: list[Equation] = import_module(f"tests.seed_equations.{stem}").EQUATIONS
    return table


def missing(table: list[Equation], text: str) -> list[str]:
    """Say which equations of a table do not stand in a text under their heading."""
    formulas: dict[str, str] = {}
    for section in sections(text):
        before = formulas.get(section.heading, "")
        formulas[section.heading] = f"{before}\n{maths(section.text)}"
    faults = []
    for asked_by, heading, latex in table:
        if heading not in formulas:
            faults.append(f"no heading {heading!r}, for {asked_by}")
        elif " ".join(latex.split()) not in formulas[heading]:
            faults.append(f"not under {heading!r}, for {asked_by}: {latex}")
    return faults


@pytest.mark.parametrize("file", FILES, ids=name)
def test_the_equations_of_a_chapter_are_there(file: Path) -> None:
    table = equations(file.stem)
    assert table
    assert missing(table, whole_text(file)) == []


def test_no_table_is_without_its_chapter() -> None:
    tables = {path.stem for path in TABLES.glob("*.py")} - {"__init__"}
    assert tables <= {file.stem for file in FILES}


TEXT = "# One\n\n$$\na = \\sigma(z)\n$$\n\n## Two\n\nthe slope $z = 1$ <!-- $z = 2$ -->"


@pytest.mark.parametrize(
    ("heading", "latex", "complaint"),
    [
        ("Three", "z = 1", "no heading"),
        ("Two", r"a = \sigma(z)", "not under"),
        ("One", r"a = \sigma(w)", "not under"),
        ("Two", "the slope", "not under"),
        ("Two", "z = 2", "not under"),
    ],
)
def test_a_missing_equation_is_noticed(
    heading: str, latex: str, complaint: str
) -> None:
    (fault,) = missing([("a text", heading, latex)], TEXT)
    assert complaint in fault


def test_an_equation_is_found_whatever_its_line_breaks() -> None:
    assert missing([("a text", "One", "a =\n\\sigma(z)")], TEXT) == []
