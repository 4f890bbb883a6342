"""Every corner of every domain has a case, in each grading and beside each notebook."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.cases import public_seed
from autograder.checks import CHAPTERS, Check, Part
from autograder.checks.corners import corners, example_calls, examples
from autograder.checks.coverage import missing
from autograder.checks.domain import Choice, Domain, Floats, Given
from autograder.checks.model import Args, Corner
from course.compare import examine
from course.tree import Between, Reference
from solutions import Array
from tests.drawn import drawn

ROWS = [check for chapter in CHAPTERS.values() for check in chapter.checks]
SEEDS = range(6)

every_check = pytest.mark.parametrize("check", ROWS, ids=lambda check: check.name)


def test_every_exercise_says_what_its_parameters_may_be() -> None:
    assert [check.name for check in ROWS if not check.domain] == []


@every_check
def test_a_domain_speaks_of_the_parameters_in_their_order(check: Check) -> None:
    assert check.domain
    assert tuple(check.domain.parameters) == check.parameters


@every_check
def test_no_corner_is_without_a_case_in_any_grading(check: Check) -> None:
    for seed in SEEDS:
        assert missing(check, drawn(check, seed).cases) == []


@pytest.mark.parametrize(
    "chapter", CHAPTERS.values(), ids=lambda chapter: chapter.number
)
def test_no_corner_is_without_a_case_beside_the_notebook(chapter) -> None:
    for check in chapter.checks:
        rng = np.random.default_rng(public_seed(chapter.number, check))
        assert missing(check, check.draw(rng)) == []


def oracles(part: Part) -> list[Callable[..., Any]]:
    """Give the oracles that its corners have of their own, but for the examples'."""
    return list({id(c.oracle): c.oracle for c in part.corners if c.oracle}.values())


@every_check
def test_what_judges_corners_agrees_with_the_oracle_in_general(check: Check) -> None:
    for part in check.parts:
        for seed in SEEDS:
            for case in drawn(check, seed).cases:
                if case.part is not part or case.corner:
                    continue
                for oracle in oracles(part):
                    value = oracle(*case.args)
                    value = value if part.piece is None else value[part.piece]
                    got = value.low if isinstance(value, Between) else value
                    named = check.bind(case.args)
                    finding = examine(got, case.expected, case.tolerance, named=named)
                    assert finding is None, (part.name, oracle, finding)


@every_check
def test_zeros_in_place_of_a_corner_are_refused_unless_they_are_right(
    check: Check,
) -> None:
    """So no tolerance is as wide as the numbers that it judges."""
    for case in drawn(check, 0).cases:
        if not case.corner or not isinstance(case.expected, np.ndarray | float):
            continue
        saturated = case.corner in ("moderate numbers", "large numbers")
        if np.abs(case.expected).max() > (1e-12 if saturated else 0.0):
            got = np.zeros_like(case.expected)
            named = check.bind(case.args)
            assert examine(got, case.expected, case.tolerance, named=named), case.corner


# What the measuring itself is worth


def doubled(x: Array, by: float = 2.0) -> Array:
    """Double.

    Examples
    --------
    >>> doubled(np.array([1.0]))
    array([2.])
    """
    return by * x


def draw(rng: np.random.Generator) -> Args:
    return rng.normal(0.0, 1.0, int(rng.integers(2, 5))), float(rng.uniform(3, 4))


LINE = Domain(x=Floats("n"), by=Floats())


def check_with(*own: Corner, domain: Domain = LINE) -> Check:
    return Check(doubled, (Part("all", 2, draw, doubled, corners=own),), domain=domain)


def holes(check: Check) -> list[str]:
    return missing(check, check.draw(np.random.default_rng(0)))


def test_a_check_without_corners_has_holes() -> None:
    said = holes(check_with())
    assert {"n = 1", "an exact 0 in x", "x large", "by left out"} <= set(said)
    assert "by not 2.0" not in said
    assert "example 1" in said


def test_corners_from_the_domain_and_the_docstring_leave_no_hole() -> None:
    made = (*corners(LINE, doubled), *examples(doubled))
    assert holes(check_with(*made)) == []


@pytest.mark.parametrize("left_out", range(5))
def test_each_corner_that_is_taken_away_leaves_a_hole(left_out: int) -> None:
    made = corners(LINE, doubled)
    rest = [corner for i, corner in enumerate(made) if i != left_out]
    assert len(holes(check_with(*rest))) > len(holes(check_with(*made)))


def test_an_edge_in_words_is_asked_for() -> None:
    edges = {"x and by alike": lambda a: a["x"][0] == a["by"] != 0}
    domain = Domain(edges=edges, x=Floats("n"), by=Floats())
    made = (*corners(domain, doubled), *examples(doubled))
    assert holes(check_with(*made, domain=domain)) == ["x and by alike"]
    alike = Corner("x and by alike", lambda rng: (np.array([3.0]), 3.0))
    assert holes(check_with(*made, alike, domain=domain)) == []


def both(x: Array) -> tuple[Array, Array]:
    """Give two results."""
    return x, -x


def test_each_piece_of_a_result_needs_its_own_cases() -> None:
    domain = Domain(x=Floats("n"))
    made = corners(domain, both)
    parts = (
        Part("one", 1, lambda rng: draw(rng)[:1], lambda x: x, piece=0, corners=made),
        Part("other", 1, lambda rng: draw(rng)[:1], lambda x: -x, piece=1),
    )
    said = holes(Check(both, parts, domain=domain))
    assert "n = 1 (result 2)" in said
    assert not any("(result 1)" in words for words in said)


def test_a_shared_corner_is_drawn_once_for_all_parts() -> None:
    made = corners(Domain(x=Floats("n")), both)
    parts = tuple(
        Part(str(i), 1, lambda rng: draw(rng)[:1], lambda x: x, piece=i, corners=made)
        for i in range(2)
    )
    cases = Check(both, parts).draw_corners(np.random.default_rng(0))
    assert len(cases) == 2 * len(made)
    assert len({id(case.args) for case in cases}) == len(made)


def test_every_order_of_two_sizes_is_asked_for_beyond_a_batch_of_one() -> None:
    domain = Domain(A=Floats("N n"))
    words = [requirement.words for requirement in domain.requirements()]
    assert words[:5] == ["N = 1", "n = 1", "N = n", "N < n", "N > n"]
    met = {r.words: r.met for r in domain.requirements()}
    assert not met["N < n"]({"A": np.ones((1, 3))})
    assert met["N < n"]({"A": np.ones((2, 3))})


def test_each_choice_is_asked_for() -> None:
    domain = Domain(name=Choice(("relu", "tanh")))
    words = [requirement.words for requirement in domain.requirements()]
    assert words == ["name 'relu'", "name 'tanh'"]


def applied(f: Callable[[Array], float], x: Array) -> float:
    """Call.

    Examples
    --------
    >>> float(applied(lambda x: x.sum(), np.array([1.0])))
    1.0
    """
    return f(x)


def test_an_example_with_a_function_is_met_by_a_function_known_by_name() -> None:
    (args,) = example_calls(applied)
    assert args[1].tolist() == [1.0]
    domain = Domain(f=Given(), x=Floats("n"))
    for x, met in ((1.0, True), (2.0, False)):
        corner = Corner("it", lambda rng, x=x: (Reference("cubes"), np.array([x])))
        part = Part("all", 1, lambda rng: draw(rng)[:1], lambda *_: 0.0)
        check = Check(applied, (replace(part, corners=(corner,)),), domain=domain)
        assert ("example 1" not in holes(check)) is met
