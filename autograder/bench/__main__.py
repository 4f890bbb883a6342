"""The command: ``python -m autograder.bench``."""

from __future__ import annotations

import json
import warnings
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from autograder.bench import (
    cluster,
    feedback,
    first_hour,
    lanes,
    reference,
    scale,
    spending,
    starting,
    widgets,
)
from autograder.bench.model import BENCHES, LONG, Figure, Setting
from autograder.classroom import find_root
from autograder.grading.records import write_whole

# Each enters its benchmarks when it is imported.
MODULES = (
    cluster,
    feedback,
    first_hour,
    lanes,
    reference,
    scale,
    spending,
    starting,
    widgets,
)


@click.command()
@click.option("--only", multiple=True, help="Only this benchmark; may be repeated.")
@click.option("--quick", is_flag=True, help="Small class, few repeats: does it work?")
@click.option("--long", "long_", is_flag=True, help="Those of many minutes too.")
@click.option("--list", "list_", is_flag=True, help="Say which there are, and stop.")
def main(only: tuple[str, ...], quick: bool, long_: bool, list_: bool) -> None:
    """Measure, print the figures, and write them to build/bench.json."""
    if list_:
        for name in BENCHES:
            click.echo(f"{name}  (--long)" if name in LONG else name)
        return
    if unknown := sorted(set(only) - set(BENCHES)):
        raise click.UsageError(
            f"there is no benchmark {unknown[0]!r}; there are {', '.join(BENCHES)}"
        )
    warnings.simplefilter("ignore")
    root = find_root()
    chosen = only or [n for n in BENCHES if long_ or n not in LONG]
    figures = measure(chosen, Setting(root, quick, long_))
    write(root / "build" / "bench.json", figures)
    Console().print(table(figures))


def measure(names: Sequence[str], setting: Setting) -> list[Figure]:
    """Run benchmarks one after the other.

    Parameters
    ----------
    names : sequence of str
        From `BENCHES`.
    setting : Setting
        What they may use; closed afterwards.

    Returns
    -------
    list of Figure
        In the order of the names.
    """
    try:
        figures: list[Figure] = []
        for name in names:
            click.echo(f"measuring: {name}", err=True)
            figures += BENCHES[name](setting)
        return figures
    finally:
        setting.close()


def write(path: Path, figures: Sequence[Figure]) -> None:
    """Write figures, and keep those of earlier runs that were not measured now."""
    rows = {figure.name: figure.as_json() for figure in figures}
    try:
        old = {row["name"]: row for row in json.loads(path.read_text())}
    except (OSError, ValueError, KeyError, TypeError):
        old = {}
    text = json.dumps(list({**old, **rows}.values()), indent=1) + "\n"
    write_whole(path, text.encode())


def table(figures: Sequence[Figure]) -> Table:
    """Lay the figures out, one a row."""
    rows = Table(title="Figures", caption="medians; ratios were measured in one run")
    for column in ("what", "value", "unit", "target", "met"):
        rows.add_column(column, justify="right" if column == "value" else "left")
    for figure in figures:
        sign = "at least " if figure.at_least else "at most "
        target = "" if figure.target is None else f"{sign}{figure.target:g}"
        met = {None: "", True: "yes", False: "no"}[figure.met]
        rows.add_row(figure.name, f"{figure.value:.3g}", figure.unit, target, met)
    return rows


if __name__ == "__main__":
    main()
