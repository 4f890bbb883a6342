"""Chapter 09: optimizers side by side on one landscape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from traitlets import Bytes, Dict, Float, Int, Unicode

from course import Array
from course.widgets.engine import Content, Explorer, pack, script
from course.widgets.landscapes import LANDSCAPES
from course.widgets.runners import STEPS, Runner, first_wrong, hyperparameters, race
from course.widgets.student import Given, Unready, quietly

RATES: Array = np.geomspace(0.002, 0.5, 49)
FEW_RATES: Array = RATES[::12]  # for a page without a kernel
FILM = ("paths", "costs")
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
    step = Int(STEPS, help="the step that is marked").tag(sync=True)
    answer = Int(0, help="the request that the data answer").tag(sync=True)
    about = Dict(help="settings and remarks of these races").tag(sync=True)
    maps = Bytes(help="the landscapes, float32").tag(sync=True)

    runners: tuple[Runner, ...] = ()
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
            self.hold(message["races"])
            self.answer = int(message["ask"])

    def hold(self, races: Sequence[Mapping[str, Any]]) -> None:
        """Run these races and lay them down for the browser."""
        run = [self.run(settings) for settings in races]
        arrays = {name: np.stack([one[name] for one, _ in run]) for name in FILM}
        self.data, self.index = pack(arrays)
        remarks = [self.standing or remark for _, remark in run]
        self.about = {"races": list(races), "remarks": remarks}

    def run(self, settings: Mapping[str, Any]) -> tuple[dict[str, Array], str]:
        """Run one race; see `race`.

        Parameters
        ----------
        settings : mapping
            A value for each of `SETTINGS`.
        """
        land = next(one for one in LANDSCAPES if one.name == settings["landscape"])
        start = np.array([settings["start1"], settings["start2"]])
        given = hyperparameters(*(float(settings[key]) for key in SETTINGS[:4]))
        with quietly():
            return race(self.runners, land, start, given)

    def static_numbers(self) -> tuple[bytes, dict[str, list[Any]]]:
        """Give races for some rates on every landscape: no kernel can be asked."""
        if self.problem:
            return super().static_numbers()
        films: dict[str, list[Array]] = {name: [] for name in FILM}
        for land in LANDSCAPES:
            start1, start2 = land.start
            for eta in FEW_RATES:
                settings = {key: getattr(self, key) for key in SETTINGS} | {
                    "eta": float(eta),
                    "landscape": land.name,
                    "start1": start1,
                    "start2": start2,
                }
                arrays, _ = self.run(settings)
                for name, film in films.items():
                    film.append(arrays[name])
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
                remarks.append(first_wrong(runner))
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
        widget.hold([{key: getattr(widget, key) for key in SETTINGS}])
        widget.remark = widget.about["remarks"][0]
        widget.on_msg(widget.respond)
    return widget


def _levels(field: Array) -> list[float]:
    ranks = np.linspace(0.02, 0.97, 14) ** 1.3
    levels: list[float] = (np.quantile(field, ranks) - field.min()).tolist()
    return levels
