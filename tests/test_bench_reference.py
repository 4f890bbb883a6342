"""The ways that are timed side by side take the same step; no test asserts a time."""

import numpy as np
import pytest

from autograder.bench import layers, reference, steps
from autograder.bench.model import Setting
from tests.courses import ROOT

TAKEN = {
    "chapters": 3.0,
    "FastStep": 2.0,
    "matrix products": 1.0,
    "PyTorch, modules": 6.0,
    "PyTorch, functions": 4.0,
    "HIPS autograd": 10.0,
}


@pytest.fixture
def setting():
    made = Setting(ROOT, quick=True)
    yield made
    made.close()


@pytest.fixture(scope="module")
def given():
    return steps.task(16)


@pytest.mark.parametrize("way", sorted(set(steps.WAYS) - {"matrix products"}))
def test_every_way_has_the_same_costs(way, given):
    make, library = steps.WAYS[way]
    if library in steps.missing():
        pytest.skip(f"{library} is not installed: pip install -e .[reference]")
    mine = make(given)
    chapters = steps.as_the_chapters(given)
    costs = [chapters() for _ in range(5)]
    assert [mine() for _ in range(5)] == pytest.approx(costs, rel=1e-10)
    assert costs[4] < costs[0]


def test_the_floor_has_the_matrix_products_of_a_step(monkeypatch, given):
    shapes = []
    product = np.matmul

    def noted(a, b, out):
        shapes.append((a.shape, b.shape))
        return product(a, b, out=out)

    step = steps.matrix_products(given)
    monkeypatch.setattr(np, "matmul", noted)
    step()
    floor, shapes[:] = sorted(shapes), []
    fast = steps.without_new_arrays(given)
    fast()
    assert sorted(s for s in shapes if len(s[0]) == 2) == floor


def test_the_faster_of_two_ways_in_pytorch_counts():
    figures = {figure.name: figure for figure in reference.ratios(64, TAKEN)}
    chapters = "training step, batch 64, the chapters' code"
    ours = figures[f"{chapters} / PyTorch"]
    assert (ours.value, ours.target, ours.met) == (0.75, 0.6, False)
    usual = figures[
        "training step, batch 64, the chapters' code / PyTorch with modules"
    ]
    assert (usual.value, usual.target) == (0.5, None)
    fast = figures["training step, batch 64, FastStep / PyTorch"]
    assert (fast.value, fast.target, fast.met) == (0.5, 0.6, True)


def test_what_is_not_installed_is_left_out_and_said_in_one_line(
    monkeypatch, capsys, setting
):
    bare = {name: TAKEN[name] for name in ("chapters", "FastStep", "matrix products")}
    monkeypatch.setattr(steps.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(reference, "alone", lambda *_: bare)
    figures = reference.steps(setting)
    assert figures
    assert not any("PyTorch" in f.name or "HIPS" in f.name for f in figures)
    (line,) = capsys.readouterr().err.splitlines()
    assert "left out: autograd, torch" in line


def test_a_process_that_is_timed_has_one_thread(monkeypatch, setting):
    seen = {}

    def run(command, **options):
        seen.update(options["env"])
        return type("Done", (), {"stdout": "{}"})()

    monkeypatch.setattr(reference.subprocess, "run", run)
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Prescott")
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    reference.alone(setting, "autograder.bench.steps", 64, 1)
    assert {seen[name] for name in reference.ONE_THREAD} == {"1"}
    assert "OPENBLAS_CORETYPE" not in seen


@pytest.mark.parametrize("layer", layers.LAYERS)
def test_every_way_through_a_layer_finds_the_same_gradients(layer, monkeypatch):
    monkeypatch.setattr(layers, "PICTURES", 1)
    monkeypatch.setattr(layers, "STEPS", 5)
    ours, *others = layers.LAYERS[layer]().values()
    if not others:
        pytest.skip("nothing to compare with: pip install -e .[reference]")
    wanted = ours()
    for way in others:
        found = way()
        assert found.keys() == wanted.keys()
        for name, slopes in wanted.items():
            assert np.linalg.norm(slopes) > 0.0
            np.testing.assert_allclose(np.asarray(found[name]), slopes, 1e-8, 1e-10)


def test_layers_are_set_in_relation_to_each_library():
    taken = {"engine: ours": 2.0, "engine: PyTorch": 1.0, "engine: HIPS autograd": 8.0}
    taken |= {"engine, for speed: ours": 2.0, "engine, for speed: HIPS autograd": 7.0}
    taken |= {"convolution, 8 channels: ours": 2.0}
    taken |= {"convolution, 8 channels: PyTorch": 1.0}
    found = {figure.name: figure for figure in reference.compared(taken)}
    assert found["engine, ours / PyTorch"].met is False
    assert found["engine, HIPS autograd / ours"].met is None
    assert found["engine, for speed, HIPS autograd / ours"].met is True
    assert found["convolution, 8 channels, ours / PyTorch"].target == 3.0
