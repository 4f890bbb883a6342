"""A widget as HTML that needs neither kernel nor network, and where that is shown."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Mapping
from typing import Any


def page(
    title: str, style: str, script: str, state: Mapping[str, Any], height: int
) -> str:
    """Give a widget as one HTML element.

    Parameters
    ----------
    title : str
        Of the widget.
    style, script : str
        Its style sheet, and its modules in one text, without an export.
    state : mapping
        The traits that the browser reads.
    height : int
        Of the element, in pixels.

    Returns
    -------
    str
        An iframe that holds the script, the state and a small stand-in for the
        kernel's model.
    """
    plain = {k: v for k, v in state.items() if isinstance(v, PLAIN)}
    binary = {
        key: base64.b64encode(value).decode()
        for key, value in state.items()
        if isinstance(value, bytes)
    }
    inside = PAGE.format(
        title=html.escape(title),
        style=style,
        script=script,
        state=json.dumps(plain).replace("<", "\\u003c"),
        binary=json.dumps(binary),
    )
    return (
        f'<iframe title="{html.escape(title)}" loading="lazy" '
        f'srcdoc="{html.escape(inside)}" '
        f'style="width: 100%; height: {height}px; border: 0"></iframe>'
    )


def asleep(frame: str) -> str:
    """Wrap a frame so that it is seen only where the widget itself is not.

    Parameters
    ----------
    frame : str
        What `page` gives.

    Returns
    -------
    str
        HTML for the output below the widget's own.
    """
    return ASLEEP.format(frame)


# JupyterLab gives the output itself this class when there is no widget to put into it.
# The frame is loaded when it comes into view, and never where it is hidden.
ASLEEP = """<style>
.lm-Widget .bp-asleep {{ display: none }}
.jp-OutputArea-child:has(> .jp-OutputArea-output.jupyter-widgets):has(+ * .bp-asleep) {{
  display: none
}}
.jp-OutputArea-child:has(> .jp-OutputArea-output.jupyter-widgets) + * .bp-asleep {{
  display: block
}}
.bp-asleep p {{ display: none; margin: 0 0 4px }}
.lm-Widget .bp-asleep p {{ display: block }}
</style>
<div class="bp-asleep">
<p>The picture as it was saved. Run this cell again to connect it to your functions.</p>
{}
</div>
"""
PLAIN = (str, int, float, dict, list)
# A model with the few methods that the scripts use. Nothing listens at the other end.
PAGE = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<style>body {{ margin: 0 }}
{style}</style>
<div id="here"></div>
<script type="module">
{script}
const state = {state};
for (const [key, text] of Object.entries({binary})) {{
  state[key] = new DataView(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)).buffer);
}}
const listeners = {{}};
const model = {{
  static: true,
  get: (key) => state[key],
  set(key, value) {{
    state[key] = value;
    (listeners[`change:${{key}}`] ?? []).forEach((listener) => listener());
  }},
  save_changes() {{}},
  send() {{}},
  on(event, listener) {{ (listeners[event] ??= []).push(listener); }},
  off(event, listener) {{
    listeners[event] = (listeners[event] ?? []).filter((one) => one !== listener);
  }},
}};
const here = document.getElementById("here");
render({{ model, el: here }});
// A narrow page stacks the pictures: the frame grows with what it holds.
new ResizeObserver(() => {{
  try {{
    window.frameElement.style.height = `${{here.offsetHeight + 12}}px`;
  }} catch {{
    // A sandboxed frame keeps the height that it was given.
  }}
}}).observe(here);
</script>
</html>
"""
