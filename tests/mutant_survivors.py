"""The mutants that get full points, each with the reason why it is right.

Keyed by exercise and by the change, as `tests.mutants` describes it.
"""

SURVIVORS: dict[tuple[str, str], str] = {}
