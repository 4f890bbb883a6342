"""Which callables count as a student's own: those that run code of the notebook."""

from __future__ import annotations

import functools
from types import FunctionType, MethodType
from typing import Any

import numpy as np

DEEPEST = 10
_CACHED = type(functools.lru_cache(lambda: None))


def body_of(value: Any) -> FunctionType | None:
    """Give the function with ``def`` or ``lambda`` that a callable runs.

    Parameters
    ----------
    value : object
        A function, one wrapped by ``np.vectorize``, ``functools.partial``, a cache or
        a decorator such as ``np.errstate(...)``, a method, or an object whose class
        has a ``__call__``.

    Returns
    -------
    function or None
        None where no Python function is inside.

    Examples
    --------
    >>> body_of(np.vectorize(lambda z: z + 1)).__name__
    '<lambda>'
    >>> body_of(np.exp) is None
    True
    """
    for _ in range(DEEPEST):
        kind = type(value)
        if kind is FunctionType:
            if "__wrapped__" not in value.__dict__:
                return value  # type: ignore[no-any-return]
            value = value.__dict__["__wrapped__"]
        elif kind is functools.partial:
            value = value.func
        elif kind is MethodType:
            value = value.__func__
        elif kind is np.vectorize:
            value = value.pyfunc
        elif kind is _CACHED:
            value = value.__wrapped__
        else:
            value = type.__getattribute__(kind, "__dict__").get("__call__")
    return None


def own(value: Any, namespace: dict[str, Any]) -> FunctionType | None:
    """Give what `body_of` gives, if it was defined in this notebook.

    Parameters
    ----------
    value : object
        What the name of an exercise stands for.
    namespace : dict
        The notebook's.

    Returns
    -------
    function or None
        None for what is imported, of NumPy or no function at all.
    """
    body = body_of(value)
    return body if body is not None and body.__globals__ is namespace else None


def result_of(value: Any) -> Any:
    """Give what a function returned, a named tuple as the tuple that it is.

    Examples
    --------
    >>> from collections import namedtuple
    >>> result_of(namedtuple("Slopes", "dw db")(1.0, 2.0))
    (1.0, 2.0)
    """
    kind = type(value)
    if kind is not tuple and tuple in type.__getattribute__(kind, "__mro__"):
        return tuple(tuple.__iter__(value))
    return value


IMPORTED = (
    "Only a function that this notebook defines is judged: write it yourself with "
    "`def`."
)
