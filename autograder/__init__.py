"""The instructor's side: build, checks, slips, sandbox, grading."""

import sys

# What jsonschema imports, where it is installed, to check formats that no schema of a
# notebook has: IRIs, URIs, durations and so on. One compiles a grammar for some two
# seconds, another loads a library of calendars: together far more than all else that
# reads a notebook. With None here the import is refused, and jsonschema leaves such
# formats unchecked.
for unused in (
    "fqdn",
    "isoduration",
    "rfc3339_validator",
    "rfc3986_validator",
    "rfc3987_syntax",
    "uri_template",
    "webcolors",
):
    sys.modules.setdefault(unused, None)  # type: ignore[arg-type]
