"""The steps between the three networks of MTCNN (Zhang et al., 2016), rounded as face-api.js rounds.

The twin of `static/faces/ops/mtcnn.js`, held to the same test vectors.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import Any

import numpy as np
import numpy.typing as npt

from webapp.domain.faces import Box, Points
from webapp.inference.geometry import Candidate, Crop, suppress


@dataclass(frozen=True)
class Level:
    """The picture at another size, pixels."""

    scale: float
    width: int
    height: int


@dataclass(frozen=True)
class Cell(Candidate):
    """A place that a network takes for a face, and what it adds to left, top, right, bottom: shares of the side."""

    region: tuple[float, float, float, float] = (0, 0, 0, 0)


def pyramid(width: int, height: int, options: Mapping[str, Any]) -> list[Level]:
    """Return the sizes at which a picture is looked at, without those that hold no cell or too many pixels.

    Args:
        width: of the picture, pixels.
        height: of the picture, pixels.
        options: minFaceSize, scaleFactor, maxNumScales, cell, largestLevel, maybe scaleSteps in place of the first two.
    """
    levels: list[Level] = []
    for scale in options.get("scaleSteps") or _scales(min(width, height), options):
        level = Level(scale, floor(width * scale), floor(height * scale))
        fits = (
            min(level.width, level.height) > options["cell"] and level.width * level.height <= options["largestLevel"]
        )
        if fits and len(levels) < options["maxNumScales"]:
            levels.append(level)
    return levels


def _scales(shorter: int, options: Mapping[str, Any]) -> Iterator[float]:
    first, step = options["cell"] / options["minFaceSize"], 0
    side = shorter * first
    while side >= options["cell"]:
        yield first * options["scaleFactor"] ** step
        side *= options["scaleFactor"]
        step += 1


def cells(
    scores: npt.NDArray[np.floating],
    regions: npt.NDArray[np.floating],
    scale: float,
    threshold: float,
    options: Mapping[str, Any],
) -> list[Cell]:
    """Return the places of one level that the first network takes for a face, in pixels of the picture, row by row.

    Args:
        scores: [rows, columns], 0..1; a score must reach the threshold.
        regions: [rows, columns, 4].
        scale: of the level.
        threshold: 0..1.
        options: cell (pixels that one answer sees) and stride (pixels from one to the next).
    """
    found = []
    for row, column in np.argwhere(scores >= threshold).tolist():
        (x, right), (y, bottom) = (
            (_round((at * options["stride"] + 1) / scale), _round((at * options["stride"] + options["cell"]) / scale))
            for at in (column, row)
        )
        region = tuple(float(value) for value in regions[row, column])
        box = Box(x, y, right - x, bottom - y)
        found.append(Cell(box, float(scores[row, column]), None, region))  # type: ignore[arg-type]
    return found


def calibrate(box: Box, region: Sequence[float]) -> Box:
    """Move a box's sides as a network says, then make it a square around the same centre, in whole pixels."""
    x, y = box.x + region[0] * box.width, box.y + region[1] * box.height
    width = box.right + region[2] * box.width - x
    height = box.bottom + region[3] * box.height - y
    side = max(width, height)
    return Box(*(_round(v) for v in (x - (side - width) / 2, y - (side - height) / 2, side, side)))


def patch(box: Box, width: int, height: int) -> Crop:
    """Return the pixels that the next network sees of a box: one more at left and top, none outside the picture."""
    x, y = max(box.x, 1) - 1, max(box.y, 1) - 1
    right, bottom = min(box.right, width), min(box.bottom, height)
    return Crop(int(x), int(y), max(0, int(right - x)), max(0, int(bottom - y)))


def keypoints(output: npt.NDArray[np.floating], box: Box) -> Points:
    """Turn five x and five y, 0..1 of the box that the network saw, into pixels of the picture, [5, 2]."""
    values = output.astype(np.float64)
    return np.stack([values[:5] * (box.width + 1) + box.x, values[5:] * (box.height + 1) + box.y], axis=1)


def keep_best(found: Sequence[Candidate], threshold: float, *, of_smaller: bool = False) -> list[Any]:
    """Suppress overlaps; of equal scores the later candidate counts as the better one, as in face-api.js."""
    return suppress(list(reversed(found)), threshold, of_smaller=of_smaller)


def _round(value: float) -> int:
    """Round halves up, as JavaScript does."""
    return floor(value + 0.5)
