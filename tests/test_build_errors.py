"""What an author can get wrong is named with file and line."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.build import BuildError, build_chapter
from tests.tiny_course import CHAPTER, SLOPES, TEXT, write_course

FILE = "chapters/31/slopes.md"

LINE = """\
```{code-cell} ipython3
:tags: [exercise]

from solutions.slopes import line
```
"""
BEND = LINE.replace("import line", "import bend")
SHIFT = """\
```{code-cell} ipython3
:tags: [given]

from solutions.earlier import shift
```
"""
LIMIT = SHIFT.replace("shift", "LIMIT")
DEMO = "values = line(np.arange(3.0), 0.5)"
ANSWER = '+++ {"tags": ["answer"], "grade_id": "why_it_stops"}'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_course(tmp_path)


def line_of(text: str, wanted: str) -> int:
    return text[: text.index(wanted)].count("\n") + 1


def without(text: str) -> str:
    return TEXT.replace(text, "")


def swapped(one: str, other: str) -> str:
    return TEXT.replace(one, "@").replace(other, one).replace("@", other)


def planted(cell: str) -> str:
    return TEXT.replace("Then a bend.", cell)


def code(tags: str, source: str) -> str:
    return f"```{{code-cell}} ipython3\n:tags: {tags}\n\n{source}\n```\n"


MISTAKES = {  # what: (chapter, where the line at fault begins, words of the message)
    "an unknown tag": (
        planted(code("[dmeo]", "x = 1  # here")),
        "x = 1  # here",
        "the tag 'dmeo' is unknown; use one of exercise, given, demo",
    ),
    "no tag": (
        planted("```{code-cell} ipython3\nx = 1  # here\n```\n"),
        "x = 1  # here",
        "exactly one tag of exercise, given, demo; this has 0",
    ),
    "two tags": (
        planted(code("[demo, given]", "x = 1  # here")),
        "x = 1  # here",
        "this has 2",
    ),
    "a tag that is no list": (
        planted(code("demo", "x = 1")),
        ":tags: demo\n",
        "tags are a list, `[demo]`",
    ),
    "a Markdown tag that is no list": (
        TEXT.replace('["answer"]', '"answer"'),
        '+++ {"tags": "answer"',
        "tags are a list",
    ),
    "an option that no notebook has": (
        planted("```{code-cell} ipython3\n:tags: [demo]\n:name: 1\n\nx = 1\n```"),
        ":name: 1",
        "name is wrong: 1 is not of type 'string'",
    ),
    "two imports in an exercise": (
        TEXT.replace("import line", "import line\nfrom solutions.slopes import bend"),
        "from solutions.slopes import line",
        "exactly one line, `from solutions.MODULE import NAME`",
    ),
    "two names in an exercise": (
        TEXT.replace("import line", "import line, bend"),
        "from solutions.slopes import line",
        "exactly one line",
    ),
    "an import over three lines": (
        TEXT.replace("import shift", "import (\n    shift\n)"),
        "from solutions.earlier import (",
        "exactly one line",
    ),
    "a name that is imported as another": (
        TEXT.replace("import shift", "import shift as move"),
        "from solutions.earlier import shift",
        "exactly one line",
    ),
    "everything at once": (
        TEXT.replace("import shift", "import *"),
        "from solutions.earlier import *",
        "exactly one line",
    ),
    "a given cell from elsewhere": (
        planted(code("[given]", "from numpy.linalg import norm")),
        "from numpy.linalg",
        "the tag given wants exactly one line",
    ),
    "an exercise that the table does not have": (
        planted(code("[exercise]", "from solutions.slopes import spare")),
        "from solutions.slopes import spare",
        "spare is no exercise of the table in autograder/checks/slopes.py",
    ),
    "an exercise of the table that the chapter does not have": (
        without(BEND),
        "A slope.",
        "has the exercise bend; add a cell that imports it",
    ),
    "another order than the table's": (
        swapped("slopes import line", "slopes import bend"),
        "from solutions.slopes import bend",
        "bend stands where the table in autograder/checks/slopes.py has line",
    ),
    "an exercise twice": (
        planted(LINE.replace("import line", "import line  # again")),
        "from solutions.slopes import line  # again",
        "the id 'line' is taken by the cell at line 35",
    ),
    "a given cell of an exercise": (
        planted(code("[given]", "from solutions.slopes import line  # again")),
        "from solutions.slopes import line  # again",
        "the id 'line' is taken",
    ),
    "an answer with the id of an exercise": (
        TEXT.replace("why_it_stops", "line"),
        "It stops",
        "the id 'line' is taken",
    ),
    "an answer with the id of a check": (
        TEXT.replace("why_it_stops", "check_line"),
        "It stops",
        "the id 'check_line' is taken",
    ),
    "an answer with the id of the first cell": (
        TEXT.replace("why_it_stops", "prelude"),
        "It stops",
        "the id 'prelude' is taken",
    ),
    "an answer twice": (
        planted(f"{ANSWER}\n\nAgain.\n\n+++\n"),
        "Again.",
        "the id 'why_it_stops' is taken",
    ),
    "an answer that the table does not have": (
        TEXT.replace("why_it_stops", "how_it_stops"),
        "It stops",
        "the answer 'how_it_stops' has no points in",
    ),
    "an answer of the table that the chapter does not have": (
        TEXT.replace(ANSWER, "+++"),
        "A slope.",
        "has the answer 'why_it_stops'; add a cell with that grade_id",
    ),
    "an answer without an id": (
        TEXT.replace(ANSWER, '+++ {"tags": ["answer"]}'),
        "It stops",
        "an answer needs a grade_id",
    ),
    "an id with a space": (
        TEXT.replace("why_it_stops", "why it stops"),
        "It stops",
        "an answer needs a grade_id of letters, digits and _",
    ),
    "an id without a tag": (
        TEXT.replace('"tags": ["answer"], ', ""),
        "It stops",
        "has a grade_id and no tag; tag it answer",
    ),
    "a Markdown cell that is tagged demo": (
        TEXT.replace('"tags": ["answer"]', '"tags": ["demo"]'),
        "It stops",
        "a Markdown cell has no tag or the tag answer, not demo",
    ),
    "a module that does not exist": (
        TEXT.replace("solutions.slopes import line", "solutions.sloops import line"),
        "from solutions.sloops",
        "there is no solutions/sloops.py",
    ),
    "a function that does not exist": (
        planted(code("[given]", "from solutions.slopes import lines")),
        "from solutions.slopes import lines",
        "solutions/slopes.py defines no lines",
    ),
    "a function that the module itself imports": (
        TEXT.replace("solutions.earlier import shift", "solutions.slopes import shift"),
        "from solutions.slopes import shift",
        "write `from solutions.earlier import shift`",
    ),
    "a helper that is missing": (
        without(SHIFT),
        "from solutions.slopes import line",
        "line needs shift, which no cell before it defines; add a `given` cell above "
        "this one with `from solutions.earlier import shift`",
    ),
    "a constant that is missing": (
        without(LIMIT),
        "from solutions.slopes import line",
        "with `from solutions.earlier import LIMIT`",
    ),
    "a helper that comes too late": (
        without(SHIFT).replace("Then a bend.", SHIFT),
        "from solutions.slopes import line",
        "move the cell of shift above this one",
    ),
    "a name of the standard library": (
        planted(code("[given]", "from solutions.slopes import spare")),
        "from solutions.slopes import spare",
        "spare needs math, which no cell before it defines; the notebook knows only "
        "Any, Array, Callable, check, np; write it without math",
    ),
    "a decorated function": (
        planted(code("[given]", "from solutions.slopes import decorated")),
        "from solutions.slopes import decorated",
        "a cell cannot show a decorated function",
    ),
    "a demo that is not Python": (
        TEXT.replace(DEMO, "values = line(np.arange(3.0), 0.5\n"),
        "values = line",
        "this is not Python: '(' was never closed",
    ),
    "a cell that runs on into the text": (
        TEXT.replace("import shift\n```\n", "import shift\n"),
        "First a line",
        "this is not Python: invalid syntax; is the closing fence of the cell missing?",
    ),
    "an exercise that is not Python": (
        TEXT.replace("slopes import line", "slopes import"),
        "from solutions.slopes import\n",
        "this is not Python",
    ),
    "a magic": (
        TEXT.replace(DEMO, "%matplotlib inline"),
        "%matplotlib",
        "this is not Python",
    ),
    "a demo that imports the solutions": (
        TEXT.replace(DEMO, "from solutions.slopes import line as l"),
        "from solutions.slopes import line as l",
        "a demo cell imports solutions, which students do not have",
    ),
    "a demo that imports the solutions' package": (
        TEXT.replace(DEMO, "if True:\n    import solutions.slopes"),
        "    import solutions.slopes",
        "a demo cell imports solutions",
    ),
    "a demo that imports the autograder": (
        TEXT.replace(DEMO, "import autograder.oracle"),
        "import autograder.oracle",
        "a demo cell imports autograder",
    ),
    "a demo that shadows a function of the student": (
        TEXT.replace(DEMO, "line = np.arange(3.0)"),
        "import numpy as np\n\nline",
        "gives line a new meaning",
    ),
    "a demo that shadows the check": (
        TEXT.replace(DEMO, "check = 1"),
        "import numpy as np\n\ncheck",
        "gives check a new meaning",
    ),
    "a directive": (
        planted("```{note}\nHear.\n```"),
        "```{note}",
        "stock JupyterLab shows this directive raw",
    ),
    "a code cell inside a list": (
        planted("- one\n  ```{code-cell} ipython3\n  x = 1\n  ```"),
        "  ```{code-cell} ipython3\n  x",
        "a ```{code-cell} that begins in the first column",
    ),
    "a worked comment within a line": (
        planted("Then 2. <!-- worked: 1 + 1 -> 2 -->"),
        "Then 2.",
        "a worked comment stands on a line of its own",
    ),
    "a raw cell": (
        planted("```{raw-cell}\nHear.\n```"),
        "Hear.",
        "a raw cell is not shown",
    ),
    "metadata of nbgrader": (
        planted('+++ {"nbgrader": {}}\n\nHear.'),
        "Hear.",
        "the build writes nbgrader's metadata; remove it",
    ),
    "metadata that is not JSON": (
        planted("+++ {tags}\n\nHear."),
        "+++ {tags}",
        "the metadata cannot be read",
    ),
    "options that are not YAML": (
        planted(code("[demo", "x = 1")),
        "```{code-cell} ipython3\n:tags: [demo\n",
        "the metadata cannot be read",
    ),
    "no front matter": (
        TEXT.split("---\n", 2)[2],
        "",
        "the front matter names no kernelspec python3",
    ),
    "no title": (
        TEXT.replace("# Slopes\n", "Slopes\n"),
        "Slopes\n",
        "a chapter begins with its title, `# ...`",
    ),
    "nothing at all": (
        TEXT[: TEXT.index("# Slopes")],
        "",
        "a chapter begins with its title",
    ),
}


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_of_the_author_is_named_with_file_and_line(tmp_path, what):
    text, fault, words = MISTAKES[what]
    assert text != TEXT
    root = write_course(tmp_path, text)
    with pytest.raises(BuildError) as caught:
        build_chapter(CHAPTER, root)
    message = str(caught.value)
    assert message.startswith(f"{FILE}:{line_of(text, fault)}: "), message
    assert words in message
    assert "\n" not in message
    assert not (root / "build").exists()


@pytest.mark.parametrize(
    "name, words",
    [
        ("silent", "has no docstring, and that is the exercise's statement; write it"),
        ("hollow", "has no line after its docstring; write the model answer there"),
        ("crammed", "has no line after its docstring"),
        ("decorated", "is decorated in solutions/slopes.py"),
        ("annotated", "annotated needs math"),
    ],
)
def test_a_function_that_cannot_be_an_exercise_is_refused(tmp_path, name, words):
    def function(x):
        return x

    function.__name__ = name
    first, second = CHAPTER.checks
    chapter = replace(CHAPTER, checks=(first, replace(second, function=function)))
    text = TEXT.replace("import bend", f"import {name}")
    with pytest.raises(BuildError, match=re.escape(words)):
        build_chapter(chapter, write_course(tmp_path, text))


def test_a_constant_cannot_be_an_exercise(tmp_path):
    def function(x):
        return x

    function.__name__ = "STEP"
    first, second = CHAPTER.checks
    chapter = replace(CHAPTER, checks=(first, replace(second, function=function)))
    root = write_course(
        tmp_path, TEXT.replace("import bend", "import STEP"), SLOPES + "\nSTEP = 1\n"
    )
    with pytest.raises(BuildError, match=r"STEP at .* is not a function; tag the cell"):
        build_chapter(chapter, root)


def test_a_missing_chapter_file_is_named(root):
    (root / FILE).unlink()
    message = re.escape(f"{FILE}:1: there is no such file; write it")
    with pytest.raises(BuildError, match=message):
        build_chapter(CHAPTER, root)


def test_a_chapter_in_another_encoding_is_refused(root):
    (root / FILE).write_bytes(TEXT.encode() + b"\xff")
    with pytest.raises(BuildError, match=r"slopes\.md:1: this is not UTF-8 text"):
        build_chapter(CHAPTER, root)


def test_a_broken_module_of_solutions_is_named(tmp_path):
    root = write_course(tmp_path, slopes="def line(:\n")
    with pytest.raises(BuildError, match=r"slopes\.py:1 is not Python: invalid syntax"):
        build_chapter(CHAPTER, root)


def test_what_nbgrader_would_not_take_is_not_written(root):
    chapter = replace(CHAPTER, answers={"why_it_stops": -1.0})
    with pytest.raises(BuildError, match=r"slopes\.md:1: the notebook is not valid"):
        build_chapter(chapter, root)
