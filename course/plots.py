"""Figures in the house style, each shown with its alternative text."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

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
    fig = Figure(figsize=(width, height), layout="constrained", facecolor="white")
    FigureCanvasAgg(fig)
    axes = list(fig.subplots(1, n, squeeze=False)[0])
    for ax, title, x, y in zip(axes, titles, xlabels, ylabels, strict=True):
        ax.set_title(title, fontsize=11, loc="left")
        ax.set_xlabel(x)
        ax.set_ylabel(y)
        ax.grid(True, color="#dddddd", linewidth=0.6)
        ax.set_axisbelow(True)
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
    png = io.BytesIO()
    fig.savefig(png, format="png", dpi=120, metadata={"Software": None})
    fig.clear()
    source = base64.b64encode(png.getvalue()).decode("ascii")
    # The white ground and the thin frame keep it legible where the page is dark.
    image = (
        f'<img alt="{html.escape(alt)}" src="data:image/png;base64,{source}" '
        'style="max-width:100%;border:1px solid #bbb;background:white">'
    )
    content: dict[str, Any] = {"text/html": image, "text/plain": alt}
    if get_ipython() is None:
        print(alt)
    else:
        display(content, raw=True)
