"""The student's check says right, or what is wrong, and stops the notebook."""

import contextlib
import io
import re
import subprocess
import sys
import types
import warnings
from html.parser import HTMLParser
from time import sleep as wait

import numpy as np
import pytest
from IPython.utils.capture import capture_output

from autograder.sandbox.limits import Limits
from course import check
from course.check import CheckFailed
from course.check import _described as described
from course.codec import write_npz
from course.deadline import OverTime, interrupted_after
from course.panel import PartLine, Report, as_html, as_text, show

X = np.array([[1.0, 2.0, 3.0], [4.0, -5.0, 6.0]])
Z = np.array([0.5, -1.0, 2.0, 0.0])
FAR = np.array([-1000.0, 1000.0])


def sigmoid(z):
    small = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, small) / (1.0 + small)


def case(args, expected, part="ordinary inputs", **more):
    stored = {"part": part, "args": args, "expected": expected, "piece": None}
    return {**stored, "rtol": 1e-9, "atol": 1e-12, "quiet": False, **more}


def exercise(parameters, *cases):
    stored = [
        {**{key: value for key, value in case.items() if key != "args"}, "input": place}
        for place, case in enumerate(cases)
    ]
    inputs = [case["args"] for case in cases]
    names = list(parameters.split())
    return {"parameters": names, "points": 1.0, "inputs": inputs, "cases": stored}


SLOPE = sigmoid(Z) * (1 - sigmoid(Z))
CHAPTER = {
    "chapter": "01",
    "exercises": {
        "weighted_input": exercise(
            "X w b", case((X, np.ones(3), 0.5), X.sum(axis=1) + 0.5)
        ),
        "sigmoid": exercise(
            "z",
            case((Z,), sigmoid(Z)),
            case((Z.reshape(2, 2),), sigmoid(Z).reshape(2, 2)),
            case((FAR,), sigmoid(FAR), "far out", quiet=True),
        ),
        "sigmoid_prime": exercise("z", case((Z,), SLOPE)),
        "both": exercise(
            "z W",
            case((Z, {1: X}), Z.sum(), "the sum", piece=0),
            case((Z, {1: X}), SLOPE, "the slope", piece=1),
        ),
    },
}

SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))\n"


@pytest.fixture
def notebook(tmp_path, monkeypatch, capsys):
    """Run cells as a notebook does, in a folder with the chapter's cases."""
    monkeypatch.chdir(tmp_path)
    write_npz("cases.npz", CHAPTER)

    def run(source):
        namespace = {"__name__": "__main__", "np": np, "check": check}
        try:
            exec(compile(source, "cell", "exec"), namespace)
        finally:
            run.text = capsys.readouterr().out
        return run.text

    return run


def failing(notebook, source):
    with pytest.raises(CheckFailed) as caught:
        notebook(source)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) <= 160
    return notebook.text


def test_a_right_function_is_said_to_be_right(notebook):
    text = notebook(f"{SIGMOID}result = check('sigmoid')\nassert result is None")
    assert text.startswith("sigmoid is right.\n")
    assert "on all 3 cases" in text
    assert "[right] far out" in text


WRONG = {
    "not defined": ("", "`sigmoid` is not defined: run the cell that defines it."),
    "a number": ("sigmoid = 0.5", "`sigmoid` is a single number, not a function"),
    "an object": (
        "sigmoid = np.vectorize(abs)",
        "is of type vectorize, not a function",
    ),
    "a class": ("class sigmoid: pass", "`sigmoid` is a class, not a function"),
    "imported": (
        "from course.codec import pack as sigmoid",
        "`sigmoid` is imported from `course.codec`. Only a function that this notebook",
    ),
    "a function of NumPy's": ("sigmoid = np.exp", "`sigmoid` is imported. Only"),
    "a builtin": ("sigmoid = abs", "`sigmoid` is imported. Only"),
    "too few parameters": (
        "def sigmoid(): return 1",
        "It takes 0 arguments, wanted 1: z.",
    ),
    "too many parameters": (
        "def sigmoid(X, w, b=0): return 1",
        "It takes 3 arguments (X, w, b), wanted 1: z.",
    ),
    "a keyword that is missing": (
        "def sigmoid(z, *, slope): return 1",
        "It takes 2 arguments (z, slope), wanted 1: z.",
    ),
    "nothing returned": ("def sigmoid(z): z + 1", "is a `return` missing?"),
    "an error": (
        "def sigmoid(z):\n    a = 1\n    return a @ z",
        "It raised an error in line 3: ValueError: matmul",
    ),
    "an error in a helper": (
        "def helper(z):\n    return z.size[0]\ndef sigmoid(z):\n    return helper(z)",
        "It raised an error in line 4, inside `helper` in line 2: TypeError",
    ),
    "an error in a comprehension": (
        "def sigmoid(z):\n    return [value['a'] for value in z]",
        "It raised an error in line 2: IndexError",
    ),
    "an error that NumPy words badly": (
        "def sigmoid(z): return np.ones((3, 2)) @ z",
        "ValueError: `@` and `np.dot` sum over the last axis of their left side and "
        "over the first axis of their right side: here these have 2 and 4 elements",
    ),
    "an error inside NumPy": (
        "def sigmoid(z):\n    return np.concatenate(z, 7)",
        "It raised an error in line 2: ",
    ),
    "an exit": ("def sigmoid(z): exit()", "It raised an error in line 1: SystemExit"),
    "an endless recursion": (
        "def sigmoid(z): return sigmoid(z)",
        "It raised an error in line 1: RecursionError",
    ),
    "an error that cannot be printed": (
        "class E(Exception):\n    def __str__(self): raise E\ndef sigmoid(z): raise E",
        "It raised an error in line 3: E",
    ),
    "a changed input": (
        "def sigmoid(z):\n    z += 1\n    return z",
        "changes its argument `z`",
    ),
    "the sign": ("def sigmoid(z): return -1 / (1 + np.exp(-z))", "has the wrong sign"),
    "a warning": (
        "def sigmoid(z): return 1 / (1 + np.exp(-z))",
        "Your result is right, but NumPy warned: overflow encountered in exp.",
    ),
    "a warning made an error": (
        "np.seterr(all='raise')\ndef sigmoid(z): return 1 / (1 + np.exp(-z))",
        "Your result is right, but NumPy warned: overflow encountered in exp.",
    ),
}


@pytest.mark.parametrize("source, words", WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said(notebook, source, words):
    with np.errstate():
        text = failing(notebook, f"{source}\ncheck('sigmoid')")
    assert "sigmoid is not right yet." in text
    assert words in text


@pytest.mark.parametrize(
    "source",
    [
        "def sigmoid(z, slope=1): return 1 / (1 + np.exp(-np.clip(z, -700, 700)))",
        "def sigmoid(*z): return 1 / (1 + np.exp(-np.clip(z[0], -700, 700)))",
        "def sigmoid(x, *, a=1): return 1 / (1 + np.exp(-np.clip(x, -700, 700)))",
        "sigmoid = lambda z: 1 / (1 + np.exp(-np.clip(z, -700, 700)))",
    ],
)
def test_other_parameters_that_can_be_called_are_right(notebook, source):
    assert notebook(f"{source}\ncheck('sigmoid')").startswith("sigmoid is right.")


def test_a_stub_is_not_wrong_but_not_written(notebook):
    source = "def sigmoid(z):\n    # YOUR CODE HERE\n    raise NotImplementedError()\n"
    text = failing(notebook, f"{source}check('sigmoid')")
    assert text == "sigmoid is not written yet.\n"


PRIME = "def sigmoid_prime(z):\n    a = sigmoid(z)\n    return a * (1 - a)\n"
HELPED = "def a(z): return sigmoid(z)\ndef sigmoid_prime(z): return a(z) * (1 - a(z))\n"
BLAMED = {
    "wrong": ("def sigmoid(z): return np.exp(z)", PRIME, "right yet: mend that first"),
    "unwritten": (
        "def sigmoid(z): raise NotImplementedError",
        PRIME,
        "written yet: write that first",
    ),
    "behind a helper": (
        "def sigmoid(z): return np.exp(z)",
        HELPED,
        "right yet: mend that first",
    ),
    "in a comprehension": (
        "def sigmoid(z): return np.exp(z)",
        "def sigmoid_prime(z): return np.array([sigmoid(x) for x in z])\n",
        "right yet: mend that first",
    ),
}


@pytest.mark.parametrize("helper, source, words", BLAMED.values(), ids=BLAMED.keys())
def test_an_earlier_exercise_that_is_wrong_is_blamed(notebook, helper, source, words):
    text = failing(notebook, f"{helper}\n{source}check('sigmoid_prime')")
    assert f"`sigmoid`, which this function uses, is not {words}." in text


def test_an_earlier_exercise_is_not_blamed_where_it_is_right_or_not_used(notebook):
    wrong = "def sigmoid_prime(z): return -sigmoid(z)\ncheck('sigmoid_prime')"
    assert "which this function uses" not in failing(notebook, f"{SIGMOID}{wrong}")
    wrong = "def sigmoid(z): return z\ndef sigmoid_prime(z): return np.sigmoid\n"
    text = failing(notebook, f"{wrong}check('sigmoid_prime')")
    assert "which this function uses" not in text


def test_an_earlier_exercise_that_only_warns_is_not_blamed(notebook):
    warns = "def sigmoid(z): return 1 / (1 + np.exp(-z))\n"
    wrong = "def sigmoid_prime(z): return -sigmoid(z)\ncheck('sigmoid_prime')"
    assert "which this function uses" not in failing(notebook, warns + wrong)


def test_each_part_is_said_to_be_right_or_not(notebook):
    source = "def both(z, W): return [z.sum(), z]\ncheck('both')"
    text = failing(notebook, source)
    assert "Your second result is `z` itself, unchanged." in text
    assert "Called with `z` (4,), `W` {1: (2, 3)}" in text
    assert "[right] the sum" in text
    assert "[not yet] the slope" in text


def test_a_part_that_is_wrong_in_another_way_says_so(notebook):
    text = failing(notebook, "def both(z, W): return -z.sum(), W\ncheck('both')")
    assert "Your first result has the wrong sign" in text
    assert "[not yet] the slope\n      Your second result is a dict, wanted" in text


def test_one_result_more_than_is_asked_is_not_right(notebook):
    more = "def both(z, W): return z.sum(), sigmoid_prime(z), W\ncheck('both')"
    text = failing(notebook, f"{SIGMOID}{PRIME}{more}")
    assert "Your result has 3 elements, wanted 2." in text


def test_what_the_function_prints_is_shown_once(notebook):
    wrong = f"{SIGMOID.replace('return', 'print(z.shape); return')}check('sigmoid')"
    assert notebook(wrong).startswith("(4,)\nsigmoid is right.")
    source = "def sigmoid(z):\n    print('x' * 10**6)\n    return z\ncheck('sigmoid')"
    assert len(failing(notebook, source)) < 3000


def test_an_interrupt_from_the_keyboard_passes_through(notebook):
    with pytest.raises(KeyboardInterrupt):
        notebook("def sigmoid(z): raise KeyboardInterrupt\ncheck('sigmoid')")


def test_what_does_not_end_is_stopped(notebook, monkeypatch):
    asked = sys.modules["course.check"]
    assert Limits().exercise_seconds == asked.SECONDS
    monkeypatch.setattr(asked, "SECONDS", 0.2)
    loop = "def sigmoid(z):\n    while True:\n        try:\n            1 / 0\n"
    loop += "        except Exception:\n            pass\ncheck('sigmoid')"
    assert "Is there a loop that does not end" in failing(notebook, loop)


def test_what_is_right_but_slow_is_told(notebook, monkeypatch):
    assert "grading stops it" not in notebook(f"{SIGMOID}check('sigmoid')")
    clock = types.SimpleNamespace(monotonic=iter([0.0, 7.0]).__next__)
    monkeypatch.setattr(sys.modules["course.check"], "time", clock)
    slow = notebook(f"{SIGMOID}check('sigmoid')")
    assert slow.startswith("sigmoid is right.")
    assert "It took 7 seconds; grading stops it after 10" in slow


def test_of_two_deadlines_the_one_that_ends_sooner_counts():
    for outer, inner in ((0.1, 60.0), (60.0, 0.1)):
        soon = pytest.raises(OverTime)
        with soon, interrupted_after(outer), interrupted_after(inner):
            wait(5)


def test_a_deadline_goes_on_when_one_inside_it_is_over():
    with pytest.raises(OverTime), interrupted_after(0.4):
        with contextlib.suppress(OverTime), interrupted_after(0.1):
            wait(5)
        wait(5)


def test_the_settings_of_numpy_and_of_warnings_stay_as_they_were(notebook):
    before, filters = np.geterr(), list(warnings.filters)
    source = "def sigmoid(z):\n    np.seterr(all='ignore')\n    return z\n"
    failing(notebook, f"{source}check('sigmoid')")
    assert np.geterr() == before
    assert warnings.filters == filters


def test_the_stored_cases_are_not_changed_by_a_function(notebook):
    source = "def both(z, W): W[1] *= 0; W.clear(); return 1\n"
    failing(notebook, f"{source}check('both')")
    right = "def both(z, W): return z.sum(), sigmoid_prime(z)\ncheck('both')"
    text = notebook(f"{SIGMOID}{PRIME}{right}")
    assert text.startswith("both is right.")


def test_an_unknown_exercise_gives_the_nearest_name(notebook):
    text = failing(notebook, "check('sigmoyd')")
    assert "knows no exercise `sigmoyd`, but `sigmoid`" in text
    text = failing(notebook, "check('convolve')")
    assert "Is it the file of another chapter?" in text


def test_a_name_without_quotes_is_told(notebook):
    with pytest.raises(CheckFailed, match="goes in quotes"):
        notebook(f"{SIGMOID}check(sigmoid)")


def test_missing_cases_are_told(notebook, tmp_path):
    (tmp_path / "cases.npz").unlink()
    text = failing(notebook, f"{SIGMOID}check('sigmoid')")
    assert text.startswith("sigmoid cannot be checked.")
    assert "There is no `cases.npz` in this folder." in text


UNREADABLE = {
    "text": lambda path: path.write_text("hello"),
    "nothing": lambda path: path.write_bytes(b""),
    "another value": lambda path: write_npz(path, [1, 2]),
    "cases without arguments": lambda path: write_npz(
        path,
        {"exercises": {"sigmoid": {"parameters": [], "inputs": [()], "cases": [{}]}}},
    ),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("spoil", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_unreadable_cases_are_told(notebook, tmp_path, spoil):
    spoil(tmp_path / "cases.npz")
    text = failing(notebook, f"{SIGMOID}check('sigmoid')")
    assert "`cases.npz` cannot be read. Fetch the chapter again" in text


def test_cases_that_are_replaced_are_read_again(notebook, tmp_path):
    notebook(f"{SIGMOID}check('sigmoid')")
    write_npz(tmp_path / "cases.npz", {"exercises": {"other": exercise("z")}})
    assert "knows no exercise" in failing(notebook, f"{SIGMOID}check('sigmoid')")


@pytest.fixture
def shell(ipython):
    """An IPython shell, which displays as Jupyter does."""
    ipython.run_cell("import numpy as np\nfrom course import check")
    return ipython


def run(shell, source):
    with capture_output() as captured:
        result = shell.run_cell(source)
    return result, captured


def test_jupyter_shows_a_panel_and_says_nothing_twice(notebook, shell):
    result, captured = run(shell, "def sigmoid(z): return -z\ncheck('sigmoid')")
    panel, *others = captured.outputs
    assert set(panel.data) == {"text/html", "text/plain"}
    assert "sigmoid is not right yet." in panel.data["text/plain"]
    assert [other.data for other in others] == []
    assert result.error_in_exec is None
    assert "sigmoid" not in captured.stdout + captured.stderr


@pytest.mark.parametrize("body", ["return -z", "raise NotImplementedError()"])
def test_nbgrader_reads_no_points_from_what_is_not_right(notebook, shell, body):
    result, _ = run(shell, f"def sigmoid(z): {body}\ncheck('sigmoid')")
    data, _ = shell.display_formatter.format(result.result)
    assert data.keys() == {"text/plain", "text/html"}
    assert data["text/plain"] == "0"
    shown = re.sub("<style>.*?</style>|<[^>]*>", "", data["text/html"])
    assert shown == "", "the panel has said it"


def test_jupyter_shows_the_line_that_went_wrong(notebook, shell):
    source = "def sigmoid(z):\n    return z @ 'a'\ncheck('sigmoid')"
    _, captured = run(shell, source)
    html = captured.outputs[0].data["text/html"]
    assert "It raised an error in line 2, " in html
    assert "return z @ &#x27;a&#x27;</code>" in html


def python(*arguments, cwd=None):
    command = [sys.executable, *arguments]
    return subprocess.run(command, check=False, cwd=cwd, capture_output=True, text=True)


def test_a_script_prints_the_text(tmp_path):
    write_npz(tmp_path / "cases.npz", CHAPTER)
    source = "from course import check\ndef sigmoid(z): return -z\ncheck('sigmoid')"
    (tmp_path / "work.py").write_text(source)
    done = python("work.py", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("sigmoid is not right yet.")
    assert "course.check.CheckFailed: sigmoid is not right yet." in done.stderr


def test_importing_the_course_loads_neither_matplotlib_nor_ipython():
    source = "import course, sys; print(*sys.modules)"
    done = python("-c", source)
    loaded = done.stdout.split()
    assert "course.check" in loaded
    assert not {"matplotlib", "IPython", "ipywidgets", "solutions"} & set(loaded)


def test_check_is_the_function_however_it_is_imported():
    source = (
        "import course.check\nfrom course import check\nassert callable(check)\n"
        "from course.check import check as same\nassert check is same"
    )
    assert python("-c", source).returncode == 0


class Balanced(HTMLParser):
    """Collects the tags, and sees that each is closed in its turn."""

    def __init__(self, html):
        super().__init__()
        self.open, self.seen = [], set()
        self.feed(html)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.seen.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


HOSTILE = '<script>alert(1)</script> "><img src=x onerror=y> `<b>` \ud800 &amp;'
REPORT = Report(
    HOSTILE,
    "wrong",
    (HOSTILE, "second"),
    HOSTILE,
    (PartLine(HOSTILE, False, HOSTILE), PartLine("b", True)),
)


def test_the_panel_holds_no_markup_of_the_students():
    html = as_html(REPORT)
    seen = Balanced(html).seen
    assert seen <= {"div", "p", "span", "strong", "code", "ul", "li"}
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    html.encode("utf-8")
    as_text(REPORT).encode("utf-8")


@pytest.mark.parametrize("state", ["right", "wrong", "unwritten", "impossible"])
def test_the_panel_says_its_state_in_words_and_takes_the_themes_colours(state):
    html = as_html(Report("sigmoid", state))
    assert re.search(r'role="group" aria-label="Check: sigmoid (is|cannot) ', html)
    assert "var(--jp-layout-color1, " in html
    assert "var(--jp-content-font-color1, " in html
    assert 'aria-hidden="true"' in html


def test_a_console_that_knows_few_letters_gets_what_it_can_show(monkeypatch):
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    show(Report("relu", "wrong", ("right where Z ≤ 0",)))
    sys.stdout.flush()
    assert raw.getvalue().split(b"\n")[1].strip() == b"right where Z ? 0"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({n: (n,) for n in range(1000)}, "10: (10,), 11: (11,), and 988 more}"),
        ({1: Z, 2: 0.123456}, "{1: (4,), 2: 0.1235}"),
        ((X, Z), "((2, 3), (4,))"),
        ([0.123456] * 3, "[0.1235, 0.1235, 0.1235]"),
        ([1.0] * 50, "1, and 38 more]"),
        ((3, 4), "(3, 4)"),
    ],
)
def test_what_a_function_was_called_with_is_said_in_short(value, words):
    assert described(value).endswith(words)
