"""A feedback page of a hostile student, opened in a real browser."""

import json
import warnings

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter

from autograder import budget
from autograder.grading.harmless import harmless
from autograder.grading.inert import POLICY, inert
from autograder.grading.page import TOO_MUCH, feedback_page
from autograder.grading.rendered import MAX_LINE, answered, shortened
from tests.attacks.model import code, honest
from tests.courses import make_course, run

MARK = "window.pwned = 1; fetch('http://127.0.0.1:9/pwned')"
HOSTILE = [
    f"<script>{MARK}</script>",
    f'<img src="x" onerror="{MARK}">',
    f'text <svg onload="{MARK}"></svg> text',
    '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
    '<meta http-equiv="refresh" content="0; url=http://127.0.0.1:9/pwned">',
    '<link rel="stylesheet" href="http://127.0.0.1:9/pwned.css">',
    '<base href="http://127.0.0.1:9/">',
    "<style>@import url(http://127.0.0.1:9/pwned.css);</style>",
    "![x](http://127.0.0.1:9/pwned.png)",
    "![x][far]\n\n[far]: http://127.0.0.1:9/pwned.png",
    '![x"onerror="window.pwned=1](x)',
    f"```mermaid\n</pre><script>{MARK}</script>\n```",
    f"$a</script><script>{MARK}</script>b$",
    f'<details ontoggle="{MARK}" open>x</details>',
    "[click](javascript:window.pwned=1)",
    "[click](java&#x09;script:window.pwned=1)",
    "[click][there]\n\n[there]: javascript:window.pwned=1",
    "<javascript:window.pwned=1>",
    f"<!--><script>{MARK}</script>-->",
    f"<scr<script>ipt>{MARK}</script>",
    r"$\href{javascript:window.pwned=1}{x}$",
]
ORDINARY = [
    "# Why\n\nThe slope is **small**: $\\sigma'(z) \\le 1/4$, so *learning* is slow.",
    "- one\n- two with `x[i]` and `a > b`\n\n1. first",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "See [the book](https://example.org/page) and 3 < 4, x<-y.",
    "$$\\frac{\\partial C}{\\partial w} = \\delta \\cdot x$$",
    "```python\nfor i in range(3):\n    print(i)\n```",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_markdown_stays_as_it_is(text):
    assert harmless(text) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_changes_once(text):
    assert harmless(text) != text
    assert harmless(harmless(text)) == harmless(text)


def page_of(*texts):
    """Show Markdown cells with the stock exporter."""
    cells = [nbformat.v4.new_markdown_cell(text) for text in texts]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exporter = HTMLExporter(template_name="classic")
        return exporter.from_notebook_node(nbformat.v4.new_notebook(cells=cells))[0]


@pytest.mark.parametrize(
    "html",
    [inert(page_of(*HOSTILE)), *(answered(text, {}) for text in HOSTILE)],
)
def test_an_inert_text_holds_nothing_that_runs_or_loads(html):
    soup = BeautifulSoup(html, features="html.parser")
    names = {element.name for element in soup.find_all(True)}
    assert not names & {"script", "iframe", "svg", "base", "link", "meta", "style"}
    for element in soup.find_all(True):
        assert not [name for name in element.attrs if name.startswith("on")]
        assert not element.attrs.get("href", "#").startswith(("java", "data"))
        assert "src" not in element.attrs
    assert "@import" not in html


def test_code_that_would_take_hours_to_colour_is_cut():
    honest = "def f(x):\n    return x  # as it is\n"
    assert shortened(honest, 1000) == honest
    assert shortened("a." * 10**5, 10**6) == "a." * (MAX_LINE // 2) + "…"
    assert shortened("x = 1\n" * 10**5, 12) == "x = 1\nx = 1\n…"
    long = "a." * 20_000 + "\n" + honest
    page = page_with(*(nbformat.v4.new_code_cell(long) for _ in range(3)))
    assert "as it is" in BeautifulSoup(page, features="html.parser").get_text()
    assert "a." * MAX_LINE not in BeautifulSoup(page, features="html.parser").get_text()


def test_a_text_that_would_take_long_to_read_is_cut():
    begins = r"\begin{a}" * 20_000
    page = page_with(*map(nbformat.v4.new_markdown_cell, ("First.", begins)))
    assert "First." in page
    assert page.count(r"\begin{a}") < 2500


def test_what_takes_too_much_time_is_left_out_and_the_verdicts_stay(monkeypatch):
    monkeypatch.setattr(budget, "JUDGING_SECONDS", 0.0)
    page = page_with(nbformat.v4.new_code_cell("secret = 1"))
    assert "secret" not in page
    assert TOO_MUCH in BeautifulSoup(page, features="html.parser").get_text()


def page_with(*cells):
    """Give the feedback page of cells that a student added."""
    for number, cell in enumerate(cells):
        cell.id = f"extra-{number}"
    return feedback_page(nbformat.v4.new_notebook(cells=cells))


def opened(browser, path):
    """Open a file; give what ran, what was asked for, and the text that is seen."""
    context = browser.new_context()
    page = context.new_page()
    asked, dialogs = [], []
    page.on("request", lambda sent: asked.append((sent, sent.url)))
    page.on("dialog", lambda dialog: (dialogs.append(dialog), dialog.dismiss()))
    page.goto(path.as_uri(), wait_until="load")
    page.wait_for_timeout(300)
    for link in page.locator("a", has_text="click").all():
        link.click(timeout=2000, no_wait_after=True)
    page.wait_for_timeout(100)
    ran = page.evaluate("window.pwned === 1") or bool(dialogs)
    text = page.inner_text("body")
    context.close()
    # Pictures in the page have addresses that start with "data:".
    ours = (path.as_uri(), "data:")
    sent = [url for request, url in asked if request.failure != "csp"]
    return ran, [url for url in sent if not url.startswith(ours)], text


@pytest.mark.browser
@pytest.mark.parametrize("text", HOSTILE[:3])
def test_a_stock_page_runs_the_students_script(text, browser, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(page_of(text), encoding="utf-8")
    ran, asked, _ = opened(browser, page)
    assert ran
    assert any("pwned" in url for url in asked)


@pytest.mark.browser
def test_the_rebuilt_text_alone_runs_nothing(browser, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(page_of(*map(harmless, HOSTILE)), encoding="utf-8")
    ran, asked, _ = opened(browser, page)
    assert not ran
    assert not [url for url in asked if "pwned" in url]


@pytest.mark.browser
def test_an_inert_text_runs_and_asks_for_nothing(browser, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(inert(page_of(*HOSTILE)), encoding="utf-8")
    ran, asked, _ = opened(browser, page)
    assert (ran, asked) == (False, [])


@pytest.mark.browser
def test_the_policy_alone_runs_nothing(browser, tmp_path):
    page = tmp_path / "page.html"
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    # No policy holds back a page that goes elsewhere, by itself or at a click.
    texts = [t for t in HOSTILE if "refresh" not in t and "click" not in t]
    stock = page_of(*texts).replace("<head>", f"<head>{policy}", 1)
    page.write_text(stock, encoding="utf-8")
    ran, asked, _ = opened(browser, page)
    assert not ran
    assert not [url for url in asked if "pwned" in url]


OUTPUTS = f'''
from IPython.display import HTML, Javascript, Markdown, SVG, display
evil = """{HOSTILE[0]}{HOSTILE[1]}"""
print(evil)
display(HTML(evil), Javascript("{MARK}"), Markdown(evil))
display({{"text/html": evil, "image/svg+xml": evil, "text/plain": evil}}, raw=True)
class Evil:
    def __repr__(self): return evil
    _repr_html_ = _repr_markdown_ = _repr_svg_ = _repr_javascript_ = __repr__
display(Evil())
raise type(evil, (Exception,), {{}})(evil)
'''
RAISES = f'''
def sigmoid(z):
    raise ValueError("""{HOSTILE[0]}{HOSTILE[1]}""")
'''


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.sandbox
def test_no_feedback_page_runs_or_loads_anything(browser, tmp_path, release_of):
    course = make_course(tmp_path / "course")
    assert run(course, "backprop", "release", "01").returncode == 0
    notebook = honest(release_of("01"))
    for cell in notebook["cells"]:
        about = cell["metadata"].get("nbgrader", {})
        if about.get("grade_id") == "sigmoid":
            cell["source"] = RAISES
        elif cell["cell_type"] == "markdown" and about.get("solution"):
            cell["source"] = "\n\n".join([*HOSTILE, *ORDINARY])
    texts = [{"cell_type": "markdown", "metadata": {}, "source": t} for t in HOSTILE]
    notebook["cells"] += [*texts, code(OUTPUTS)]
    path = course / "classroom/submitted/evil/01/neuron.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    for words in (
        ("backprop", "grade", "--sandbox", "best"),
        ("backprop", "feedback"),
    ):
        done = run(course, *words)
        assert done.returncode == 0, done.stderr
    page = course / "classroom/feedback/evil/01/neuron.html"
    ran, asked, text = opened(browser, page)
    assert (ran, asked) == (False, [])
    assert "window.pwned" in text  # it is shown, as text
    assert "The slope is small" in text
