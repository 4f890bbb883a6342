"""Figures say what they show, look the same everywhere, and are closed when shown."""

import subprocess
import sys
from base64 import b64decode
from html.parser import HTMLParser

import numpy as np
import pytest
from IPython.utils.capture import capture_output

from course.plots import COLOURS, DARK, figure, figures, network, show


def line():
    fig, ax = figure(title="Sigmoid", xlabel="z", ylabel="a")
    ax.plot([0, 1], [0, 1])
    return fig


class Images(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def shown(fig, alt):
    with capture_output() as captured:
        show(fig, alt=alt)
    (output,) = captured.outputs
    return output.data


def test_a_figure_has_its_title_and_its_labels():
    fig, ax = figure(title="Sigmoid", xlabel="z", ylabel="a", width=5, height=2)
    assert ax.get_title(loc="left") == "Sigmoid"
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("z", "a")
    assert fig.get_size_inches().tolist() == [5, 2]


@pytest.mark.parametrize("missing", ["title", "xlabel", "ylabel"])
def test_a_figure_without_title_or_label_is_refused(missing):
    words = {"title": "t", "xlabel": "x", "ylabel": "y"}
    del words[missing]
    with pytest.raises(TypeError, match=missing):
        figure(**words)


def test_a_row_of_axes_shares_a_label_or_has_its_own():
    _, axes = figures(2, titles=["a", "b"], xlabel="z", ylabel=["one", "two"])
    assert [ax.get_xlabel() for ax in axes] == ["z", "z"]
    assert [ax.get_ylabel() for ax in axes] == ["one", "two"]
    assert [ax.get_title(loc="left") for ax in axes] == ["a", "b"]


def test_a_title_too_few_is_refused():
    with pytest.raises(ValueError, match="2 axes want 2 titles, not 1"):
        figures(2, titles=["a"], xlabel="z", ylabel="a")


def test_lines_differ_in_colour_and_in_dash():
    _, ax = figure(title="t", xlabel="x", ylabel="y")
    lines = [ax.plot([0, 1])[0] for _ in range(4)]
    assert len({one.get_color() for one in lines}) == 4
    assert len({one.get_linestyle() for one in lines}) == 4
    assert {one.get_color() for one in lines} <= set(COLOURS.values())


def test_a_figure_is_shown_as_an_image_with_its_alternative_text(ipython):
    alt = 'The curve <rises> from 0 to 1 & says "yes".'
    data = shown(line(), alt)
    assert set(data) == {"text/html", "text/plain"}
    assert data["text/plain"] == alt
    (attributes,) = [
        about for tag, about in Images(data["text/html"]).found if tag == "img"
    ]
    assert attributes["alt"] == alt
    kind, content = attributes["src"].split(",")
    assert kind == "data:image/png;base64"
    assert b64decode(content).startswith(b"\x89PNG")


def test_a_figure_of_lines_turns_dark_with_its_page_and_a_map_does_not(ipython):
    assert DARK in shown(line(), "A line.")["text/html"]
    fig, ax = figure(title="t", xlabel="x", ylabel="y")
    ax.imshow([[0.0, 1.0]])
    assert "filter" not in shown(fig, "A map.")["text/html"]


def test_the_same_figure_makes_the_same_image(ipython):
    assert shown(line(), "A line.") == shown(line(), "A line.")


def test_no_line_of_the_grid_crosses_the_pixels_of_an_image(ipython):
    fig, (with_image, without) = figures(2, titles=["a", "b"], xlabel="x", ylabel="y")
    with_image.imshow([[0.0, 1.0]])
    ticks = [axes.xaxis.get_major_ticks() for axes in (with_image, without)]
    show(fig, alt="Two pixels, and nothing.")
    assert [any(t.gridline.get_visible() for t in row) for row in ticks] == [
        False,
        True,
    ]


def test_a_figure_is_empty_after_it_is_shown(ipython):
    fig = line()
    shown(fig, "A line.")
    assert not fig.axes


def test_a_figure_without_alternative_text_is_refused():
    with pytest.raises(ValueError, match="what is to be seen"):
        show(line(), alt=" ")


def test_outside_of_jupyter_the_alternative_text_is_printed():
    source = (
        "from course.plots import figure, show\n"
        "show(figure(title='t', xlabel='x', ylabel='y')[0], alt='Empty axes.')"
    )
    command = [sys.executable, "-c", source]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("Empty axes.\n", "")


WEIGHTS = {1: np.array([[0.5, -1.25]]), 2: np.array([[2.0], [-0.0]])}


def drawn(**more):
    fig, ax = figure(title="t", xlabel="", ylabel="")
    places = network(ax, [2, 1, 2], **more)
    fig.canvas.draw()
    return ax, places


def test_a_network_has_a_place_for_each_neuron_and_an_edge_for_each_weight():
    ax, places = drawn()
    assert set(places) == {(0, 0), (0, 1), (1, 0), (2, 0), (2, 1)}
    assert places[0, 0][0] < places[1, 0][0] < places[2, 0][0]
    assert places[0, 0][1] > places[0, 1][1]
    assert len([one for one in ax.lines if len(one.get_xdata()) == 2]) == 4


def test_a_network_shows_its_numbers_and_its_names():
    values = {0: [1, 2], 1: np.array([[0.333]])}
    ax, _ = drawn(values=values, weights=WEIGHTS, names=["in", "hidden", "out"])
    texts = {text.get_text() for text in ax.texts} - {""}
    numbers = {"1.00", "2.00", "0.33", "0.50", "−1.25", "0.00"}
    assert texts == numbers | {"in", "hidden", "out"}


def test_a_negative_weight_differs_in_colour_and_in_dash():
    ax, _ = drawn(weights=WEIGHTS)
    edges = [one for one in ax.lines if len(one.get_xdata()) == 2]
    looks = [(one.get_color(), one.get_linestyle()) for one in edges]
    assert looks[1] == (COLOURS["vermillion"], "--")
    assert looks[0] == looks[2] == looks[3] == (COLOURS["blue"], "-")


@pytest.mark.parametrize(
    "more, words",
    [
        ({"weights": {1: np.ones((2, 1))}}, r"weights\[1\] has shape \(2, 1\), wanted"),
        ({"values": {0: [1]}}, "layer 0 has 2 neurons, not 1"),
        ({"names": ["in"]}, "3 layers want 3 names"),
    ],
)
def test_a_network_whose_numbers_do_not_fit_is_refused(more, words):
    with pytest.raises(ValueError, match=words):
        drawn(**more)
