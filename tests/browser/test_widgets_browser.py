"""Every widget in a real JupyterLab, moved by mouse and by keyboard."""

from __future__ import annotations

from typing import Any

RIGHT_STEP = "def gradient_step(theta, grad, eta):\n    return theta - eta * grad\n"
UPHILL = RIGHT_STEP.replace("-", "+")
SHOW = "from course import widgets\nwidgets."


def test_the_learning_rate_tells_each_fate_as_the_slider_moves(lab: Any) -> None:
    book = lab.open(RIGHT_STEP, SHOW + "learning_rate(gradient_step)")
    widget = book.widget()
    assert widget.sentence().startswith("Crawls")
    before = widget.picture()
    assert widget.press("Learning rate η", "End").startswith("Diverges: η = 0.5")
    assert widget.picture() != before
    assert widget.press("Learning rate η", "Home").startswith("Crawls: η = 0.002")
    assert widget.drag("Learning rate η", 0.84).startswith("Oscillates")
    assert widget.drag("Learning rate η", 0.65).startswith("Converges")
    assert widget.press("Batch size", "Home").startswith("Hovers with batches of 1")
    assert book.errors() == []
    book.close()
