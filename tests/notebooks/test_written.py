"""What a student wrote in words is read, wherever an editor has put it."""

import copy

import pytest
from nbgrader.utils import compute_checksum, determine_grade

from autograder.grading.skeleton import grade_id, lay_out
from tests.attacks.model import code
from tests.notebooks.model import (
    ANSWER,
    bare,
    cell,
    cells,
    delete,
    markdown,
    place,
    worked,
)

WORDS = "The slope is nearly zero at z = -6,\n\nso the product is tiny."
STUB = "YOUR ANSWER HERE"


def in_its_place(notebook):
    cell(notebook, ANSWER)["source"] = WORDS


def without_metadata(notebook):
    in_its_place(notebook)
    bare(notebook)


def in_a_new_cell(notebook):
    cells(notebook)[place(notebook, ANSWER)] = markdown(WORDS)


def below_the_placeholder(notebook):
    cells(notebook).insert(place(notebook, ANSWER) + 1, markdown(WORDS))


def above_the_placeholder(notebook):
    cells(notebook).insert(place(notebook, ANSWER), markdown(WORDS))


def behind_the_placeholders_own_words(notebook):
    cell(notebook, ANSWER)["source"] = WORDS.splitlines()[0]
    cells(notebook).insert(place(notebook, ANSWER) + 1, markdown(WORDS.splitlines()[2]))


def at_the_end_of_the_text_above(notebook):
    cells(notebook)[place(notebook, ANSWER) - 1]["source"] += "\n\n" + WORDS


def in_a_notebook_of_code_alone(notebook):
    in_its_place(notebook)
    cells(notebook)[:] = [
        each
        for each in cells(notebook)
        if each["cell_type"] == "code" or each["source"] == WORDS
    ]
    bare(notebook)


def in_a_raw_cell(notebook):
    in_a_new_cell(notebook)
    cells(notebook)[:] = [
        {**each, "cell_type": "raw"} if each["source"] == WORDS else each
        for each in cells(notebook)
    ]


def as_a_text_in_code(notebook):
    source = f'"""\n{WORDS}\n"""'
    cells(notebook)[place(notebook, ANSWER)] = code(source)


def as_a_named_text_below_the_placeholder(notebook):
    one, _, two = WORDS.splitlines()
    source = f'answer = ("{one}"\n\n"{two}")'
    cells(notebook).insert(place(notebook, ANSWER) + 1, code(source))


def as_a_comment_without_metadata(notebook):
    source = "\n".join(f"# {line}" for line in WORDS.splitlines())
    cells(notebook)[place(notebook, ANSWER)] = code(source)
    bare(notebook)


WAYS = [
    in_its_place,
    without_metadata,
    in_a_new_cell,
    below_the_placeholder,
    above_the_placeholder,
    behind_the_placeholders_own_words,
    at_the_end_of_the_text_above,
    in_a_notebook_of_code_alone,
    in_a_raw_cell,
    as_a_text_in_code,
    as_a_comment_without_metadata,
]


def answer_of(submission, release):
    notebook = lay_out(submission, release).notebook
    (found,) = [each for each in notebook.cells if grade_id(each) == ANSWER]
    return found


@pytest.mark.parametrize("way", WAYS)
def test_an_answer_waits_to_be_read(way, release_of):
    release, submission = release_of("01"), worked(release_of("01"))
    way(submission)
    answer = answer_of(submission, release)
    assert answer.source == WORDS
    assert determine_grade(answer) == (None, 2)


def test_a_text_with_a_name_waits_and_still_runs(release_of):
    release, submission = release_of("01"), worked(release_of("01"))
    as_a_named_text_below_the_placeholder(submission)
    answer = answer_of(submission, release)
    assert answer.source.split() == WORDS.split()
    assert determine_grade(answer) == (None, 2)
    steps = lay_out(submission, release).steps
    assert any(step.text.startswith("answer = ") for step in steps)


REMARKS = [
    "# dw, db = neuron_gradient(X, y, w, b)  # try it",
    "title = 'cost'",
    "one = 'the cost of the first of them'\ntwo = 'and that of the second one'",
    '"""Now."""\nx = 1\n"""And so on, for each of the other inputs."""',
    "x = 1  # the cost of the first of the two of them",
]


@pytest.mark.parametrize("source", REMARKS)
def test_code_beside_the_placeholder_is_no_answer(source, release_of):
    release, submission = release_of("01"), worked(release_of("01"))
    cells(submission).insert(place(submission, ANSWER) + 1, code(source))
    answer = answer_of(submission, release)
    assert determine_grade(answer) == (0, 2)


def blank(notebook):
    cell(notebook, ANSWER)["source"] = " \n"


def untouched(notebook):
    cell(notebook, ANSWER)["source"] = STUB + "\n"


def deleted(notebook):
    delete(notebook, ANSWER)


@pytest.mark.parametrize("way", [blank, untouched, deleted, bare])
def test_a_placeholder_without_words_is_zero_and_does_not_wait(way, release_of):
    release, submission = release_of("01"), worked(release_of("01"))
    way(submission)
    answer = answer_of(submission, release)
    assert answer.source == STUB
    assert compute_checksum(answer) == answer.metadata.nbgrader.checksum
    assert determine_grade(answer) == (0, 2)


def words_elsewhere(submission, release):
    notebook = lay_out(submission, release).notebook
    return [
        each.source
        for each in notebook.cells
        if each.id.startswith("extra") and each.cell_type == "markdown"
    ]


def test_words_that_stand_elsewhere_are_shown_too(release_of):
    release, submission = release_of("01"), worked(release_of("01"))
    cells(submission).insert(place(submission, "sigmoid"), markdown("My note."))
    text = next(each for each in cells(submission) if each["id"].startswith("text-"))
    text["source"] += "\n\nAnother note."
    assert words_elsewhere(submission, release) == ["Another note.", "My note."]


@pytest.mark.parametrize("ids", [True, False])
def test_no_old_paragraph_stands_beside_the_mended_one(ids, release_of):
    release = copy.deepcopy(release_of("01"))
    submission = worked(release)
    if not ids:
        bare(submission)
    mended = 0
    for each in release.cells:
        if each.id.startswith("text-"):
            each.source = each.source.replace("neuron", "nerve cell", 1)
            each.id = f"text-{mended:016x}"
            mended += 1
    assert words_elsewhere(submission, release) == []
    assert answer_of(submission, release).source == STUB
