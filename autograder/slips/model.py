"""A slip: a mistake, written down as an edit of the right answer.

How to write one
----------------
A module of this package that has the name of a chapter's module holds one table::

    SLIPS: Bank = {
        "hidden_delta": (
            Slip(
                "forgot_the_slope",
                "_error * activate_prime(_name, _z) -> _error",
                "You do not multiply by the slope of the activation.",
                "Which factor of BP2 does not depend on the layer above?",
            ),
        ),
    }

The key is the exercise, or several with spaces between, or ``*`` for every exercise in
which the place occurs. The fields in turn:

1. the misconception as an identifier, which ``try --json`` and the report show;
2. the change. Best a *place*: ``before -> after``, where ``before`` is looked for in
   the reference's body as a syntax tree (no docstring, no types), and every place that
   fits is changed. ``_x``, ``_name`` and the like stand for any expression; statements
   are separated by semicolons; ``after`` may be empty where statements are dropped;
   several lines are several edits, and all must find their place. A mistake that is no
   edit is a whole *body*, as text without an arrow: ``"return np.tanh(Z)"``; it may use
   the parameters, ``np`` and every function of the chapters. A tuple holds several
   changes that come from the same misconception;
3. the sentence a student reads: what was seen, as behaviour where other code behaves
   alike. One sentence, it begins with a capital and ends with a full stop;
4. the hint: what to look at, a question or a request, never the code;
5. ``analogue``, where the exercise's own (see `autograder.slips.analogues`) does not
   fit: the same idea worked in other numbers, for ``check("name", hint=2)``;
6. ``kind``: "sign", "factor" or "axis" for a slip that goes together with any other.

What needs no entry
-------------------
- What `autograder.slips.general` already says: an operator, an operand left out or in
  another's place, a sign, an axis, a transpose, a constant, a neighbour's function. A
  slip of its own says more about the misconception, so write those that you have seen.
- Two slips at once: all pairs of an exercise's own slips are tried, and each with the
  general ones about a sign, a factor or an axis.
- A slip in a function that the reference calls. What is written down for `adam_step`
  is tried in `adamw_step` too, since that calls it.
- A result that is right but for its sign, a factor or a transpose.

Slips are run when a chapter is built, on the stored cases; what they give is kept as
fingerprints (`course.diagnosis`). `python -m autograder audit` lists entries that are
right on every case, raise on every case, or cannot be told apart.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

from autograder.slips.edit import ARROW, Edit, copied
from autograder.slips.program import Program


@dataclass(frozen=True)
class Slip:
    """A mistake as an edit; the module's docstring says how to write one."""

    name: str
    change: str | tuple[str, ...]
    sentence: str
    hint: str
    analogue: str = ""
    kind: str = ""

    @property
    def changes(self) -> tuple[str, ...]:
        """Each way in which the mistake is made."""
        return (self.change,) if isinstance(self.change, str) else self.change


Bank = Mapping[str, tuple[Slip, ...]]


def apply(program: Program, target: str, change: str) -> Program | None:
    """Make a change in one function of a program.

    Parameters
    ----------
    program : Program
        Where.
    target : str
        Name of the function to change.
    change : str
        Edits, or a body.

    Returns
    -------
    Program or None
        The changed one; None where an edit finds no place.
    """
    tree = copied(program.trees[target])
    if ARROW.rstrip() in change:
        lines = [line for line in textwrap.dedent(change).splitlines() if line.strip()]
        if not all(Edit(line).apply(tree.body) for line in lines):
            return None
    else:
        tree.body = ast.parse(textwrap.dedent(change)).body
    return program.changed(target, tree)
