"""Make a student's Markdown harmless wherever it is shown, and keep it readable.

The graded notebook is opened in formgrader, in JupyterLab and as a feedback page. Their
renderers let raw HTML through, so the text itself must not hold any.
"""

from __future__ import annotations

import re

# A browser reads "<" as the start of a tag only before these; "< b" is plain text in
# Markdown, in a code span and in a formula alike.
TAG = re.compile(r"<(?=[A-Za-z/!?])")
IMAGE = re.compile(r"!(?=\[)")
# A link stays one where it plainly leads to the web.
LINK = re.compile(r"\](?=\()(?!\(https?://[^\s()<>\"'`\\]+\))")
DEFINITION = re.compile(r"\](?=:)")
# What a formula may do beside being one.
TEX = re.compile(r"\\(?=(?:href|require|unicode|style|class|cssId|data)\b)")


def harmless(markdown: str) -> str:
    r"""Take raw HTML, images and all but plain web links out of a text.

    Parameters
    ----------
    markdown : str
        What the student wrote.

    Returns
    -------
    str
        The text, which no renderer takes for HTML; formulas and ordinary Markdown stay.
        What is harmless already comes back as it is.

    Examples
    --------
    >>> harmless("**Small** slopes: $a<b$, `x[i]`, [why](https://example.org/a).")
    '**Small** slopes: $a< b$, `x[i]`, [why](https://example.org/a).'
    >>> harmless("<script>alert(1)</script> [go](javascript:alert) ![](//x.org/i.png)")
    '< script>alert(1)< /script> [go] (javascript:alert) ! [] (//x.org/i.png)'
    """
    text = markdown
    for pattern in (TAG, IMAGE, LINK, DEFINITION):
        text = pattern.sub(lambda match: match[0] + " ", text)
    return TEX.sub(lambda match: match[0] + " ", text)
