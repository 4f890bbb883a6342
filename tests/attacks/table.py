"""All attacks, in one table."""

from tests.attacks import (
    between_tries,
    in_code,
    in_processes,
    in_questions,
    in_the_machine,
    in_the_notebook,
    on_files,
    on_the_budget,
    on_the_pipe,
)

ATTACKS = [
    *in_code.ATTACKS,
    *on_files.ATTACKS,
    *in_processes.ATTACKS,
    *on_the_pipe.ATTACKS,
    *in_the_notebook.ATTACKS,
    *in_questions.ATTACKS,
    *in_the_machine.ATTACKS,
    *between_tries.ATTACKS,
    *on_the_budget.ATTACKS,
]
FAMILIES = sorted({attack.family for attack in ATTACKS})
