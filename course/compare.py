"""Compare a result with the expected value, and find words for the difference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Tolerance:
    """How close is right: |got - want| <= atol + rtol * max|want|, each element."""

    rtol: float
    atol: float


@dataclass(frozen=True)
class Finding:
    """What is wrong with a result.

    Parameters
    ----------
    kind : str
        One word for machines: "none", "shape", "transposed", "sign", "factor", ...
    sentence : str
        The same for a person.
    """

    kind: str
    sentence: str


def examine(
    got: Any,
    want: Any,
    tolerance: Tolerance,
    *,
    named: Mapping[str, Any],
    after: Mapping[str, Any] | None = None,
    piece: int | None = None,
    warned: Sequence[str] = (),
    quiet: bool = False,
) -> Finding | None:
    """Say what is wrong with a result; None when it is right."""
    raise NotImplementedError
