"""A picture in a written answer is drawn anew and shown to whoever reads it."""

import base64
import io
from urllib.parse import quote

import nbformat
import numpy as np
import pytest
from PIL import Image, PngImagePlugin

from autograder.grading import outputs
from autograder.grading.grade import grade_notebook
from autograder.grading.page import feedback_page
from autograder.grading.pictures import UNREADABLE
from autograder.grading.skeleton import grade_id
from autograder.sandbox.inside import pictures
from tests.attacks.model import CHAPTER
from tests.attacks.on_the_budget import huge_png
from tests.notebooks.model import ANSWER, cell, worked

pytestmark = pytest.mark.sandbox
rng = np.random.default_rng(5)
NOTE = "<script>secret place</script>"


def picture(kind="png", height=30, width=40, noise=255):
    file = io.BytesIO()
    pixels = rng.integers(0, noise, (height, width, 3), dtype=np.uint8)
    about = PngImagePlugin.PngInfo()
    about.add_text("Comment", NOTE)
    rest = {"pnginfo": about} if kind == "png" else {"comment": NOTE.encode()}
    Image.fromarray(pixels).save(file, kind, **rest)
    return file.getvalue()


def written(content):
    return base64.b64encode(content).decode()


def attached(content, name="image.png", kind="image/png"):
    """Paste a picture, as JupyterLab and VS Code do."""
    link = f"See ![a sketch](attachment:{quote(name)})."
    return link, {name: {kind: written(content)}}


def written_out(content):
    """Insert a picture, as Colab does."""
    return f"See ![sketch](data:image/jpeg;base64,{written(content)}).", {}


def resized(content):
    """Draw a pasted picture smaller, which only HTML can."""
    html = '<img src="attachment:a.png" width="300" alt="a sketch">'
    return f"See {html}.", {"a.png": {"image/png": written(content)}}


def answered(source, attachments, release, sandbox):
    submission = worked(release)
    cell(submission, ANSWER).update(source=source, attachments=attachments)
    graded = grade_notebook(submission, release, CHAPTER, sandbox, b"secret")
    nbformat.validate(graded.notebook)
    (found,) = [each for each in graded.notebook.cells if grade_id(each) == ANSWER]
    return found


def drawn(answer):
    ((name, forms),) = answer.attachments.items()
    assert answer.source == f"See ![picture](attachment:{name})."
    content = base64.b64decode(forms["image/png"])
    return content, Image.open(io.BytesIO(content), formats=("PNG",))


@pytest.mark.parametrize(
    ("given", "size"),
    [
        (attached(picture()), (40, 30)),
        (attached(picture(), "my sketch.png"), (40, 30)),
        (attached(picture("jpeg"), "photo.jpg", "image/jpeg"), (40, 30)),
        (attached(picture(height=900, width=3000, noise=1)), (1200, 360)),
        (attached(picture(height=1400, width=1400)), (500, 500)),
        (written_out(picture("jpeg", 600, 800, noise=1)), (800, 600)),
        (resized(picture()), (40, 30)),
        (("See ![a sketch](attachment:other.png).", {}), None),
    ],
    ids=[
        "PNG",
        "a name with a blank",
        "JPEG",
        "wide",
        "many bytes",
        "written out",
        "resized",
        "not there",
    ],
)
def test_a_picture_is_drawn_anew(given, size, release_of, sandbox):
    answer = answered(*given, release_of("01"), sandbox)
    if size is None:
        assert answer.source == f"See {UNREADABLE}."
        return
    content, image = drawn(answer)
    assert image.size == size
    assert len(content) <= pictures.MOST
    assert b"secret place" not in content


def test_the_page_shows_it(release_of, sandbox):
    release, submission = release_of("01"), worked(release_of("01"))
    source, attachments = attached(picture())
    cell(submission, ANSWER).update(source=source, attachments=attachments)
    graded = grade_notebook(submission, release, CHAPTER, sandbox, b"secret")
    page = feedback_page(graded.notebook)
    (found,) = [each for each in graded.notebook.cells if grade_id(each) == ANSWER]
    assert written(drawn(found)[0])[:200] in page


@pytest.mark.parametrize(
    "content",
    [
        b"<svg onload='alert(1)'>",
        picture()[:300],
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        huge_png(),
    ],
    ids=["no picture", "half of one", "its head", "60000 by 60000"],
)
def test_what_is_no_picture_is_told_and_the_words_stay(content, release_of, sandbox):
    answer = answered(*attached(content), release_of("01"), sandbox)
    assert answer.source == f"See {UNREADABLE}."
    assert "attachments" not in answer


def test_there_is_room_for_so_many(release_of, sandbox, monkeypatch):
    """The second of two finds no room left; without a bound it would."""
    one, two = attached(picture(), "1.png"), attached(picture(), "2.png")
    given = f"{one[0]} {two[0]}", {**one[1], **two[1]}
    release = release_of("01")
    assert UNREADABLE not in answered(*given, release, sandbox).source
    few = (outputs.ALL_TEXT, outputs.ALL_IMAGES, 2000)
    monkeypatch.setattr(outputs.Room.__init__, "__defaults__", few)
    assert answered(*given, release, sandbox).source.count(UNREADABLE) == 1
