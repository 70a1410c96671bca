"""Picture → network input, by the exact rules that the page follows too (`static/faces/ops/`).

Only the pixels that count are read: padding is a weight of zero, so a picture of 10,000 × 10 needs no square of zeros.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Image = npt.NDArray[Any]  # RGB, [height, width, 3], uint8 or float32, 0–255
Pixels = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Taps:
    """For each output position on one axis: the two source positions that it mixes, and their weights."""

    near: npt.NDArray[np.intp]
    far: npt.NDArray[np.intp]
    near_weight: Pixels
    far_weight: Pixels


@dataclass(frozen=True)
class Similarity:
    """A rotation, a scale and a shift from the unit square to an image: x' = a·x − b·y + x0, y' = b·x + a·y + y0."""

    a: float
    b: float
    x: float
    y: float


def padding(height: int, width: int, where: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the zeros ((above, below), (left, right)) that make a picture square.

    "end" pads below and right only; "centre" pads both sides, and the odd pixel goes after.
    """
    side = max(height, width)
    rows, columns = side - height, side - width
    if where == "end":
        return (0, rows), (0, columns)
    return (rows // 2, rows - rows // 2), (columns // 2, columns - columns // 2)


def prepare(image: Image, size: int, where: str, mean: Any, scale: float) -> Pixels:
    """Pad to a square with zeros, resize bilinearly and normalise.

    Args:
        image: RGB, 0–255, [height, width, 3], uint8 or float32.
        size: side of the result in pixels.
        where: "end" or "centre", see `padding`.
        mean: three numbers, subtracted a channel after padding.
        scale: factor applied last.

    Returns:
        [size, size, 3]. The resize is TensorFlow's first (`tf.compat.v1.image.resize_bilinear`: corners not aligned, no
        half-pixel shift), which the published weights were trained with; `tf.image.resize` would give other numbers.
    """
    height, width = image.shape[:2]
    side = max(height, width)
    (above, _), (left, _) = padding(height, width, where)
    pixels = blend(image, taps(height, size, side, above), taps(width, size, side, left))
    return (pixels - np.asarray(mean, np.float32)) * np.float32(scale)


def network_input(image: Image, spec: Any, size: int | None = None) -> Pixels:
    """Return a picture as the input that an InputSpec describes, [size, size, 3]."""
    side = size or spec.size
    if spec.standardise:
        return standardise(prepare(image, side, spec.padding, (0, 0, 0), 1))
    return prepare(image, side, spec.padding, spec.mean, spec.scale)


def resize(image: Image, width: int, height: int, *, half_pixel: bool) -> Pixels:
    """Resize bilinearly to any width and height, [height, width, 3].

    With `half_pixel` the centres of pixels are matched, as a canvas does; without, their corners, as `prepare` does.
    """
    rows, columns = image.shape[:2]
    return blend(image, taps(rows, height, half_pixel=half_pixel), taps(columns, width, half_pixel=half_pixel))


def chip(image: Image, place: Similarity, size: int) -> Pixels:
    """Return a square of an image that may be turned and lie between the pixels, [size, size, 3], 0–255.

    Output pixel (column i, row j) is the image, bilinearly, at the place of ((i + 0.5) / size, (j + 0.5) / size) less
    half a pixel; outside the image is 0.
    """
    unit = (np.arange(size) + 0.5) / size
    u, v = unit[None, :], unit[:, None]
    x, y = place.a * u - place.b * v + place.x - 0.5, place.b * u + place.a * v + place.y - 0.5
    left, top = np.floor(x), np.floor(y)
    total = np.zeros((size, size, 3))
    for column, across in ((left, 1 - (x - left)), (left + 1, x - left)):
        for row, down in ((top, 1 - (y - top)), (top + 1, y - top)):
            total += _values(image, column, row) * (across * down)[..., None]
    return total.astype(np.float32)


def standardise(pixels: Pixels) -> Pixels:
    """Give a picture the mean 0 and the deviation 1; the divisor is at least 1 / √n: a flat picture stays flat."""
    values = pixels.astype(np.float64)
    deviation = max(float(values.std()), 1 / float(np.sqrt(values.size)))
    standard: Pixels = ((values - values.mean()) / deviation).astype(np.float32)
    return standard


def taps(length: int, size: int, side: int | None = None, before: int = 0, *, half_pixel: bool = False) -> Taps:
    """Return where the values of one output axis come from.

    Without `half_pixel` the positions are rounded to float32, as TensorFlow rounds them.

    Args:
        length: pixels of the source.
        size: pixels of the output.
        side: pixels of the source with its padding; without padding if absent.
        before: zeros before the source.
        half_pixel: match the centres of pixels, not their corners.
    """
    side = length if side is None else side
    index = np.arange(size)
    centres: npt.NDArray[np.float64] = np.maximum(0.0, (index + 0.5) * side / size - 0.5)
    corners = (index * float(np.float32(side / size))).astype(np.float32).astype(np.float64)
    position = centres if half_pixel else corners
    near = np.minimum(np.floor(position).astype(np.intp), side - 1)
    far = np.minimum(near + 1, side - 1)
    share = position - near
    return Taps(
        np.clip(near - before, 0, length - 1),
        np.clip(far - before, 0, length - 1),
        np.where(_inside(near, before, length), 1 - share, 0).astype(np.float32),
        np.where(_inside(far, before, length), share, 0).astype(np.float32),
    )


def blend(image: Image, rows: Taps, columns: Taps) -> Pixels:
    """Mix each output pixel from its four sources, [rows, columns, 3], 0–255."""
    lines = [image.take(index, axis=0) for index in (rows.near, rows.far)]
    mixed = [
        line.take(columns.near, axis=1) * columns.near_weight[:, None]
        + line.take(columns.far, axis=1) * columns.far_weight[:, None]
        for line in lines
    ]
    pixels: Pixels = (mixed[0] * rows.near_weight[:, None, None] + mixed[1] * rows.far_weight[:, None, None]).astype(
        np.float32
    )
    return pixels


def _inside(position: npt.NDArray[np.intp], before: int, length: int) -> npt.NDArray[np.bool_]:
    return (position >= before) & (position < before + length)


def _values(image: Image, column: npt.NDArray[np.float64], row: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the image's values at whole positions, 0 outside."""
    height, width = image.shape[:2]
    inside = (column >= 0) & (column < width) & (row >= 0) & (row < height)
    values = image[np.clip(row, 0, height - 1).astype(np.intp), np.clip(column, 0, width - 1).astype(np.intp)]
    kept: npt.NDArray[np.float64] = values * inside[..., None].astype(np.float64)
    return kept
