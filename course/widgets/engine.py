"""What every widget shares: one text of JavaScript, one buffer, one static fallback."""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import anywidget
import ipywidgets
import numpy as np
from IPython.display import display
from traitlets import Bytes, Dict, Unicode

from course import Array
from course.widgets.student import Unready, quietly

STATIC = Path(__file__).parent / "static"
FAR = 1e30  # stands for infinity; float32 ends at 3.4e38
NO_NUMBER = 2e30  # stands for nan
EXPORT = "export default { render };\n"
_IMPORT = re.compile(r'^import \{[^}]*\} from "\./(\w+)\.js";\n', re.MULTILINE)


@dataclass(frozen=True)
class Content:
    """What a widget shows.

    Parameters
    ----------
    arrays : mapping of str to ndarray
        The student's results over the grid of settings; sent as one buffer of float32.
    facts : mapping, optional
        Small things that JSON can hold: names, limits, words.
    remark : str, optional
        What is wrong with the student's function although it can be drawn.
    """

    arrays: Mapping[str, Array]
    facts: Mapping[str, Any] = field(default_factory=dict)
    remark: str = ""


def pack(arrays: Mapping[str, Array]) -> tuple[bytes, dict[str, list[Any]]]:
    """Lay arrays one after the other in a buffer of float32, nothing in it not finite.

    Parameters
    ----------
    arrays : mapping of str to ndarray
        Real numbers in any shape.

    Returns
    -------
    data : bytes
        Little-endian float32.
    index : dict
        For each name the place of its first number, and its shape.

    Examples
    --------
    >>> data, index = pack({"a": np.array([1.0, np.nan]), "b": np.array([[-np.inf]])})
    >>> np.frombuffer(data, "<f4")
    array([ 1.e+00,  2.e+30, -1.e+30], dtype=float32)
    >>> index
    {'a': [0, [2]], 'b': [2, [1, 1]]}
    """
    parts, index, start = [], {}, 0
    for name, array in arrays.items():
        safe = np.where(np.isnan(array), NO_NUMBER, array.clip(-FAR, FAR))
        parts.append(safe.astype("<f4").tobytes())
        index[name] = [start, list(array.shape)]
        start += array.size
    return b"".join(parts), index


def script(name: str) -> str:
    """Join a module of ``static/`` and those that it imports into one text.

    anywidget takes one text. The files stay plain ES modules, so that no build step
    stands between them and the reader.

    Parameters
    ----------
    name : str
        Name of the module, without ``.js``.

    Returns
    -------
    str
        The modules, the imported ones first, each once; one export, the last line.
    """
    texts: dict[str, str] = {}

    def add(name: str) -> None:
        text = (STATIC / f"{name}.js").read_text(encoding="utf-8")
        for imported in _IMPORT.findall(text):
            if imported not in texts:
                add(imported)
        text = _IMPORT.sub("", text)
        texts[name] = re.sub(r"^export ", "", text, flags=re.MULTILINE)

    add(name)
    return "\n".join([*texts.values(), EXPORT])


class Explorer(anywidget.AnyWidget):  # type: ignore[misc]
    """An interactive picture: the browser draws from a buffer, the kernel is not asked.

    A subclass has its JavaScript (``_esm``), its title, its height in a static page,
    and one synchronised trait for each control.
    """

    title = ""
    height = 520
    _css = (STATIC / "widgets.css").read_text(encoding="utf-8")

    data = Bytes(help="the numbers, little-endian float32").tag(sync=True)
    index = Dict(help="where each array starts, and its shape").tag(sync=True)
    facts = Dict(help="small constants of the picture").tag(sync=True)
    problem = Unicode(help="why there is no picture").tag(sync=True)
    remark = Unicode(help="what the picture shows to be wrong").tag(sync=True)
    status = Unicode(help="the picture's conclusion in words").tag(sync=True)

    @classmethod
    def show(cls, prepare: Callable[[], Content], **settings: Any) -> Self:
        """Run the student's functions and make the widget, or one that says why not.

        Parameters
        ----------
        prepare : callable
            Calls the student's functions. May raise `Unready`.
        **settings
            Where the controls stand at first.

        Returns
        -------
        Self
            Never an error that is the student's.
        """
        try:
            with quietly():
                content = prepare()
        except Unready as why:
            return cls(problem=str(why), **settings)
        data, index = pack(content.arrays)
        facts = dict(content.facts)
        return cls(
            data=data, index=index, facts=facts, remark=content.remark, **settings
        )

    def __init__(self, **state: Any) -> None:
        # The place is kept from the first moment: what is below must not jump.
        least = "0" if state.get("problem") else f"{self.height}px"
        super().__init__(layout=ipywidgets.Layout(min_height=least), **state)

    def __repr__(self) -> str:
        """Say in one line what stands here: feedback pages show this and no more."""
        words = (
            self.problem
            or self.remark
            or self.status
            or "run this cell in JupyterLab to move it."
        )
        return f"{self.title} (interactive picture): {words}"

    def _ipython_display_(self) -> None:
        """Show the widget, and below it what is seen where it cannot be shown.

        Two outputs, because JupyterLab looks at no other form of an output whose
        widget its kernel does not know: a saved notebook that is opened again would
        show nothing but "model not found".
        """
        bundle = self._repr_mimebundle_()
        display({"text/plain": repr(self)} if bundle is None else bundle[0], raw=True)
        display({"text/html": _ASLEEP.format(self.static_html())}, raw=True)

    def static_numbers(self) -> tuple[bytes, dict[str, list[Any]]]:
        """Give the buffer and the index for a page without a kernel."""
        return self.data, self.index

    def static_html(self) -> str:
        """Give the widget as one HTML element that needs neither kernel nor network.

        Returns
        -------
        str
            An iframe that holds the script, the state and a small stand-in for the
            kernel's model.
        """
        own = (key for key in self.trait_names(sync=True) if key != "layout")
        state = {key: getattr(self, key) for key in own if not key.startswith("_")}
        state["data"], state["index"] = self.static_numbers()
        plain = {k: v for k, v in state.items() if isinstance(v, _PLAIN)}
        binary = {
            key: base64.b64encode(value).decode()
            for key, value in state.items()
            if isinstance(value, bytes)
        }
        page = _PAGE.format(
            title=html.escape(self.title),
            style=self._css,
            script=self._esm.removesuffix(EXPORT),
            state=json.dumps(plain).replace("<", "\\u003c"),
            binary=json.dumps(binary),
        )
        height = 90 if self.problem else self.height
        return (
            f'<iframe title="{html.escape(self.title)}" loading="lazy" '
            f'srcdoc="{html.escape(page)}" '
            f'style="width: 100%; height: {height}px; border: 0"></iframe>'
        )


# JupyterLab gives the output itself this class when there is no widget to put into it.
# The frame is loaded when it comes into view, and never where it is hidden.
_ASLEEP = """<style>
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
_PLAIN = (str, int, float, dict, list)
# A model with the few methods that the scripts use. Nothing listens at the other end.
_PAGE = """<!DOCTYPE html>
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
