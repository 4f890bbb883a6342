"""A submission is rebuilt on the release: only the student's work comes over."""

import copy

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.grading.skeleton import CHANGED, RESTORED, grade_id, lay_out


def nbgrader(name, **about):
    base = {"grade": False, "solution": False, "locked": False, "task": False}
    return {"nbgrader": {**base, "grade_id": name, "schema_version": 3, **about}}


@pytest.fixture
def release():
    """A title, a prelude, two exercises with their checks, a demo, an answer."""

    def exercise(name):
        stub = f"def {name}(x):\n    raise NotImplementedError()"
        check = nbgrader(f"check_{name}", grade=True, locked=True, points=2)
        return [
            new_code_cell(stub, id=name, metadata=nbgrader(name, solution=True)),
            new_code_cell(f'check("{name}")', id=f"check-{name}", metadata=check),
        ]

    prelude = nbgrader("prelude", locked=True)
    answer = nbgrader("why", grade=True, solution=True, points=2)
    return new_notebook(
        cells=[
            new_markdown_cell("# Title", id="title"),
            new_code_cell("import numpy as np", id="prelude", metadata=prelude),
            *exercise("one"),
            new_code_cell("plot()", id="demo", metadata={"tags": ["demo"]}),
            *exercise("two"),
            new_markdown_cell("YOUR ANSWER HERE", id="why", metadata=answer),
        ]
    )


ONE = "def one(x):\n    return 1"
TWO = "def two(x):\n    return 2"


@pytest.fixture
def work(release):
    """The release with both exercises done."""
    done = copy.deepcopy(release)
    by_id(done)["one"].source = ONE
    by_id(done)["two"].source = TWO
    return done


def by_id(notebook):
    return {cell.id: cell for cell in notebook.cells}


def sources(notebook):
    return [cell.source for cell in notebook.cells]


def rebuild(submission, release):
    return lay_out(submission, release).notebook


def cells_that_run(submission, release):
    steps = lay_out(submission, release).steps
    return [step.text for step in steps if step.kind == "run"]


def test_the_release_itself_comes_back_unchanged(release):
    assert rebuild(release, release) == release


def test_solutions_come_over_and_rebuilding_twice_changes_nothing(work, release):
    rebuilt = rebuild(work, release)
    assert cells_that_run(work, release) == ["import numpy as np", ONE, TWO]
    assert rebuild(rebuilt, release) == rebuilt


def test_demo_and_check_cells_do_not_run(work, release):
    assert not {"plot()", 'check("one")'} & set(cells_that_run(work, release))


def delete_checks(notebook):
    notebook.cells = [c for c in notebook.cells if not c.id.startswith("check")]


def reorder(notebook):
    notebook.cells.reverse()


def retype(notebook):
    for cell in notebook.cells:
        cell.cell_type = "raw"


def raise_points(notebook):
    for cell in notebook.cells:
        cell.metadata.get("nbgrader", {})["points"] = 1000


def rewrite_checks(notebook):
    for cell in notebook.cells:
        if cell.id.startswith("check"):
            cell.source = "1000"
            cell.metadata.tags = ["skip-execution"]


def drop_metadata(notebook):
    for cell in notebook.cells:
        cell.metadata = nbformat.NotebookNode()


def drop_metadata_and_ids(notebook):
    drop_metadata(notebook)
    for cell in notebook.cells:
        del cell["id"]


def rename_ids(notebook):
    for number, cell in enumerate(notebook.cells):
        cell.id = f"renamed-{number}"


def attach(notebook):
    for cell in notebook.cells:
        cell.attachments = {"x.png": {"image/png": "AAAA"}}
        cell.outputs = [{"output_type": "stream", "text": "1000"}]
    notebook.metadata = {"kernelspec": {"name": "bash"}, "widgets": {}}


@pytest.mark.parametrize(
    "damage",
    [
        delete_checks,
        reorder,
        retype,
        raise_points,
        rewrite_checks,
        drop_metadata,
        drop_metadata_and_ids,
        rename_ids,
        attach,
    ],
)
def test_honest_work_survives_a_damaged_notebook(work, release, damage):
    wanted = rebuild(work, release)
    damage(work)
    kept = [c for c in rebuild(work, release).cells if not c.id.startswith("extra")]
    assert kept == wanted.cells
    assert {ONE, TWO} <= set(cells_that_run(work, release))


def test_an_extra_cell_runs_behind_the_cell_that_it_followed(work, release):
    work.cells.insert(3, new_code_cell("helper = 1"))
    work.cells.insert(0, new_code_cell("first = 1"))
    assert cells_that_run(work, release) == [
        "first = 1",
        "import numpy as np",
        ONE,
        "helper = 1",
        TWO,
    ]


def test_of_a_duplicated_cell_the_last_version_counts(work, release):
    copied = copy.deepcopy(by_id(work)["one"])
    copied.source = "def one(x):\n    return 11"
    work.cells.insert(3, copied)
    runs_now = cells_that_run(work, release)
    assert runs_now.index(ONE) < runs_now.index(copied.source)


def test_an_untouched_copy_of_a_solution_cell_does_not_undo_it(work, release):
    work.cells.append(copy.deepcopy(by_id(release)["one"]))
    assert cells_that_run(work, release).count(ONE) == 1
    assert by_id(release)["one"].source not in sources(rebuild(work, release))


def test_a_changed_locked_cell_runs_as_left_and_the_released_one_behind_it(
    work, release
):
    by_id(work)["prelude"].source = "import math"
    assert cells_that_run(work, release)[:2] == ["import math", "import numpy as np"]
    layout = lay_out(work, release)
    assert by_id(layout.notebook)["prelude"] == by_id(release)["prelude"]
    assert layout.remarks == {1: CHANGED}


@pytest.mark.parametrize("how", [list.reverse, lambda cells: cells.pop(1)])
def test_a_locked_cell_that_is_missing_or_late_runs_first_of_all(work, release, how):
    how(work.cells)
    assert cells_that_run(work, release)[0] == "import numpy as np"
    assert lay_out(work, release).remarks == {1: RESTORED}


def test_a_stub_says_nothing_where_another_cell_defines_its_function(work, release):
    by_id(work)["one"].source = by_id(release)["one"].source
    work.cells.append(new_code_cell(f"import math\n{ONE}"))
    assert by_id(release)["one"].source not in cells_that_run(work, release)


def test_a_check_stands_where_it_stood_or_behind_the_last_definition(work, release):
    def order():
        steps = lay_out(work, release).steps
        return [step.text for step in steps if step.kind != "demo"][1:]

    assert order() == [ONE, "one", TWO, "two"]
    work.cells.append(new_code_cell("x = 1"))
    delete_checks(work)
    assert order() == [ONE, "one", TWO, "two", "x = 1"]
    work.cells.append(new_code_cell("two = lambda x: 2"))
    assert order() == [ONE, "one", TWO, "x = 1", "two = lambda x: 2", "two"]
    work.cells.append(new_code_cell("check('two')"))
    work.cells.append(new_code_cell("del one, two"))
    assert order()[-3:] == ["two = lambda x: 2", "two", "del one, two"]


@pytest.mark.parametrize(
    "submission",
    [
        {},
        [],
        None,
        7,
        {"cells": None},
        {"cells": [None, 7, "x", [], {}]},
        {"cells": [{"cell_type": 7, "source": 7, "metadata": 7, "id": []}]},
        {"cells": [{"metadata": {"nbgrader": {"grade_id": []}, "tags": 7}}]},
        {"cells": [{"source": ["x", 7, None], "metadata": {"nbgrader": 7}}]},
        {"cells": [{"source": "x" * 10**6, "metadata": {}}]},
        {"cells": [{"source": "\ud800", "metadata": {}}]},
    ],
)
def test_nonsense_leaves_the_release(submission, release):
    rebuilt = rebuild(submission, release)
    nbformat.validate(rebuilt)
    kept = [c for c in rebuilt.cells if not c.id.startswith("extra")]
    assert kept == release.cells


def test_every_graded_cell_is_there_exactly_once(work, release):
    work.cells *= 3
    ids = [grade_id(cell) for cell in rebuild(work, release).cells if grade_id(cell)]
    assert ids == [grade_id(cell) for cell in release.cells if grade_id(cell)]
