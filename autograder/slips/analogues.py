"""For each exercise its idea worked in other numbers: the last step of the ladder."""

ANALOGUES: dict[str, str] = {}
