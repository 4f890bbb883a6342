"""The digits are whole, in two parts, and named with their licence."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from autograder.sandbox.environment import visible_packages
from course.datasets import load_digits

ROOT = Path(__file__).parent.parent
# Of the rows as published: 64 pixels and the label, a byte each.
PUBLISHED = "68aea062d35a127749050fa0e52dca09d6569ac08092c925610e0954e172dde2"
COUNTS = {"course": 1400, "autograder": 397}


def test_the_digits_are_those_that_were_published():
    rows = np.zeros((1797, 65), dtype=np.uint8)
    places = []
    for package in COUNTS:
        images, labels = load_digits(package)
        with np.load(ROOT / package / "data" / "digits.npz") as data:
            places.append(data["rows"])
        rows[places[-1]] = np.column_stack([images * 16, labels])
    assert sorted(np.concatenate(places)) == list(range(1797))
    assert hashlib.sha256(rows.tobytes()).hexdigest() == PUBLISHED


@pytest.mark.parametrize("package", COUNTS)
def test_the_digits_are_floats_from_0_to_1_and_all_ten_classes_are_there(package):
    images, labels = load_digits(package)
    assert (images.shape, labels.shape) == ((COUNTS[package], 64), (COUNTS[package],))
    assert images.dtype == np.float64
    assert (images.min(), images.max()) == (0.0, 1.0)
    assert np.bincount(labels).min() >= COUNTS[package] // 15


@pytest.mark.parametrize("package", COUNTS)
def test_the_licence_lies_beside_the_data(package):
    text = (ROOT / package / "data" / "digits.txt").read_text()
    assert "CC BY 4.0" in text
    assert "Alpaydin" in text
    assert f"{COUNTS[package]:,} of its 1,797" in text


def test_the_digits_that_are_kept_are_out_of_a_submissions_sight():
    kept = ROOT / "autograder" / "data" / "digits.npz"
    assert kept.is_file()
    for place in visible_packages().values():
        assert place not in kept.parents
        assert not [p for p in place.rglob("digits.npz") if p.samefile(kept)]
