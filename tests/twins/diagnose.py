"""The mistakes of the bug hunt, written a second time."""

import numpy as np

from solutions.forward import forward
from solutions.losses import mse
from tests.twins.model import combination, twin


def pattern(backward, X, Y, W, b, names, allowed=1e-5):
    """Mark each layer's weights and biases, from the first layer up: wrong or not."""
    dW, db = backward(Y, *forward(X, W, b, names), W, names)
    marks = []
    for l in sorted(W):
        row = []
        for held, given in ((W, dW), (b, db)):
            kept, slopes = held[l], []
            for i in range(kept.size):
                ends = []
                for step in (1e-5, -1e-5):
                    held[l] = kept.copy()
                    held[l].flat[i] += step
                    ends.append(mse(forward(X, W, b, names)[1][len(W)], Y))
                slopes.append((ends[0] - ends[1]) / 2e-5)
            held[l] = kept
            off = np.abs(given[l].ravel() - slopes).max()
            row.append(bool(off > allowed * np.abs(slopes).max()))
        marks.append(tuple(row))
    return marks


LAST = {(True, True): "BP1", (True, False): "BP4", (False, True): "BP3"}


def conclude(marks, last=LAST):
    below = "BP2" if any(map(any, marks)) else "none"
    return last.get(marks[-1], below)


@twin("diagnose", "looked_at_the_last_layer")
def _(backward, X, Y, W, b, activation):
    return LAST.get(pattern(backward, X, Y, W, b, activation)[-1], "none")


@twin("diagnose", "looked_at_the_weights")
def _(backward, X, Y, W, b, activation):
    marks = pattern(backward, X, Y, W, b, activation)
    return conclude([(weights, weights) for weights, _ in marks])


@twin("diagnose", "looked_at_the_biases")
def _(backward, X, Y, W, b, activation):
    marks = pattern(backward, X, Y, W, b, activation)
    return conclude([(biases, biases) for _, biases in marks])


@twin("diagnose", "swapped_weights_and_biases")
def _(backward, X, Y, W, b, activation):
    marks = pattern(backward, X, Y, W, b, activation)
    return conclude([row[::-1] for row in marks])


@twin("diagnose", "swapped_output_and_hidden")
def _(backward, X, Y, W, b, activation):
    *below, last = pattern(backward, X, Y, W, b, activation)
    if all(last):
        return "BP2"
    if not any(last) and any(map(any, below)):
        return "BP1"
    return conclude([*below, last])


@twin("diagnose", "began_at_the_first_layer")
def _(backward, X, Y, W, b, activation):
    marks = pattern(backward, X, Y, W, b, activation)
    return "BP2" if all(marks[0]) else conclude(marks)


@twin("diagnose", "always_blamed_somebody")
def _(backward, X, Y, W, b, activation):
    marks = pattern(backward, X, Y, W, b, activation)
    return conclude([*marks[:-1], marks[-1]]).replace("none", "BP2")


@twin("diagnose", "blamed_the_output_for_either")
def _(backward, X, Y, W, b, activation):
    marks = pattern(backward, X, Y, W, b, activation)
    return conclude(marks, dict.fromkeys(LAST, "BP1"))


@twin("diagnose", "found_all_gradients_wrong")
def _(backward, X, Y, W, b, activation):
    return conclude(pattern(backward, X, Y, W, b, activation, allowed=1e-16))


@twin("diagnose", "asked_about_the_biases_first")
def _(backward, X, Y, W, b, activation):
    marks = pattern(backward, X, Y, W, b, activation)
    return conclude(marks, {**LAST, (True, True): "BP3"})


@twin("diagnose", "asked_about_the_weights_first")
def _(backward, X, Y, W, b, activation):
    marks = pattern(backward, X, Y, W, b, activation)
    return conclude(marks, {**LAST, (True, True): "BP4"})


@twin("diagnose", "returned_nothing_for_a_right_pass")
def _(backward, X, Y, W, b, activation):
    marks = pattern(backward, X, Y, W, b, activation)
    if any(map(any, marks)):
        return conclude(marks)


def for_all(marks, *order):
    """Give the first answer whose column holds a wrong gradient in any layer."""
    for column, name in order:
        if any(row[column] for row in marks):
            return name
    return "none"


@twin("diagnose", "blamed_the_biases_for_all")
def _(backward, X, Y, W, b, activation):
    marks = pattern(backward, X, Y, W, b, activation)
    return for_all(marks, (1, "BP3"), (0, "BP4"))


@twin("diagnose", "blamed_the_weights_for_all")
def _(backward, X, Y, W, b, activation):
    marks = pattern(backward, X, Y, W, b, activation)
    return for_all(marks, (0, "BP4"), (1, "BP3"))


@twin("diagnose", "skipped_the_layer_below_the_output")
def _(backward, X, Y, W, b, activation):
    *below, _, last = pattern(backward, X, Y, W, b, activation)
    return conclude([*below, last])


@twin("diagnose", "blamed_the_output_in_every_layer")
def _(backward, X, Y, W, b, activation):
    for row in pattern(backward, X, Y, W, b, activation)[::-1]:
        if any(row):
            return LAST[row]
    return "none"


@twin("diagnose", "took_true_for_wrong")
def _(backward, X, Y, W, b, activation):
    marks = pattern(backward, X, Y, W, b, activation)
    return conclude([(not weights, not biases) for weights, biases in marks])


@twin("diagnose", "blamed_bp2_for_the_first_layer")
def _(backward, X, Y, W, b, activation):
    first, *above = pattern(backward, X, Y, W, b, activation)
    return "BP2" if any(first) else conclude(above)


@combination("diagnose", "swapped_weights_and_biases", "looked_at_the_last_layer")
def _(backward, X, Y, W, b, activation):
    marks = pattern(backward, X, Y, W, b, activation)
    return LAST.get(marks[-1][::-1], "none")


@combination("diagnose", "blamed_the_output_for_either", "always_blamed_somebody")
def _(backward, X, Y, W, b, activation):
    marks = pattern(backward, X, Y, W, b, activation)
    return "BP1" if any(marks[-1]) else "BP2"
