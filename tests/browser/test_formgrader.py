"""An instructor's week in formgrader, in a browser that reaches no other machine."""

import pytest

from autograder.browser.lab import PATIENCE, TOKEN, running
from autograder.checks import CHAPTERS
from autograder.sample import submissions
from tests.courses import make_course, run

pytestmark = [pytest.mark.slow, pytest.mark.sandbox]
ANSWER = next(iter(CHAPTERS["01"].answers))
HANDED_IN = "2026-11-20 10:00:00.000000 UTC"
SETTINGS = """
c = get_config()  # noqa: F821
c.JudgeExercises.sandbox = "best"
c.Exchange.root = {exchange!r}
c.ExchangeCollect.check_owner = False
"""


@pytest.fixture
def desk(browser, tmp_path):
    """Give a page of formgrader, its address, the course, and what left the machine."""
    root = make_course(tmp_path / "notebooks")
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    config = root / "nbgrader_config.py"
    settings = SETTINGS.format(exchange=str(exchange))
    config.write_text(config.read_text() + settings)
    done = run(root, "backprop", "build", "01")
    assert done.returncode == 0, done.stderr
    strays = []

    def only_here(route):
        if route.request.url.startswith((lab.url, "data:", "blob:")):
            route.continue_()
        else:
            strays.append(route.request.url)
            route.abort()

    with running(tmp_path, browser) as lab:
        context = browser.new_context()
        context.route("**/*", only_here)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{lab.url}/formgrader?token={TOKEN}")
        yield page, f"{lab.url}/formgrader", root, strays
        context.close()


def press(page, button):
    """Press a button of the first row, and close what says that it was done."""
    page.locator(f"td.{button} a").first.click()
    told = page.locator(".modal.in")
    told.wait_for()
    said = told.inner_text().removeprefix("×").strip()
    told.locator(".close").first.click()
    told.wait_for(state="detached")
    assert said.startswith("Success"), said


def test_from_draft_to_feedback_without_the_network(desk, release_of):
    page, url, root, strays = desk
    press(page, "assign")
    press(page, "release")
    work = dict(submissions(CHAPTERS["01"], release_of("01")))["mistakes-1"]
    inbound = root.parent / "exchange/backprop/inbound"
    folder = inbound / f"ada+01+{HANDED_IN}+key"
    folder.mkdir()
    (folder / "timestamp.txt").write_text(HANDED_IN)
    (folder / "neuron.ipynb").write_text(work)
    press(page, "collect")
    page.goto(f"{url}/manage_submissions/01")
    press(page, "autograde")

    page.goto(f"{url}/gradebook/01/neuron")
    page.locator("tbody td a").first.click()
    page.wait_for_selector(f"#{ANSWER}-comment")
    assert page.locator("math").count() > 100
    assert "$" not in page.locator(".text_cell_render").first.inner_text()
    verdicts = page.locator(".output_html").all_inner_texts()
    assert len(verdicts) == len(CHAPTERS["01"].checks)
    assert any("not right" in said or "✗" in said for said in verdicts)
    with page.expect_response("**/api/grade/*"):
        page.fill(f"#{ANSWER}", "1.5")
        page.press(f"#{ANSWER}", "Tab")
    with page.expect_response("**/api/comment/*"):
        page.fill(f"#{ANSWER}-comment", "Say *why*: $z$ is large.")
        page.press(f"#{ANSWER}-comment", "Tab")

    page.goto(f"{url}/manage_assignments")
    press(page, "generate-feedback")
    written = (root / "classroom/feedback/ada/01/neuron.html").read_text()
    assert "Say <em>why</em>: <math" in written
    assert "1.5 of 2" in written
    assert strays == []
