"""Write a notebook as a page whose widgets move without a kernel and without a network.

``python -m course.widgets.page chapter.ipynb`` writes ``chapter.html`` beside it.
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from pathlib import Path
from typing import Any

# By itself nbconvert prefers for a widget a view that loads its scripts from a server.
PRIORITY = [
    "text/html",
    "text/markdown",
    "text/latex",
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "text/plain",
]
VIEW = "application/vnd.jupyter.widget-view+json"
ASLEEP = 'class="bp-asleep"'


def main() -> None:
    """Write a page for each notebook that is named."""
    parser = argparse.ArgumentParser(prog="python -m course.widgets.page")
    parser.description = main.__doc__
    parser.add_argument("notebook", nargs="+", type=Path, help="run and saved")
    for path in parser.parse_args().notebook:
        if not path.exists():
            parser.error(f"there is no file {path}")
        page = path.with_suffix(".html")
        page.write_text(written(path), encoding="utf-8")
        print(page)


def written(path: Path) -> str:
    """Give a saved notebook as HTML.

    Parameters
    ----------
    path : Path
        The notebook, with its outputs.

    Returns
    -------
    str
        A page that runs nothing but its widgets.
    """
    from nbconvert.exporters import HTMLExporter
    from traitlets.config import Config

    config = Config()
    config.NbConvertBase.display_data_priority = PRIORITY
    exporter = HTMLExporter(config=config)
    exporter.register_preprocessor(_stand_still, enabled=True)
    text, _ = exporter.from_filename(str(path))
    return str(text)


def _stand_still(notebook: Any, resources: Any) -> tuple[Any, Any]:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = without_live_views(cell.outputs)
    return notebook, resources


def without_live_views(outputs: list[Any]) -> list[Any]:
    """Leave out each view that needs a kernel where the next output stands for it.

    Parameters
    ----------
    outputs : list of NotebookNode
        Of one cell.

    Returns
    -------
    list of NotebookNode
        All others.
    """
    return [
        one
        for one, other in pairwise([*outputs, {}])
        if not (VIEW in one.get("data", {}) and ASLEEP in _html(other))
    ]


def _html(output: Any) -> str:
    text = output.get("data", {}).get("text/html", "")
    return text if isinstance(text, str) else "".join(text)


if __name__ == "__main__":
    main()
