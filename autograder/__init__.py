"""The instructor's side: build, checks, banks, sandbox, grading."""

import sys

# jsonschema imports this package where it is installed, to check IRIs, and so compiles
# a grammar for some two seconds: half of the start-up of everything that reads
# notebooks. No schema of a notebook holds an IRI; with None here the import is refused
# and jsonschema leaves that one format unchecked.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
