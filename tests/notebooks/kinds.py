"""What students and editors do to a notebook: each check in it still says "right"."""

from __future__ import annotations

from collections.abc import Callable

from tests.notebooks.model import (
    MINE,
    Notebook,
    append,
    bare,
    cell,
    cells,
    delete,
    demo,
    insert,
    place,
)

Edit = Callable[[Notebook], None]
KINDS: dict[str, Edit] = {}


def kind(edit: Edit) -> Edit:
    """Enter a kind under its name."""
    KINDS[edit.__name__.replace("_", " ")] = edit
    return edit


# Where a function stands


@kind
def all_in_one_cell_and_the_exercises_deleted(notebook: Notebook) -> None:
    delete(notebook, *MINE)
    insert(notebook, place(notebook, "prelude") + 1, "\n\n\n".join(MINE.values()))


@kind
def all_in_one_cell_and_the_stubs_kept(notebook: Notebook) -> None:
    for name in MINE:
        cell(notebook, name)["source"] = f"def {name}(*args):\n    return 0"
    insert(notebook, place(notebook, "neuron_gradient") + 1, "\n\n".join(MINE.values()))
    checks = [f'check("{name}")' for name in MINE]
    insert(notebook, place(notebook, "check_neuron_gradient"), "\n".join(checks))


@kind
def written_in_a_new_cell_with_a_cell_magic(notebook: Notebook) -> None:
    where = place(notebook, "sigmoid")
    cells(notebook)[where : where + 1] = []
    insert(notebook, where, "%%time\n" + MINE["sigmoid"])


@kind
def written_in_a_new_cell_with_a_line_magic(notebook: Notebook) -> None:
    where = place(notebook, "sigmoid")
    delete(notebook, "sigmoid")
    insert(notebook, where, "%matplotlib inline\n" + MINE["sigmoid"])


@kind
def a_lambda(notebook: Notebook) -> None:
    where = place(notebook, "weighted_input")
    delete(notebook, "weighted_input")
    insert(notebook, where, "weighted_input = lambda X, w, b: X @ w + b")


@kind
def no_metadata_and_no_ids(notebook: Notebook) -> None:
    bare(notebook)


@kind
def no_checks_and_a_name_rebound_at_the_end(notebook: Notebook) -> None:
    delete(notebook, *(f"check_{name}" for name in MINE))
    append(notebook, "np = 0")


@kind
def written_in_a_demo_cell(notebook: Notebook) -> None:
    where = demo(notebook, "with np.errstate")
    cells(notebook)[where]["source"] += "\n" + MINE["sigmoid"]
    delete(notebook, "sigmoid")


# What a function uses


@kind
def a_name_of_a_demo_cell(notebook: Notebook) -> None:
    cell(notebook, "weighted_input")["source"] = (
        "def weighted_input(X, w, b):\n    return 0 * prices.sum() + X @ w + b"
    )


@kind
def a_name_of_a_demo_cell_through_a_helper(notebook: Notebook) -> None:
    insert(
        notebook, place(notebook, "sigmoid"), "def nothing():\n    return evenings * 0"
    )
    cell(notebook, "sigmoid")["source"] = MINE["sigmoid"].replace(
        "np.abs(z)", "np.abs(z) + nothing().sum()"
    )


@kind
def a_name_of_a_demo_cell_looked_up_by_its_text(notebook: Notebook) -> None:
    cell(notebook, "weighted_input")["source"] = (
        "def weighted_input(X, w, b):\n    return 0 * eval('prices').sum() + X @ w + b"
    )


@kind
def a_helper_in_a_demo_cell(notebook: Notebook) -> None:
    where = demo(notebook, "prices = ")
    cells(notebook)[where]["source"] += "\ndef dot(a, b):\n    return a @ b"
    source = "def weighted_input(X, w, b):\n    return dot(X, w) + b"
    cell(notebook, "weighted_input")["source"] = source


@kind
def an_import_in_a_copy_of_a_demo_cell(notebook: Notebook) -> None:
    where = demo(notebook, "prices = ")
    copied = dict(cells(notebook)[where], id="copy")
    copied["source"] = "import math\n" + copied["source"]
    cells(notebook).insert(where, copied)
    cell(notebook, "sigmoid_prime")["source"] = (
        "def sigmoid_prime(z):\n    return np.power(sigmoid(z), 1) * math.cos(0)"
        " * (1 - sigmoid(z))"
    )


@kind
def an_import_added_to_the_locked_first_cell(notebook: Notebook) -> None:
    cell(notebook, "prelude")["source"] += "\nimport math"
    source = MINE["sigmoid"].replace(
        "np.exp(-np.abs(z))", "np.power(math.e, -np.abs(z))"
    )
    cell(notebook, "sigmoid")["source"] = source


@kind
def a_helper_added_to_a_check_cell(notebook: Notebook) -> None:
    check = cell(notebook, "check_weighted_input")
    check["source"] += "\ndef small(z):\n    return np.exp(-np.abs(z))"
    source = MINE["sigmoid"].replace("np.exp(-np.abs(z))", "small(z)")
    cell(notebook, "sigmoid")["source"] = source


@kind
def a_function_added_to_its_own_check_cell(notebook: Notebook) -> None:
    check = cell(notebook, "check_sigmoid")
    check["source"] = MINE["sigmoid"] + "\n\n" + check["source"]


@kind
def the_first_cell_deleted(notebook: Notebook) -> None:
    delete(notebook, "prelude")


@kind
def a_further_argument_of_its_own(notebook: Notebook) -> None:
    cell(notebook, "sigmoid")["source"] = """\
def sigmoid(z, derivative=False):
    e = np.exp(-np.abs(z))
    s = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    return s * (1 - s) if derivative else s"""
    cell(notebook, "sigmoid_prime")["source"] = (
        "def sigmoid_prime(z):\n    return sigmoid(z, derivative=True)"
    )


@kind
def two_values_from_an_earlier_function_of_its_own(notebook: Notebook) -> None:
    cell(notebook, "sigmoid_prime")["source"] = """\
def slope_and_value(z):
    return sigmoid(z) * (1 - sigmoid(z)), sigmoid(z)
def sigmoid_prime(z, both=False):
    return slope_and_value(z) if both else slope_and_value(z)[0]"""
    cell(notebook, "neuron_gradient")["source"] = """\
def neuron_gradient(X, y, w, b):
    slope, a = sigmoid_prime(z=weighted_input(X, w=w, b=b), both=True)
    d = (a - y) * slope / len(y)
    return X.T @ d, d.sum()"""


# What happens later


@kind
def a_later_cell_rebinds_sum(notebook: Notebook) -> None:
    source = "def weighted_input(X, w, b):\n    return sum(X.T * w[:, None]) + b"
    cell(notebook, "weighted_input")["source"] = source
    append(notebook, "sum = 0\nfor k in range(3):\n    sum += k")


@kind
def a_later_cell_redefines_a_function(notebook: Notebook) -> None:
    append(notebook, "def sigmoid(z):\n    return z / 0")


@kind
def a_later_cell_deletes_a_function(notebook: Notebook) -> None:
    append(notebook, "del sigmoid, weighted_input")


@kind
def a_later_cell_closes_a_check_of_its_own(notebook: Notebook) -> None:
    append(notebook, "scale = 0\n" + MINE["sigmoid"].replace("1 /", "scale * 1 /"))
    append(notebook, MINE["sigmoid"] + "\n\nfor name in ['sigmoid']:\n    check(name)")


@kind
def the_stub_left_above_and_the_function_far_below(notebook: Notebook) -> None:
    cell(notebook, "sigmoid")["source"] = (
        "def sigmoid(z):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
    )
    insert(notebook, place(notebook, "sigmoid_prime"), MINE["sigmoid"])
    insert(notebook, place(notebook, "sigmoid_prime"), 'check("sigmoid")')


# What does not run in grading


@kind
def numpy_is_told_to_raise(notebook: Notebook) -> None:
    insert(notebook, place(notebook, "prelude") + 1, 'np.seterr(all="raise")')


@kind
def warnings_are_errors(notebook: Notebook) -> None:
    source = 'import warnings\nwarnings.simplefilter("error")'
    insert(notebook, place(notebook, "prelude") + 1, source)


def at_the_head_of_sigmoid(line: str) -> Edit:
    def edit(notebook: Notebook) -> None:
        cell(notebook, "sigmoid")["source"] = f"{line}\n{MINE['sigmoid']}"

    return edit


HEADS = {
    "a magic for pictures": "%matplotlib notebook",
    "a magic for widgets": "%matplotlib widget",
    "an installation": "%pip install tqdm",
    "an installation through the shell": "!pip install tqdm",
    "a shell command that gives lines": "files = !ls\nprint(len(files), files)",
    "a magic that nobody knows": "%some_extension on",
    "an extension": "%load_ext autoreload\n%autoreload 2",
    "files of Colab": "from google.colab import files\nup = files.upload()\nprint(up)",
    "the drive of Colab": "from google.colab import drive\ndrive.mount('/content')",
    "a package that is missing": "import pandas as pd\npd.set_option('a', 1)",
    "a part of a package": "from tqdm.notebook import tqdm",
    "several packages": "import os, scipy.stats, seaborn as sns\nsns.set()",
    "a question": "rate = float(input('learning rate: '))\nprint(rate * 2)",
    "a question in a sentence": "name = input('Your name? ')\nprint('hello ' + name)",
    "a password": "import getpass\nword = getpass.getpass()",
    "a file beside the notebook": "table = np.loadtxt('frost.csv')\nprint(table[0])",
}
for name, line in HEADS.items():
    KINDS[f"{name} at the head of a cell"] = at_the_head_of_sigmoid(line)


@kind
def a_cell_of_another_language(notebook: Notebook) -> None:
    insert(notebook, place(notebook, "sigmoid"), "%%bash\npip list | head")
    insert(notebook, place(notebook, "sigmoid"), "%%html\n<b>note</b>")


@kind
def a_magic_that_takes_the_time_of_a_line(notebook: Notebook) -> None:
    source = MINE["sigmoid"] + "\n\n%time half = sigmoid(np.zeros(1))\n%timeit half * 2"
    cell(notebook, "sigmoid")["source"] = source
    cell(notebook, "sigmoid_prime")["source"] = (
        "def sigmoid_prime(z):\n    return 2 * half * sigmoid(z) * (1 - sigmoid(z))"
    )


@kind
def a_raise_left_behind_finished_code(notebook: Notebook) -> None:
    cell(notebook, "sigmoid")["source"] += (
        "\n\n# YOUR CODE HERE\nraise NotImplementedError()"
    )


@kind
def a_raise_left_before_a_helper(notebook: Notebook) -> None:
    source = "half = 0.5\n" + MINE["sigmoid"]
    cell(notebook, "sigmoid")["source"] = source + "\nraise NotImplementedError()"


def writes_small_to_a_file(magic):
    def edit(notebook):
        where = place(notebook, "sigmoid")
        source = "import numpy as np\ndef small(z):\n    return np.exp(-np.abs(z))"
        insert(notebook, where, f"{magic}\n{source}")
        insert(notebook, where + 1, "import helper")
        source = MINE["sigmoid"].replace("np.exp(-np.abs(z))", "helper.small(z)")
        cell(notebook, "sigmoid")["source"] = source

    return edit


KINDS["a module written by a cell"] = writes_small_to_a_file("%%writefile helper.py")
KINDS["a file written by a cell"] = writes_small_to_a_file('%%file "helper.py"')


@kind
def the_last_output_is_used(notebook):
    insert(notebook, place(notebook, "sigmoid"), "np.float64(2) / 2")
    insert(notebook, place(notebook, "sigmoid"), "one = _")
    source = MINE["sigmoid"].replace("1 /", "one * 1 /")
    cell(notebook, "sigmoid")["source"] = source


@kind
def a_function_decorated_with_an_error_state(notebook):
    cell(notebook, "sigmoid")["source"] = (
        "@np.errstate(over='ignore')\ndef sigmoid(z):\n    return 1 / (1 + np.exp(-z))"
    )


@kind
def a_function_with_a_decorator_of_ones_own(notebook):
    cell(notebook, "sigmoid_prime")["source"] = """\
def counted(function):
    def inner(*args):
        inner.calls += 1
        return function(*args)
    inner.calls = 0
    return inner

@counted
""" + MINE["sigmoid_prime"]


@kind
def a_named_tuple_is_returned(notebook):
    named = "from typing import NamedTuple\n\nclass Slopes(NamedTuple):\n"
    named += "    dw: np.ndarray\n    db: float\n\n"
    cell(notebook, "neuron_gradient")["source"] = named + MINE[
        "neuron_gradient"
    ].replace("return X.T @ d, d.sum()", "return Slopes(X.T @ d, d.sum())")


@kind
def methods_of_a_class(notebook):
    insert(
        notebook,
        place(notebook, "prelude") + 1,
        """\
class Neuron:
    @staticmethod
    def sigmoid(z):
        return np.exp(-np.logaddexp(0, -z))

    @classmethod
    def slope(cls, z):
        return cls.sigmoid(z) * (1 - cls.sigmoid(z))

    def weigh(self, X, w, b):
        return X @ w + b""",
    )
    cell(notebook, "sigmoid")["source"] = "sigmoid = Neuron.sigmoid"
    cell(notebook, "sigmoid_prime")["source"] = "sigmoid_prime = Neuron.slope"
    cell(notebook, "weighted_input")["source"] = "weighted_input = Neuron().weigh"


@kind
def everything_reset_at_the_end(notebook):
    append(notebook, "%reset -f")
    append(notebook, "raise SystemExit('stop here')")


@kind
def a_check_with_a_hint_and_other_quotes(notebook):
    cell(notebook, "check_sigmoid")["source"] = "check('sigmoid', hint=2)"
    cell(notebook, "check_sigmoid_prime")["source"] = "check(name='sigmoid_prime')"
    append(notebook, "sigmoid = sigmoid_prime = None")


@kind
def a_file_written_and_run(notebook):
    where = place(notebook, "sigmoid")
    source = "import numpy as np\ndef small(z):\n    return np.exp(-np.abs(z))"
    insert(notebook, where, f"%%writefile mine.py\n{source}")
    insert(notebook, where + 1, "%run mine.py")
    source = MINE["sigmoid"].replace("np.exp(-np.abs(z))", "small(z)")
    cell(notebook, "sigmoid")["source"] = source
