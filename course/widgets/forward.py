"""Chapter 02: the forward pass of a small network, one step after the other."""

from __future__ import annotations

import numpy as np
from traitlets import Float, Int, Unicode

from course.widgets import small_network
from course.widgets.engine import Content, Explorer, script
from course.widgets.student import NOTHING, Given, Student, Unready

HIDDEN = ("sigmoid", "tanh", "relu")
OUTPUT = ("sigmoid", "softmax")
NOWHERE = np.full((len(small_network.X), 12), NOTHING)


class ForwardPass(Explorer):
    """A network drawing that fills with the student's numbers, layer by layer."""

    _esm = script("forward")
    title = "Forward pass"
    height = 690

    x1 = Float(1.0, help="first input").tag(sync=True)
    x2 = Float(0.4, help="second input").tag(sync=True)
    hidden = Unicode("sigmoid", help="activation of layer 1").tag(sync=True)
    output = Unicode("sigmoid", help="activation of layer 2").tag(sync=True)
    step = Int(0, help="how far the pass has come").tag(sync=True)
    chosen = Unicode("", help="the neuron whose sum is shown").tag(sync=True)


def forward_pass(forward: Given = "forward") -> ForwardPass:
    """Show every number that the student's forward pass keeps.

    Parameters
    ----------
    forward : callable or str
        ``forward(X, W, b, activation)`` gives the dicts Z and A.

    Returns
    -------
    ForwardPass
        The widget; its traits (`x1`, `x2`, `hidden`, `output`, `step`) can be read, set
        and linked.
    """

    def prepare() -> Content:
        student = Student(forward, "forward")
        rows, said, shown = [], [], 0
        for hidden in HIDDEN:
            for output in OUTPUT:
                values, why = NOWHERE, ""
                try:
                    values, why = small_network.run(student, {1: hidden, 2: output})
                    shown += 1
                except Unready as problem:
                    why = str(problem)
                rows.append(values)
                said += [f"{why} This was with {hidden}, then {output}."] if why else []
        if not shown:
            raise Unready(said[0].split(" This was with ")[0])
        facts = small_network.facts() | {
            "hidden": list(HIDDEN),
            "output": list(OUTPUT),
        }
        return Content({"values": np.stack(rows)}, facts, next(iter(said), ""))

    return ForwardPass.show(prepare)
