"""Find a student's function in the notebook, look at it, and call it."""

from __future__ import annotations

import contextlib
import copy
import dis
import io
import linecache
import types
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from course.callables import IMPORTED, body_of, own, result_of
from course.compare import Finding
from course.deadline import OverTime
from course.errors import plainly
from course.functions import Arguments
from course.words import listed, short, type_name, what

LEFT_RAISE = (
    "There is code in it, but the line `raise NotImplementedError()` still stands "
    "there, and it is reached: delete it."
)
PRINTED = 2000  # how many characters of what the function prints are shown

Namespace = dict[str, Any]
Function = Callable[..., Any]


@dataclass(frozen=True)
class Call:
    """What became of a call.

    Parameters
    ----------
    value : object
        What the function returned.
    args : tuple
        The arguments after the call.
    warned : tuple of str
        Messages of the numerical warnings.
    printed : str
        What it printed.
    calls : int
        How often it called the functions among its arguments.
    finding : Finding or None
        Why there is no value.
    raised : str
        Name of the class of the exception; empty where there was none.
    message : str
        Its text.
    shared : bool
        Whether an array of the value is an argument, or a part of one.
    """

    value: Any
    args: tuple[Any, ...]
    warned: tuple[str, ...]
    printed: str
    calls: int = 0
    finding: Finding | None = None
    raised: str = ""
    message: str = ""
    shared: bool = False


def find_function(name: str, namespace: Namespace) -> Function | Finding:
    """Give the function of this name if the notebook defines it.

    Parameters
    ----------
    name : str
        Name of the function.
    namespace : dict
        The notebook's.

    Returns
    -------
    callable or Finding
        The function, maybe wrapped by ``np.vectorize`` or the like; or why there is
        none to judge.
    """
    if name not in namespace:
        sentence = f"`{name}` is not defined: run the cell that defines it."
        return Finding("undefined", sentence)
    value = namespace[name]
    if own(value, namespace):
        return value  # type: ignore[no-any-return]
    if type(value) is types.FunctionType:
        origin = value.__globals__.get("__name__")
        return _elsewhere(name, f" from `{short(origin, 60)}`" if origin else "")
    if what(value) == "a function":
        return _elsewhere(name, "")
    sentence = f"`{name}` is {what(value)}, not a function: define it with `def`."
    return Finding("no function", sentence)


def _elsewhere(name: str, origin: str) -> Finding:
    return Finding("imported", f"`{name}` is imported{origin}. {IMPORTED}")


def wrong_parameters(
    function: Function, parameters: tuple[str, ...], given: int
) -> Finding | None:
    """Say whether the function cannot be called with this many arguments.

    Parameters
    ----------
    function : function
        The student's.
    parameters : tuple of str
        What they are called in the exercise.
    given : int
        How many are given.

    Returns
    -------
    Finding or None
        None where the call is possible.
    """
    if type(function) is not types.FunctionType:
        return None  # what wraps it may fill in some of the arguments
    code = function.__code__
    takes = code.co_varnames[: code.co_argcount]
    least = len(takes) - len(function.__defaults__ or ())
    keywords = code.co_varnames[len(takes) : len(takes) + code.co_kwonlyargcount]
    needed = [name for name in keywords if name not in (function.__kwdefaults__ or {})]
    many = bool(code.co_flags & 0x04)  # *args
    if least <= given and (given <= len(takes) or many) and not needed:
        return None
    takes = (*takes, *needed)
    names = f" ({', '.join(takes)})" if takes else ""
    arguments = "argument" if len(takes) == 1 else "arguments"
    wanted = listed(parameters[:given]) if given else "none"
    sentence = (
        f"It takes {len(takes)} {arguments}{names}, wanted {given}: {wanted}. The "
        "first line of the function should stay as it was given."
    )
    return Finding("parameters", sentence)


def call(function: Function, args: tuple[Any, ...]) -> Call:
    """Call the function on copies of the arguments, and keep what happens in hand.

    Parameters
    ----------
    function : function
        The student's.
    args : tuple
        The arguments; they stay as they are.

    Returns
    -------
    Call
        The value, or a finding about the exception; an interrupt from the keyboard
        and the end of the time pass through.
    """
    given = Arguments(copy.deepcopy(args))
    value, finding, raised, message = None, None, "", ""
    printed = io.StringIO()
    with (
        contextlib.redirect_stdout(printed),
        warnings.catch_warnings(record=True) as caught,
        np.errstate(all="warn", under="ignore"),
    ):
        warnings.simplefilter("always")
        try:
            value = result_of(function(*given.values))
        except (KeyboardInterrupt, OverTime):
            raise
        except BaseException as error:  # sys.exit() too is only a wrong answer
            finding, raised = _raised(error, function), type_name(error)
            message = _message(error)
    warned = tuple(
        str(warning.message)
        for warning in caught
        if issubclass(warning.category, RuntimeWarning)
    )
    said = printed.getvalue()[:PRINTED]
    return Call(
        value,
        given.after(),
        warned,
        said,
        given.calls,
        finding,
        raised,
        message,
        given.shares(value),
    )


def _raised(error: BaseException, called: Function) -> Finding:
    function = body_of(called)
    assert function is not None
    frames: list[tuple[types.CodeType, int]] = []
    trace = error.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        # A comprehension has a frame, but for its reader it is a line like any other.
        inside = frames and code.co_name.startswith("<") and code.co_name != "<lambda>"
        if trace.tb_frame.f_globals is function.__globals__ and not inside:
            frames.append((code, trace.tb_lineno))
        trace = trace.tb_next
    own, helper = frames[:1], frames[-1:]
    if type(error) is NotImplementedError and helper and helper == own:
        if not is_stub(function):
            return Finding("raised", LEFT_RAISE)
        sentence = f"`{function.__code__.co_name}` is not written yet."
        return Finding("unwritten", sentence)
    where = "".join(_line(code, line) for code, line in own)
    for code, line in helper:
        if code is not function.__code__:
            where += f", inside `{code.co_name}`{_line(code, line)}"
    said = plainly(type_name(error), _message(error))
    return Finding("raised", f"It raised an error{where}: {said}")


def is_stub(function: Any) -> bool:
    """Whether a function does nothing but say that it is not written yet."""
    code = getattr(function, "__code__", None)
    if type(code) is not types.CodeType:
        return True
    names = {"NotImplementedError"}
    return set(code.co_names) <= names and code.co_nlocals == code.co_argcount


def _message(error: BaseException) -> str:
    try:
        return short(str(error))
    except Exception:  # a student's exception may be broken in itself
        return ""


def _line(code: types.CodeType, line: int) -> str:
    text = short(linecache.getline(code.co_filename, line), 80).replace("`", "'")
    return f" in line {line}" + (f", `{text}`" if text else "")


def names_used(called: Function) -> Iterator[str]:
    """Give the global names that a function uses, those of its notebook helpers too.

    Parameters
    ----------
    called : callable
        The student's function.

    Yields
    ------
    str
        Each name once. An attribute such as the ``tanh`` of ``np.tanh`` is none.
    """
    seen: set[str] = set()
    function = body_of(called)
    assert function is not None
    waiting: list[types.CodeType] = [function.__code__]
    while waiting:
        code = waiting.pop()
        waiting += [c for c in code.co_consts if type(c) is types.CodeType]
        for step in dis.get_instructions(code):
            name = step.argval
            if step.opname not in ("LOAD_GLOBAL", "LOAD_NAME") or name in seen:
                continue
            seen.add(name)
            yield name
            helper = function.__globals__.get(name)
            if (
                type(helper) is types.FunctionType
                and helper.__globals__ is function.__globals__
            ):
                waiting.append(helper.__code__)
