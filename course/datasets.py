"""The data that ship with the course."""

from __future__ import annotations

from importlib.resources import files

import numpy as np

from course import Array


def load_digits(package: str = "course") -> tuple[Array, np.ndarray]:
    """Load the UCI digits: 1,400 handwritten digits of 8 by 8 pixels.

    Parameters
    ----------
    package : str
        Whose digits. Students have those of ``course``. The other 397 that were
        published with them lie in ``autograder``, where no student sees them, to test
        what reads digits.

    Returns
    -------
    images : ndarray, shape (1400, 64)
        One image a row, its pixels row by row from the top left, from 0 (paper) to 1
        (ink).
    labels : ndarray of int, shape (1400,)
        Which digit each image shows.

    Notes
    -----
    Source: E. Alpaydin & C. Kaynak, "Optical Recognition of Handwritten Digits" (1998),
    UCI Machine Learning Repository, doi 10.24432/C50P49, test set. Licence: CC BY 4.0.

    Examples
    --------
    >>> images, labels = load_digits()
    >>> images.shape, int(labels[0])
    ((1400, 64), 0)
    """
    with (files(package) / "data" / "digits.npz").open("rb") as file:
        data = np.load(file, allow_pickle=False)
        return data["images"] / 16.0, data["labels"].astype(np.int64)


def element_names() -> list[str]:
    """Give the names of the chemical elements: a small list of words.

    Returns
    -------
    list of str
        118 names in small letters, by atomic number.

    Notes
    -----
    Source: IUPAC, Periodic table of the elements (2022). Names are facts, which no
    licence restricts.

    Examples
    --------
    >>> element_names()[:3]
    ['hydrogen', 'helium', 'lithium']
    """
    text = (files("course") / "data" / "elements.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]
