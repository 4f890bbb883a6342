"""One database engine for all of nbgrader's steps in a process."""

from __future__ import annotations

import functools

import nbgrader.api


def keep_engines() -> None:
    """Let nbgrader's gradebooks on the same database share one engine.

    nbgrader opens the gradebook seven times a submission, each time with an engine of
    its own, which compiles every statement again. Closing a gradebook disposes of the
    engine's connections as before; only what was compiled stays.
    """
    create = nbgrader.api.create_engine
    if not hasattr(create, "cache_info"):
        nbgrader.api.create_engine = functools.lru_cache(maxsize=8)(create)
