"""Figures in the house style, each shown with its alternative text."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Okabe & Ito's palette, which people with colour-blindness can tell apart.
COLOURS = {
    "blue": "#0072B2",
    "orange": "#E69F00",
    "green": "#009E73",
    "vermillion": "#D55E00",
    "sky": "#56B4E9",
    "purple": "#CC79A7",
    "yellow": "#F0E442",
    "black": "#000000",
}

# Each line of a plot has a colour and a dash of its own: no colour stands alone.
LINES = {
    "color": [COLOURS[name] for name in ("blue", "vermillion", "green", "purple")],
    "linestyle": ["-", "--", "-.", ":"],
}


LINES_ONLY = "bp-figure"
# Where the page is dark, black and white change places and colours keep their hue. A
# map whose dark is low must not: it keeps its white ground, and its thin frame.
DARK = (
    f'[data-jp-theme-light="false"] .{LINES_ONLY} '
    "{ filter: invert(0.91) hue-rotate(180deg) }"
)


def figure(
    *,
    title: str,
    xlabel: str,
    ylabel: str,
    width: float = 6.4,
    height: float = 3.8,
) -> tuple[Figure, Axes]:
    """Make a figure with one pair of axes in the house style.

    Parameters
    ----------
    title, xlabel, ylabel : str
        What stands above and beside the axes.
    width, height : float
        In inches.

    Returns
    -------
    fig : matplotlib.figure.Figure
        To be handed to `show`.
    ax : matplotlib.axes.Axes
        To draw on.
    """
    fig, axes = figures(
        1, titles=[title], xlabel=xlabel, ylabel=ylabel, width=width, height=height
    )
    return fig, axes[0]


def figures(
    n: int,
    *,
    titles: Sequence[str],
    xlabel: str | Sequence[str],
    ylabel: str | Sequence[str],
    width: float = 9.0,
    height: float = 3.4,
) -> tuple[Figure, list[Axes]]:
    """Make a figure with a row of axes in the house style.

    Parameters
    ----------
    n : int
        How many axes.
    titles : sequence of str
        One for each.
    xlabel, ylabel : str or sequence of str
        One for all, or one for each.
    width, height : float
        Of the whole row, in inches.

    Returns
    -------
    fig : matplotlib.figure.Figure
        To be handed to `show`.
    axes : list of matplotlib.axes.Axes
        To draw on, from left to right.

    Raises
    ------
    ValueError
        If there are more or fewer titles or labels than axes.
    """
    xlabels = [xlabel] * n if isinstance(xlabel, str) else list(xlabel)
    ylabels = [ylabel] * n if isinstance(ylabel, str) else list(ylabel)
    for what, given in (("titles", titles), ("xlabel", xlabels), ("ylabel", ylabels)):
        if len(given) != n:
            raise ValueError(f"{n} axes want {n} {what}, not {len(given)}")
    fig = Figure(figsize=(width, height), layout="constrained", facecolor="white")
    FigureCanvasAgg(fig)
    axes = list(fig.subplots(1, n, squeeze=False)[0])
    for ax, title, x, y in zip(axes, titles, xlabels, ylabels, strict=True):
        ax.set_title(title, fontsize=11, loc="left")
        ax.set_xlabel(x)
        ax.set_ylabel(y)
        ax.grid(True, color="#dddddd", linewidth=0.6)
        ax.set_axisbelow(True)
        ax.set_prop_cycle(**LINES)
        ax.spines[["top", "right"]].set_visible(False)
    return fig, axes


def show(fig: Figure, *, alt: str) -> None:
    """Display a figure as an image that says in words what is to be seen; close it.

    Parameters
    ----------
    fig : matplotlib.figure.Figure
        The figure; it is empty afterwards.
    alt : str
        One sentence that says what is to be seen.

    Raises
    ------
    ValueError
        If the sentence is empty.
    """
    from IPython import get_ipython
    from IPython.display import display

    if not alt.strip():
        raise ValueError("say in `alt` what is to be seen in the figure")
    for ax in fig.axes:
        if ax.images:  # the lines of the grid would cross the pixels
            ax.grid(visible=False)
    png = io.BytesIO()
    fig.savefig(png, format="png", dpi=120, metadata={"Software": None})
    kind = "bp-figure-field" if _has_field(fig) else LINES_ONLY
    fig.clear()
    source = base64.b64encode(png.getvalue()).decode("ascii")
    image = (
        f'<img alt="{html.escape(alt)}" src="data:image/png;base64,{source}" '
        f'class="{kind}" style="max-width:100%;border:1px solid #bbb;background:white">'
    )
    if kind == LINES_ONLY:
        image = f"<style>{DARK}</style>{image}"
    content: dict[str, Any] = {"text/html": image, "text/plain": alt}
    if get_ipython() is None:
        print(alt)
    else:
        display(content, raw=True)


def _has_field(fig: Figure) -> bool:
    """Whether brightness means something: an image, a mesh or filled contours."""
    return any(
        ax.images or any(one.get_array() is not None for one in ax.collections)
        for ax in fig.axes
    )


def network(
    ax: Axes,
    sizes: Sequence[int],
    *,
    values: Mapping[int, Any] | None = None,
    weights: Mapping[int, Any] | None = None,
    names: Sequence[str] = (),
    digits: int = 2,
) -> dict[tuple[int, int], tuple[float, float]]:
    """Draw a small network, its input on the left, with numbers where they are given.

    An edge whose weight is negative is dashed and vermillion, any other is solid and
    blue, or grey where no weights are given.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where to draw; its frame and its ticks go away.
    sizes : sequence of int
        Neurons in each layer, the input first.
    values : mapping of int to array_like, optional
        Numbers in the neurons of a layer: ``values[l]`` has shape (n_l,) or (1, n_l).
    weights : mapping of int to array_like, optional
        Numbers on the edges to a layer: ``weights[l]`` has shape (n_l, n_{l-1}).
    names : sequence of str
        What stands below each layer.
    digits : int
        Digits after the point.

    Returns
    -------
    dict of (int, int) to (float, float)
        Where neuron j of layer l is: ``places[l, j]``, to write beside it.

    Raises
    ------
    ValueError
        If values, weights or names do not fit the sizes.
    """
    width, tallest = 2.4, max(sizes)
    places = {
        (l, j): (width * l, (size - 1) / 2 - j)
        for l, size in enumerate(sizes)
        for j in range(size)
    }
    given = {l: np.asarray(W, dtype=float) for l, W in (weights or {}).items()}
    for l in range(1, len(sizes)):
        shape = (sizes[l], sizes[l - 1])
        if l in given and given[l].shape != shape:
            raise ValueError(f"weights[{l}] has shape {given[l].shape}, wanted {shape}")
        for j, k in np.ndindex(shape):
            start, end = places[l - 1, k], places[l, j]
            weight = float(given[l][j, k]) if l in given else None
            # Nearer to the larger layer: there no two edges cross.
            part = 2 / 3 if sizes[l] > sizes[l - 1] else 1 / 3
            _edge(ax, start, end, weight, digits, part)
    numbers = {l: np.ravel(v) for l, v in (values or {}).items()}
    for (l, j), (x, y) in places.items():
        if l in numbers and len(numbers[l]) != sizes[l]:
            raise ValueError(f"layer {l} has {sizes[l]} neurons, not {len(numbers[l])}")
        text = _written(numbers[l][j], digits) if l in numbers else ""
        ax.plot(x, y, "o", ms=30, mfc="white", mec="black", mew=1.4, zorder=3)
        ax.text(x, y, text, ha="center", va="center", fontsize=9, zorder=4)
    if names and len(names) != len(sizes):
        raise ValueError(f"{len(sizes)} layers want {len(sizes)} names")
    for l, name in enumerate(names):
        ax.text(width * l, -tallest / 2 - 0.1, name, ha="center", va="top", fontsize=10)
    ax.set_axis_off()
    ax.set_xlim(-0.6, width * (len(sizes) - 1) + 0.6)
    ax.set_ylim(-tallest / 2 - (0.6 if names else 0.1), tallest / 2 + 0.1)
    return places


def _edge(
    ax: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    weight: float | None,
    digits: int,
    part: float,
) -> None:
    negative = weight is not None and weight < 0
    colour = (
        "#777777" if weight is None else COLOURS["vermillion" if negative else "blue"]
    )
    dash = "--" if negative else "-"
    ax.plot(*zip(start, end, strict=True), dash, color=colour, linewidth=1.3, zorder=1)
    if weight is None:
        return
    x, y = (a + part * (b - a) for a, b in zip(start, end, strict=True))
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
    text = _written(weight, digits)
    ax.text(x, y, text, color=colour, fontsize=9, ha="center", va="center", bbox=ground)


def _written(value: float, digits: int) -> str:
    return f"{value + 0.0:.{digits}f}".replace("-", "−")
