"""The digits are whole, and named with their licence."""

import hashlib
from pathlib import Path

import numpy as np

from course.datasets import load_digits

# Of the rows as published: 64 pixels and the label, a byte each.
PUBLISHED = "68aea062d35a127749050fa0e52dca09d6569ac08092c925610e0954e172dde2"


def test_the_digits_are_those_that_were_published():
    images, labels = load_digits()
    rows = np.column_stack([images * 16, labels]).astype(np.uint8)
    assert hashlib.sha256(rows.tobytes()).hexdigest() == PUBLISHED


def test_the_digits_are_floats_from_0_to_1_and_all_ten_classes_are_there():
    images, labels = load_digits()
    assert (images.shape, labels.shape) == ((1797, 64), (1797,))
    assert images.dtype == np.float64
    assert (images.min(), images.max()) == (0.0, 1.0)
    assert np.bincount(labels).min() == 174


def test_the_licence_lies_beside_the_data():
    text = (Path(__file__).parent.parent / "course/data/digits.txt").read_text()
    assert "CC BY 4.0" in text
    assert "Alpaydin" in text
