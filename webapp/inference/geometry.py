"""From network outputs to boxes, points and crops: the twin of `static/faces/ops/`, held to the same test vectors."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

import numpy as np
import numpy.typing as npt

from webapp.domain.faces import Box, Points

EYE_TO_MOUTH = 0.45  # share of the descriptor's crop
CENTRE = (0.5, 0.43)  # where the middle of eyes and mouth lies in that crop (across, down)
PARTS = (slice(36, 42), slice(42, 48), slice(48, 68))  # left eye, right eye, mouth


@dataclass(frozen=True)
class Candidate:
    """A box with the detector's confidence, 0..1."""

    box: Box
    score: float


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

    def of(self, image: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """Return these pixels of an image [h, w, 3]; a view."""
        return image[self.y : self.y + self.height, self.x : self.x + self.width]


def decode_grid(
    grid: npt.NDArray[np.floating], anchors: Sequence[tuple[float, float]], threshold: float
) -> list[Candidate]:
    """Decode the tiny detector's grid [n, n, anchors * 5] into boxes above `threshold`, 0..1 of the padded square.

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


def sigmoid(x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return 1 / (1 + e^-x)."""
    return 1 / (1 + np.exp(-x))


def iou(a: Box, b: Box) -> float:
    """Return intersection over union, 0..1; 0 where both boxes are empty."""
    width, height = min(a.right, b.right) - max(a.x, b.x), min(a.bottom, b.bottom) - max(a.y, b.y)
    if width <= 0 or height <= 0:
        return 0.0
    common = width * height
    return common / (a.width * a.height + b.width * b.height - common)


def suppress(found: list[Candidate], threshold: float) -> list[Candidate]:
    """Keep, of candidates that overlap by more than `threshold`, only the best; highest score first."""
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda each: -each.score):
        if all(iou(other.box, candidate.box) <= threshold for other in kept):
            kept.append(candidate)
    return kept


def unpad(box: Box, width: int, height: int, input_size: int) -> Box:
    """Undo the padding at right and bottom: a box in 0..1 of the padded square → pixels of the image.

    The divisor is the resized image's size in whole pixels, as the published detector was trained and measured.
    """
    shrink = input_size / max(width, height)
    across = input_size / floor(width * shrink + 0.5) * width
    down = input_size / floor(height * shrink + 0.5) * height
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


def descriptor_crop(points: Points, face: Crop, width: int, height: int) -> Crop:
    """Return the pixels from which a face's descriptor is computed: sized by eye to mouth, not rotated.

    Args:
        points: 68 landmarks in pixels of the image.
        face: the crop in which they were found.
        width: of the image, pixels.
        height: of the image, pixels.
    """
    left, right, mouth = (points[part].mean(axis=0) for part in PARTS)
    size = floor((np.hypot(*(mouth - left)) + np.hypot(*(mouth - right))) / 2 / EYE_TO_MOUTH)
    centre = (left + right + mouth) / 3
    x, y = (floor(max(0.0, c - share * size)) for c, share in zip(centre, CENTRE, strict=True))
    return clip_to_pixels(Box(x, y, min(size, face.width + x), min(size, face.height + y)), width, height)
