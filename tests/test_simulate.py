"""The simulated night agrees with what can be worked out by hand."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from autograder.bench import simulate as command
from autograder.bench.model import GRADER, KNOWN, LOOP, SCHEDULER, WORKER, WRITERS
from autograder.bench.simulate import START_SECONDS, Load, measured, simulate
from autograder.grading.cluster import BATCH, IN_FLIGHT

PLAIN = Load(2000, send=0.002, enter=0.008, schedule=0.001, grade=0.1, loop=10.0)


def run(load, workers):
    outcome = simulate(load, workers, np.random.default_rng(1))
    assert outcome.entered == load.submissions  # nothing lost, nothing twice
    assert all(0 <= part <= 1 for part in outcome.busy.values())
    return outcome


def test_one_worker_takes_the_sum_of_its_work():
    outcome = run(PLAIN, 1)
    assert outcome.seconds == pytest.approx(START_SECONDS + 2000 * 0.1, rel=1e-3)
    assert outcome.saturated == "workers"
    assert outcome.busy["grader"] == pytest.approx(2000 * 0.01 / outcome.seconds)


def test_many_workers_wait_for_the_grader():
    outcome = run(PLAIN, 40)
    before = IN_FLIGHT * BATCH * 40 * 0.002  # sent while the workers start
    expected = START_SECONDS + 2000 * 0.01 - before
    assert outcome.seconds == pytest.approx(expected, rel=0.01)
    assert outcome.saturated == "grader"


def test_a_slow_scheduler_is_named():
    slow = Load(2000, send=0.001, enter=0.001, schedule=0.05, grade=0.1, loop=10.0)
    outcome = run(slow, 40)
    # It is busy from the beginning: enough is under way before the workers are there.
    assert outcome.seconds == pytest.approx(2000 * 0.05, rel=0.001)
    assert outcome.saturated == "scheduler"


def test_more_workers_are_never_slower_and_half_the_time_at_first():
    seconds = [run(PLAIN, workers).seconds - START_SECONDS for workers in (1, 2, 4, 8)]
    assert seconds == sorted(seconds, reverse=True)
    assert seconds[0] / seconds[1] == pytest.approx(2, rel=0.01)


def test_what_loops_and_what_dies_costs_what_it_costs():
    one = np.random.default_rng(1).random(2000) < 0.05
    loops = Load(2000, 0.002, 0.008, 0.001, 0.1, loop=10.0, loops=0.05)
    expected = START_SECONDS + 10.0 * one.sum() + 0.1 * (~one).sum()
    assert run(loops, 1).seconds == pytest.approx(expected, rel=1e-3)
    deaths = Load(2000, 0.002, 0.008, 0.001, 0.1, loop=10.0, deaths=0.1 / 3600 * 50)
    extra = run(deaths, 1).seconds - run(PLAIN, 1).seconds
    died = extra / (START_SECONDS + 0.1)
    assert 20 <= died <= 65  # one grading in fifty


ROWS = {
    GRADER: 0.012,
    SCHEDULER: 0.001,
    WORKER: 0.1,
    LOOP: 12.0,
    WRITERS["sqlite"]: 80.0,
    KNOWN: 100.0,
    WRITERS["postgresql"]: 50.0,
}


def write(path, rows):
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps([{"name": n, "value": v} for n, v in rows.items()]))


def test_the_costs_are_those_that_were_measured(tmp_path):
    path = tmp_path / "build/bench.json"
    write(path, ROWS)
    load = measured(path, "postgresql", 7)
    assert load.send == pytest.approx(0.002)
    assert (load.enter, load.schedule, load.grade, load.loop) == (0.02, 0.001, 0.1, 12)


def test_the_command_names_the_workers_that_a_night_needs(tmp_path, monkeypatch):
    write(tmp_path / "build/bench.json", ROWS)
    monkeypatch.setattr(command, "find_root", lambda: tmp_path)
    words = ["--submissions", "2000", "--loops", "0", "--night", "0.03"]
    done = CliRunner().invoke(command.main, words, env={"COLUMNS": "120"})
    assert done.exit_code == 0, done.output
    assert "A night of 0.03 hours: 2 workers." in done.output
    assert done.output.count("grader") >= 2  # with many workers it is what saturates
    for night, said in (
        ("1", "one worker"),
        ("0.001", "no number of workers"),
    ):
        done = CliRunner().invoke(command.main, [*words[:-1], night])
        assert f"A night of {night} hours: {said}" in done.output


def test_what_was_not_measured_is_named(tmp_path, monkeypatch):
    few = {name: value for name, value in ROWS.items() if name != LOOP}
    write(tmp_path / "build/bench.json", few)
    monkeypatch.setattr(command, "find_root", lambda: tmp_path)
    done = CliRunner().invoke(command.main, [])
    assert done.exit_code == 1
    assert f"not measured yet: {LOOP}" in done.output
