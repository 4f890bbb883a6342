"""What a submission can import: the packages a student has, and no others."""

from __future__ import annotations

import functools
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import course

VISIBLE = ("numpy", "matplotlib", "ipython", "ipywidgets", "anywidget")


@functools.cache
def visible_packages() -> dict[str, Path]:
    """Find everything that the sandbox's site folder must hold.

    Returns
    -------
    dict of str to Path
        Name in the site folder, and where the file or folder lies: the distributions
        named in `VISIBLE`, all that they need, and `course`. Neither `solutions` nor
        `autograder` nor nbgrader is among them.
    """
    found = {"course": Path(course.__file__).resolve().parent}
    waiting, seen = list(VISIBLE), set[str]()
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in seen:
            continue
        seen.add(name)
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue  # a requirement for another platform
        base = Path(str(package.locate_file(""))).resolve()
        for file in package.files or []:
            top = file.parts[0]
            if top not in ("..", "__pycache__") and (base / top).exists():
                found[top] = base / top
        waiting += [
            re.split(r"[ ;<>=!~\[(]", requirement)[0]
            for requirement in package.requires or []
            if "extra ==" not in requirement
        ]
    return found


def make_site(folder: Path, packages: dict[str, Path]) -> None:
    """Fill a folder with links to the packages, for a sandbox without mounts.

    Parameters
    ----------
    folder : Path
        An empty folder.
    packages : dict of str to Path
        From `visible_packages`.
    """
    for name, target in packages.items():
        (folder / name).symlink_to(target)
