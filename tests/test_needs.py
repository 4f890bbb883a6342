"""Demo cells run for the names that what is judged uses, and for no others."""

import dis

import pytest

from course.afresh import needs
from course.afresh.needs import LOADS, STORES, Needs, every, names

MANY = "\n".join(f"n{i} = n{i - 1}" for i in range(1, 400))
SOURCES = [
    MANY,
    "def f(x):\n    " + MANY.replace("\n", "\n    ") + "\n    return a.b(c) + x.T",
    "class C(B):\n    y = z\n    def m(self):\n        global g\n        g = h",
    "import a.b as c, d\nfrom e import f\nfor i in [j for j in k]:\n    del i",
]


@pytest.mark.parametrize("source", SOURCES)
def test_names_are_those_that_dis_gives(source):
    for code in every(compile(source, "<test>", "exec")):
        for which in (LOADS, STORES):
            wanted = [
                step.argval
                for step in dis.get_instructions(code)
                if step.opcode in which
            ]
            assert list(names(code, which)) == wanted


def needed(*cells):
    steps = [(kind, text, None) for kind, text in cells]
    code = lambda text: compile(text, "<cell>", "exec")  # noqa: E731
    return Needs(steps, code, ["f"]).needed()


PRELUDE = ("run", "import numpy as np")
F = ("run", "def f(x):\n    return x.T + y")


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        ([("demo", "y = 1"), F], {1, 2}),
        ([("demo", "T = 1"), F], set()),  # an attribute is no name
        ([("demo", "x = 1"), F], set()),  # nor is a parameter
        ([("demo", "import numpy as np\nz = 1"), F], set()),
        ([("demo", "z = 1"), ("demo", "y = z"), ("demo", "w = y"), F], {1, 2, 4}),
        ([("demo", "z = 1"), ("run", "def y():\n    return z"), F], {1, 2, 3}),
        ([("demo", "z = 1"), ("run", "print(z)"), F], {3}),
        ([("demo", "def f(x):\n    return 1")], {1}),
    ],
)
def test_a_demo_cell_is_needed_for_its_names(cells, wanted):
    assert needed(PRELUDE, *cells) == wanted


def test_what_a_function_uses_is_followed_through_helpers():
    namespace = {"a": 1, "g": 2}
    exec("def h(): return a\ndef f(x): return h() + missing + np.g", namespace)
    seen = needs.uses(namespace["f"], namespace)
    assert seen["a"] == 1
    assert seen["missing"] is needs.MISSING
    assert needs.unchanged(seen, namespace)
    namespace["a"] = [1]
    assert not needs.unchanged(seen, namespace)
    assert not needs.unchanged(needs.uses(namespace["f"], namespace), namespace)
