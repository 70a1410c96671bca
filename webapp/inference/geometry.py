"""From network outputs to boxes, points and crops: the twin of `static/faces/ops/`, held to the same test vectors."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from typing import Any

import numpy as np
import numpy.typing as npt

from webapp.domain.faces import Box, Points

PARTS = (slice(36, 42), slice(42, 48), slice(48, 68))  # left eye, right eye, mouth
ALIGNED_MARGIN = 0.2  # of the landmarks' box, in total; the networks for expression and age were trained with it


@dataclass(frozen=True)
class Candidate:
    """A box with the detector's confidence, 0..1, and the points of a detector that gives some."""

    box: Box
    score: float
    keypoints: Points | None = None


@dataclass(frozen=True)
class Crop:
    """Whole pixels of an image; width or height 0 where nothing is left."""

    x: int
    y: int
    width: int
    height: int

    @property
    def is_empty(self) -> bool:
        """Whether the crop holds no pixel."""
        return self.width < 1 or self.height < 1

    def of(self, image: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return these pixels of an image [h, w, 3]; a view."""
        return image[self.y : self.y + self.height, self.x : self.x + self.width]


def decode_grid(
    grid: npt.NDArray[np.floating], anchors: Sequence[tuple[float, float]], threshold: float
) -> list[Candidate]:
    """Decode a grid detector's answer [n, n, anchors * 5] into boxes above `threshold`, 0..1 of the padded square.

    A centre is (cell + sigmoid) / n, a size is exp · anchor / n (YOLO9000, Redmon & Farhadi, 2016).
    """
    n = grid.shape[0]
    values = grid.astype(np.float64).reshape(n, n, len(anchors), 5)
    scores = sigmoid(values[..., 4])
    found = []
    for row, column, anchor in np.argwhere(scores > threshold):
        x, y, width, height = values[row, column, anchor, :4]
        w, h = np.exp(width) * anchors[anchor][0] / n, np.exp(height) * anchors[anchor][1] / n
        box = Box(float((column + sigmoid(x)) / n - w / 2), float((row + sigmoid(y)) / n - h / 2), float(w), float(h))
        found.append(Candidate(box, float(scores[row, column, anchor])))
    return found


def decode_ssd(
    boxes: npt.NDArray[np.floating], scores: npt.NDArray[np.floating], *, score: float, iou: float, most: int
) -> list[Candidate]:
    """Decode a single-shot detector's answer: boxes [n, 4] (top, left, bottom, right, 0..1), scores [n].

    Returns:
        Boxes clipped to the padded square, 0..1 of it, highest score first.
    """
    found = []
    for index in np.flatnonzero(scores > score):
        top, left, bottom, right = map(float, boxes[index])
        found.append(Candidate(Box(left, top, right - left, bottom - top), float(scores[index])))
    return [Candidate(_clip_to_unit(each.box), each.score) for each in suppress(found, iou)[:most]]


def sigmoid(x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return 1 / (1 + e^-x)."""
    return 1 / (1 + np.exp(-x))


def iou(a: Box, b: Box) -> float:
    """Return intersection over union, 0..1; 0 where both boxes are empty."""
    common = _common(a, b)
    return common / (a.width * a.height + b.width * b.height - common) if common else 0.0


def overlap_of_smaller(a: Box, b: Box) -> float:
    """Return intersection over the smaller box's area, 0..1; 0 where one is empty."""
    common = _common(a, b)
    return common / min(a.width * a.height, b.width * b.height) if common else 0.0


def suppress(found: list[Candidate], threshold: float, *, of_smaller: bool = False) -> list[Candidate]:
    """Keep, of candidates that overlap by more than `threshold`, only the best; highest score first, ties in order."""
    overlap = overlap_of_smaller if of_smaller else iou
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda each: -each.score):
        if all(overlap(other.box, candidate.box) <= threshold for other in kept):
            kept.append(candidate)
    return kept


def unpad(box: Box, width: int, height: int, input_size: int) -> Box:
    """Undo the padding at right and bottom: a box in 0..1 of the padded square → pixels of the image.

    The divisor is the resized image's size in whole pixels, as the published detector was trained and measured.
    """
    shrink = input_size / max(width, height)
    across = input_size / max(1, floor(width * shrink + 0.5)) * width
    down = input_size / max(1, floor(height * shrink + 0.5)) * height
    return Box(box.x * across, box.y * down, box.width * across, box.height * down)


def clip_to_pixels(box: Box, width: int, height: int) -> Crop:
    """Clip a box to an image of this size, then round origin and size down."""
    left, top = max(0.0, box.x), max(0.0, box.y)
    w, h = min(box.right, width) - left, min(box.bottom, height) - top
    return Crop(floor(left), floor(top), max(0, floor(w)), max(0, floor(h)))


def place_points(output: npt.NDArray[np.floating], crop: Crop, box: Box) -> Points:
    """Turn the landmark network's answer (x, y interleaved, 0..1 of the padded crop) into pixels of the image."""
    side = max(crop.width, crop.height)
    origin = (max(0.0, box.x) - (side - crop.width) / 2, max(0.0, box.y) - (side - crop.height) / 2)
    return output.astype(np.float64).reshape(-1, 2) * side + origin


def aligned_box(points: Points) -> Box:
    """Return the smallest box around the landmarks, enlarged by a fifth in total."""
    (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    across, down = (right - left) * ALIGNED_MARGIN, (bottom - top) * ALIGNED_MARGIN
    return Box(left - across / 2, top - down / 2, right - left + across, bottom - top + down)


def descriptor_crop(
    points: Points, face: Crop, width: int, height: int, *, share: float, centre: Sequence[float]
) -> Crop:
    """Return the pixels that face-api.js describes a face by: sized by eye to mouth, not rotated.

    Args:
        points: 68 landmarks in pixels of the image.
        face: the crop in which they were found.
        width: of the image, pixels.
        height: of the image, pixels.
        share: of the crop's side that the distance from eyes to mouth takes.
        centre: where the middle of eyes and mouth lies in the crop, across and down.
    """
    left, right, mouth = (points[part].mean(axis=0) for part in PARTS)
    size = floor((np.hypot(*(mouth - left)) + np.hypot(*(mouth - right))) / 2 / share)
    middle = (left + right + mouth) / 3
    x, y = (floor(max(0.0, c - part * size)) for c, part in zip(middle, centre, strict=True))
    return clip_to_pixels(Box(x, y, min(size, face.width + x), min(size, face.height + y)), width, height)


def _common(a: Box, b: Box) -> float:
    """Return the area that two boxes share."""
    width, height = min(a.right, b.right) - max(a.x, b.x), min(a.bottom, b.bottom) - max(a.y, b.y)
    return width * height if width > 0 and height > 0 else 0.0


def _clip_to_unit(box: Box) -> Box:
    left, top = max(0.0, box.x), max(0.0, box.y)
    return Box(left, top, min(1.0, box.right) - left, min(1.0, box.bottom) - top)
