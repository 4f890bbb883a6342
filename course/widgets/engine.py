"""What every widget shares: one text of JavaScript, one buffer, one static fallback."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import anywidget
import ipywidgets
import numpy as np
from IPython.display import display
from traitlets import Bytes, Dict, Int, TraitType, Unicode

from course import Array
from course.widgets import still
from course.widgets.student import NOTHING, Unready, quietly
from course.widgets.work import Settings, Work

STATIC = Path(__file__).parent / "static"
FAR = 1e30  # stands for infinity; float32 ends at 3.4e38
NO_NUMBER = 2e30  # stands for nan; NOTHING is beyond it
FIRST = 2.0  # seconds of work before the picture is shown
SLICE = 0.15  # seconds of work while nothing else happens
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


@dataclass(frozen=True)
class Growing:
    """A picture that is shown before all of it is computed.

    Parameters
    ----------
    work : Work
        What is to be computed.
    view : callable
        Gives what there is to be shown now.
    """

    work: Work
    view: Callable[[], Content]


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
        safe = np.where(array == NOTHING, NOTHING, safe)
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
    pending = Int(0, help="how many parts are still to be computed").tag(sync=True)
    turns = Int(0, help="how often the browser has let the work go on").tag(sync=True)

    growing: Growing | None = None

    def __init_subclass__(cls, **named: Any) -> None:
        """Let the kernel not repeat to the browser what the browser has told it.

        Where the kernel is busy the repetition is late: it would push a slider back
        that has moved on in the meantime.
        """
        super().__init_subclass__(**named)
        for trait in (*vars(Explorer).values(), *vars(cls).values()):
            if isinstance(trait, TraitType):
                trait.tag(echo_update=False)

    @classmethod
    def show(cls, prepare: Callable[[], Content | Growing], **settings: Any) -> Self:
        """Run the student's functions and make the widget, or one that says why not.

        Parameters
        ----------
        prepare : callable
            Calls the student's functions. May raise `Unready`. What grows is worked on
            for some time, and then whenever the browser has nothing else to do.
        **settings
            Where the controls stand at first.

        Returns
        -------
        Self
            Never an error that is the student's.
        """
        try:
            with quietly():
                made = prepare()
                if isinstance(made, Growing):
                    made.work.run(cls.settings() | settings, FIRST)
                    made.work.insist()
                content = made.view() if isinstance(made, Growing) else made
        except Unready as why:
            return cls(problem=str(why), **settings)
        widget = cls(**_state(content), **settings)
        if isinstance(made, Growing):
            widget.growing, widget.pending = made, made.work.left
            widget.on_msg(widget.grow)
        return widget

    @classmethod
    def settings(cls) -> dict[str, Any]:
        """Give where the controls stand at first."""
        own = cls.class_traits(sync=True).items()
        return {name: trait.default() for name, trait in own if name[0] != "_"}

    def grow(self, _: Any, message: Any, buffers: Any = None) -> None:
        """Work for a moment, because the browser has nothing else to do.

        Parameters
        ----------
        message : dict
            Where the controls stand.
        """
        if self.growing and isinstance(message, dict) and "more" in message:
            settings: Settings = message["more"]
            with quietly():
                self.growing.work.run(settings, SLICE)
                content = self.growing.view()
            with self.hold_sync():
                for name, value in _state(content).items():
                    setattr(self, name, value)
                self.pending = self.growing.work.left
                self.turns += 1  # a part may take longer than a turn

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
        display({"text/html": still.asleep(self.static_html())}, raw=True)

    def static_numbers(self) -> tuple[bytes, dict[str, list[Any]]]:
        """Give the buffer and the index for a page without a kernel."""
        return self.data, self.index

    def static_html(self) -> str:
        """Give the widget as one HTML element that needs neither kernel nor network.

        Returns
        -------
        str
            See `course.widgets.still.page`.
        """
        own = (key for key in self.trait_names(sync=True) if key != "layout")
        state = {key: getattr(self, key) for key in own if not key.startswith("_")}
        state["data"], state["index"] = self.static_numbers()
        height = 90 if self.problem else self.height
        script = self._esm.removesuffix(EXPORT)
        return still.page(self.title, self._css, script, state, height)


def _state(content: Content) -> dict[str, Any]:
    data, index = pack(content.arrays)
    facts, remark = dict(content.facts), content.remark
    return {"data": data, "index": index, "facts": facts, "remark": remark}
