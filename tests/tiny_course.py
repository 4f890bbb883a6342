"""A course of one small chapter, written to a folder of its own."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from autograder.checks.model import Chapter, Check, Part

EARLIER = '''\
"""What came before."""

import numpy as np

from solutions import Array

LIMIT = 3.0


def shift(x: Array) -> Array:
    """Move everything one to the right."""
    return x + 1.0
'''

SLOPES = '''\
"""The chapter's own module."""

import math

import numpy as np

from solutions import Array
from solutions.earlier import LIMIT, shift


def line(x: Array, m: float) -> Array:
    r"""Give a line that stops rising.

    .. math:: y = \\min(m (x + 1), 3)

    Examples
    --------
    >>> line(np.array([0.0]), 2.0)
    array([2.])
    """
    y = m * shift(x)

    # The line stops here.
    return np.minimum(y, LIMIT)


def bend(x: Array) -> Array:
    """Give a parabola."""
    return 0.5 * x**2 - line(x, 1.0)


def spare(x: Array) -> Array:
    """Give a number that needs the standard library."""
    return x * math.pi


@np.vectorize
def decorated(x: float) -> float:
    """Give it back."""
    return x


def silent(x: Array) -> Array:
    return x - 1.0


def hollow(x: Array) -> Array:
    """Say much, do nothing."""


def crammed(x: Array) -> Array:
    """Say it."""; return x - 2.0


def annotated(x: "Array", limit: float = LIMIT) -> math.nan:
    """Need names outside the body."""
    return x - limit
'''

TEXT = """\
---
jupytext:
  text_representation:
    extension: .md
    format_name: myst
kernelspec:
  display_name: Python 3 (ipykernel)
  language: python
  name: python3
---

# Slopes

What is a slope? At $x = 1$ it is 2.

<!-- worked: 1 + 1 -> 2 -->

```{code-cell} ipython3
:tags: [given]

from solutions.earlier import LIMIT
```

```{code-cell} ipython3
:tags: [given]

from solutions.earlier import shift
```

First a line, $y = m x$.

```{code-cell} ipython3
:tags: [exercise]

from solutions.slopes import line
```

```{code-cell} ipython3
:tags: [demo]

import numpy as np

values = line(np.arange(3.0), 0.5)
```

+++ {"tags": ["answer"], "grade_id": "why_it_stops"}

It stops because the smaller of the two numbers is taken.

+++

Then a bend.

```{code-cell} ipython3
:tags: [exercise]

from solutions.slopes import bend
```

## What you now know

A slope.
"""


def line(x: np.ndarray, m: float) -> np.ndarray:
    return np.minimum(m * (x + 1.0), 3.0)


def bend(x: np.ndarray) -> np.ndarray:
    return 0.5 * x**2 - line(x, 1.0)


CHAPTER = Chapter(
    number="31",
    module="slopes",
    title="Slopes",
    checks=(
        Check(
            line,
            (
                Part(
                    "ordinary inputs",
                    2.0,
                    lambda rng: (rng.normal(size=4), rng.normal()),
                    line,
                ),
                Part(
                    "far out",
                    1.0,
                    lambda rng: (rng.normal(size=3) * 1e6, 2.0),
                    line,
                    cases=1,
                    quiet=True,
                ),
            ),
        ),
        Check(bend, (Part("inputs", 2.5, lambda rng: (rng.normal(size=5),), bend),)),
    ),
    answers={"why_it_stops": 1.5},
)


def write_course(root: Path, text: str = TEXT, slopes: str = SLOPES) -> Path:
    """Write the chapter and its solutions below `root`, which is given back."""
    for file, content in {
        "chapters/31/slopes.md": text,
        "solutions/__init__.py": "",
        "solutions/earlier.py": EARLIER,
        "solutions/slopes.py": slopes,
    }.items():
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root
