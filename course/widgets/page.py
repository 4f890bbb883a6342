"""Write a notebook as a page whose widgets move without a kernel and without a network.

``python -m course.widgets.page chapter.ipynb`` writes ``chapter.html`` beside it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

# Each widget brings a page of its own along, as HTML. By itself nbconvert prefers a
# view that loads its scripts from a server.
PRIORITY = [
    "text/html",
    "text/markdown",
    "text/latex",
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "text/plain",
]


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
    text, _ = HTMLExporter(config=config).from_filename(str(path))
    return str(text)


if __name__ == "__main__":
    main()
