"""What a notebook does that grading cannot: it is passed over, with a word."""

from __future__ import annotations

import errno
import re

from .written import WRITES

HEAD = re.compile(r"\s*%%(\w+)[ \t]*([^\n]*)(?:\n|\Z)")
# Cell magics around Python: the cell runs without them.
AROUND = {"time", "capture", "prun", "debug", "memit", "mprun", "lprun", "snakeviz"}
# Cell magics around something else, or around what is not to be kept.
FOREIGN = {
    *("HTML", "R", "SVG", "bash", "bigquery", "cmd", "cython", "html", "java"),
    *("javascript", "js", "julia", "latex", "markdown", "perl", "pypy", "python"),
    *("python2", "python3", "ruby", "script", "sh", "shell", "sql", "svg", "sx"),
    *("system", "timeit"),
}
# Line magics about how a notebook looks: nothing is lost without them.
QUIET = {"autoreload", "config", "load_ext", "matplotlib", "pinfo", "pinfo2"}
# Line magics that reach out, wait for somebody or take their time: not even tried.
OUTWARD = {
    *("conda", "debug", "edit", "gui", "mamba", "micromamba", "pdb", "pip", "sx"),
    *("system", "timeit", "uv"),
}
# What the standard library and others raise where there is no network.
NETWORK = {"ConnectionError", "TimeoutError", "URLError", "gaierror"}
UNREACHED = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EPERM, errno.EACCES}


def unwrapped(source: str) -> tuple[str, str, list[str]]:
    """Take cell magics off a cell.

    Parameters
    ----------
    source : str
        The cell.

    Returns
    -------
    source : str
        What is left to run; an empty line stands for each magic.
    word : str
        What to say where something is passed over; else empty.
    names : list of str
        Names that the magics would have bound.
    """
    blank, names, word = "", list[str](), ""
    if WRITES.match(source):  # no code of this notebook
        return "", "", names
    while found := HEAD.match(source):
        magic, rest = found[1], found[2].strip()
        if magic in FOREIGN:
            return "", f"a cell of `%%{magic}`.", names
        if magic not in AROUND:
            word = f"`%%{magic}`; what stands below it ran."
        if magic == "capture" and rest.isidentifier():
            names.append(rest)
        blank, source = blank + "\n", source[found.end() :]
    return blank + source, word, names


def word_for(error: BaseException | None, missing: set[str]) -> str | None:
    """Say why a statement is passed over; None where its error is its own.

    Parameters
    ----------
    error : BaseException or None
        What it raised.
    missing : set of str
        The names that statements passed over before would have bound.

    Returns
    -------
    str or None
        The end of a sentence.
    """
    if isinstance(error, NameError) and error.name in missing:
        return f"a line that uses `{error.name}`, which is missing here."
    if isinstance(error, ModuleNotFoundError):
        return f"an import. The package `{error.name}` is not there."
    if isinstance(error, ImportError):
        return f"an import. {error}."
    if isinstance(error, EOFError):
        return "a question. Nobody is here to answer it."
    if isinstance(error, FileNotFoundError):
        return f"a line that needs the file `{error.filename or error}`."
    if isinstance(error, PermissionError) and error.filename:
        return f"a line that needs the file `{error.filename}`."
    if isinstance(error, OSError) and _is_of_the_network(error):
        return "a line that needs the network."
    return None


def _is_of_the_network(error: OSError) -> bool:
    kinds = {kind.__name__ for kind in type(error).__mro__}
    return bool(kinds & NETWORK) or error.errno in UNREACHED
