"""Import nbgrader's gradebook without what it never calls: half of what it takes."""

from __future__ import annotations

import functools
import importlib
import sys
from types import ModuleType
from typing import Any

# What `import nbgrader` imports and a gradebook never calls: its extensions of the
# notebook server, the unpacking of archives, and a client for JupyterHub. They are more
# than half of what it takes.
EXTENSION = ("load_jupyter_server_extension",)
WAITING = {
    "nbgrader.server_extensions.assignment_list": EXTENSION,
    "nbgrader.server_extensions.course_list": EXTENSION,
    "nbgrader.server_extensions.formgrader": EXTENSION,
    "nbgrader.server_extensions.validate_assignment": EXTENSION,
    "requests": ("request",),
    "setuptools.archive_util": ("unpack_archive", "unpack_tarfile", "unpack_zipfile"),
}


def load() -> None:
    """Import nbgrader's gradebook; what that does not need waits until it is called."""
    if "nbgrader" in sys.modules:
        return
    names = [name for name in WAITING if name not in sys.modules]
    sys.modules.update({name: _waiting(name) for name in names})
    try:
        import nbgrader.api  # noqa: F401
    finally:
        for name in names:
            del sys.modules[name]


def _waiting(name: str) -> ModuleType:
    """Stand in for a module: it is imported when one of its functions is called."""

    def call(function: str, *args: Any, **kwargs: Any) -> Any:
        return getattr(importlib.import_module(name), function)(*args, **kwargs)

    module = ModuleType(name)
    for function in WAITING[name]:
        vars(module)[function] = functools.partial(call, function)
    return module
