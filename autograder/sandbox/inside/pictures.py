"""Draw a picture anew: what is written from its pixels holds nothing else."""

from __future__ import annotations

import io
from typing import Any

import numpy as np

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
SIZES = (1200, 800, 500)  # pixels of the longer side, until it is small enough
MOST = 2**20


def redrawn(content: Any) -> np.ndarray[Any, Any] | None:
    """Decode a picture and write it as PNG.

    Parameters
    ----------
    content : ndarray of uint8
        The bytes of a file.

    Returns
    -------
    ndarray of uint8 or None
        Of a PNG with at most `MOST` bytes; None where it is no picture.
    """
    from PIL import Image, ImageOps  # only a few submissions need it

    try:
        with Image.open(io.BytesIO(content.tobytes()), formats=FORMATS) as found:
            picture = ImageOps.exif_transpose(found)  # a telephone may lie on its side
            picture = picture.convert(
                "RGBA" if picture.has_transparency_data else "RGB"
            )
        for size in SIZES:
            picture.thumbnail((size, size))
            file = io.BytesIO()
            Image.fromarray(np.asarray(picture)).save(file, "png")
            if len(file.getvalue()) <= MOST:
                return np.frombuffer(file.getvalue(), np.uint8)
    except Exception:
        return None
    return None
