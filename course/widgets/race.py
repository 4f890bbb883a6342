"""Chapter 09: optimizers side by side on one landscape."""

from __future__ import annotations

import functools
import time
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from traitlets import Bytes, Dict, Float, Int, Unicode

from course import Array
from course.widgets.engine import FIRST, Content, Explorer, pack, script
from course.widgets.landscapes import LANDSCAPES
from course.widgets.runners import STEPS, Race, Runner, first_wrong, hyperparameters
from course.widgets.student import Given, Unready, quietly, remark_of

RATES: Array = np.geomspace(0.002, 0.5, 49)
FEW_RATES: Array = RATES[::12]  # for a page without a kernel
FILM = ("paths", "costs")
TURN = 0.3  # seconds of running before the browser is answered
KEPT = 64  # races
SETTINGS = ("eta", "mu", "beta1", "beta2", "start1", "start2", "landscape")
USUAL: dict[str, Given] = {
    "SGD": "gradient_step",
    "momentum": "momentum_step",
    "Nesterov": "nesterov_step",
    "RMSprop": "rmsprop_step",
    "Adam": "adam_step",
}


class OptimizerRace(Explorer):
    """Paths over contours and cost curves, one of each for every optimizer.

    Too many settings to tabulate: here the browser asks the kernel for each race, one
    request at a time, and a race is so short that this keeps up with a slider. While
    nothing moves it asks for the races to which a slider may lead next.
    """

    _esm = script("race")
    title = "Optimizer race"
    height = 780

    eta = Float(float(RATES[22]), help="the learning rate").tag(sync=True)
    mu = Float(0.9, help="momentum").tag(sync=True)
    beta1 = Float(0.9, help="decay of Adam's mean").tag(sync=True)
    beta2 = Float(0.99, help="decay of the mean square").tag(sync=True)
    start1 = Float(LANDSCAPES[0].start[0], help="first coordinate").tag(sync=True)
    start2 = Float(LANDSCAPES[0].start[1], help="second coordinate").tag(sync=True)
    landscape = Unicode(LANDSCAPES[0].name, help="what is run over").tag(sync=True)
    alone = Unicode("", help="the one that is shown; empty for all").tag(sync=True)
    step = Int(STEPS, help="the step that is marked").tag(sync=True)
    answer = Int(0, help="the request that the data answer").tag(sync=True)
    about = Dict(help="settings and remarks of these races").tag(sync=True)
    maps = Bytes(help="the landscapes, float32").tag(sync=True)

    runners: tuple[Runner, ...] = ()
    begun: dict[Any, Race]  # by their settings, the last ones
    standing = ""  # what is wrong whatever the settings are

    def respond(self, _: Any, message: Any, buffers: Any = None) -> None:
        """Run the races that the browser asks for, and send them.

        Parameters
        ----------
        message : dict
            The number of the request, and the settings of each race.
        """
        if not isinstance(message, dict) or "ask" not in message:
            return
        # The traits stay as they are: set here, they would come back to a browser whose
        # slider has moved on, and push it back. It sends them when it is at rest.
        with self.hold_sync():
            self.hold(message["races"], TURN)
            self.answer = int(message["ask"])

    def hold(self, wanted: Sequence[Mapping[str, Any]], seconds: float) -> None:
        """Run these races on, the first before the others, and lay them down."""
        races = [self.race(settings) for settings in wanted]
        end = time.monotonic() + seconds
        with quietly():
            for race in races:
                race.run(end)
        films = [race.film() for race in races]
        arrays = {name: np.stack([film[name] for film in films]) for name in FILM}
        self.data, self.index = pack(arrays)
        self.about = {
            "races": list(wanted),
            "remarks": [self.standing or race.remark for race in races],
            "done": [race.done for race in races],
        }

    def race(self, settings: Mapping[str, Any]) -> Race:
        """Give the race with these settings, as far as it has been run.

        Parameters
        ----------
        settings : mapping
            A value for each of `SETTINGS`.
        """
        key = tuple(settings[name] for name in SETTINGS)
        race = self.begun.pop(key, None)
        if race is None:
            land = next(one for one in LANDSCAPES if one.name == settings["landscape"])
            start = np.array([settings["start1"], settings["start2"]])
            given = hyperparameters(*(float(settings[name]) for name in SETTINGS[:4]))
            race = Race(self.runners, land, start, given)
        self.begun[key] = race
        if len(self.begun) > KEPT:
            del self.begun[next(iter(self.begun))]
        return race

    def static_numbers(self) -> tuple[bytes, dict[str, list[Any]]]:
        """Give races for some rates on every landscape: no kernel can be asked."""
        if self.problem:
            return super().static_numbers()
        films: dict[str, list[Array]] = {name: [] for name in FILM}
        end = time.monotonic() + FIRST
        for land in LANDSCAPES:
            start1, start2 = land.start
            for eta in FEW_RATES:
                settings = {key: getattr(self, key) for key in SETTINGS} | {
                    "eta": float(eta),
                    "landscape": land.name,
                    "start1": start1,
                    "start2": start2,
                }
                race = self.race(settings)
                with quietly():
                    race.run(end)
                for name, array in race.film().items():
                    films[name].append(array)
        return pack({name: np.stack(film) for name, film in films.items()})


def optimizer_race(optimizers: Mapping[str, Given] | None = None) -> OptimizerRace:
    """Let the student's optimizers race on a ravine, a saddle and two minima.

    Parameters
    ----------
    optimizers : mapping of str to callable or str, optional
        ``step(theta, grad, state, **hyperparameters)`` for each name; by default the
        functions of chapters 06 to 09. What is not written yet does not start.

    Returns
    -------
    OptimizerRace
        The widget; its traits `eta`, `mu`, `beta1`, `beta2`, `landscape` and `step`
        can be read, set and linked.
    """
    runners: list[Runner] = []
    remarks: list[str] = []

    def prepare() -> Content:
        for name, function in (USUAL if optimizers is None else optimizers).items():
            try:
                runner = Runner(name, function)
                remarks.append(remark_of(functools.partial(first_wrong, runner)))
                runners.append(runner)
            except Unready as why:
                remarks.append(str(why))
        if not runners:
            raise Unready(remarks[0] if remarks else "No optimizer was handed over.")
        facts = {
            "runners": [runner.name for runner in runners],
            "rates": RATES.tolist(),
            "few": FEW_RATES.tolist(),
            "landscapes": [
                {
                    "name": one.name,
                    "start": list(one.start),
                    "bound": one.bound,
                    "minima": [list(place) for place in one.minima],
                    "levels": _levels(one.field()),
                }
                for one in LANDSCAPES
            ],
        }
        return Content({}, facts, next(filter(None, remarks), ""))

    maps = np.stack([one.field() - one.lowest() for one in LANDSCAPES])
    widget = OptimizerRace.show(prepare, maps=maps.astype("<f4").tobytes())
    widget.runners, widget.standing = tuple(runners), widget.remark
    if not widget.problem:
        widget.begun = {}
        widget.hold([{key: getattr(widget, key) for key in SETTINGS}], FIRST)
        widget.remark = widget.about["remarks"][0]
        widget.on_msg(widget.respond)
    return widget


def _levels(field: Array) -> list[float]:
    ranks = np.linspace(0.02, 0.97, 14) ** 1.3
    levels: list[float] = (np.quantile(field, ranks) - field.min()).tolist()
    return levels
