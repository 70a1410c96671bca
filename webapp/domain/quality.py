"""How well a face is shown: the twin of `static/faces/ops/quality.js`, held to the same test vectors."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from webapp.domain.faces import Box, Descriptor, Face, Points

LARGE = 150  # pixels: the side of the recogniser's input; more pixels than it sees gain nothing
DETAIL = 64  # pixels: before its detail is measured, a face is made smaller by a whole factor, to no less than this
JAW_START, JAW_END, NOSE_TIP = 0, 16, 30  # of 68 landmarks
LUMA = (0.299, 0.587, 0.114)  # ITU-R BT.601

SMALL = 80.0  # pixels
DARK = 40.0  # mean luma, 0..255
BLURRED = 0.1  # sharpness

Luma = NDArray[np.float64]  # [height, width], 0..255


class Flaw(StrEnum):
    """Why a face should not become a reference as it is."""

    SMALL = "small"
    DARK = "dark"
    BLURRED = "blurred"


@dataclass(frozen=True)
class Look:
    """What was measured of a face's picture.

    Attributes:
        side: the shorter one of its box, in pixels.
        brightness: mean luma, 0..255.
        sharpness: see `sharpness`.
        quality: see `quality`.
    """

    side: float
    brightness: float
    sharpness: float
    quality: float

    @property
    def flaws(self) -> tuple[Flaw, ...]:
        """What is wrong with it."""
        return flaws(self.side, self.brightness, self.sharpness)


@dataclass(frozen=True)
class FoundFace:
    """A face of a photo, its descriptor, and how well it is shown."""

    face: Face
    descriptor: Descriptor
    look: Look


def look(image: NDArray[np.uint8], face: Face) -> Look:
    """Measure a face of an RGB picture [height, width, 3]; something of its box must lie in it."""
    values = luma(image, face.box)
    side = min(face.box.width, face.box.height)
    return Look(side, float(values.mean()), sharpness(values), quality(face.box, face.score, face.landmarks))


def flaws(side: float, brightness: float, sharp: float) -> tuple[Flaw, ...]:
    """Return what is wrong with a face of these measurements, see `Look`."""
    found = ((Flaw.SMALL, side < SMALL), (Flaw.DARK, brightness < DARK), (Flaw.BLURRED, sharp < BLURRED))
    return tuple(flaw for flaw, is_there in found if is_there)


def quality(box: Box, score: float, landmarks: Points | None = None) -> float:
    """Return how good a face's picture is for recognising it, 0..1: sure, large and looking at the camera.

    Without landmarks a face counts as looking at the camera.
    """
    size = min(1.0, min(box.width, box.height) / LARGE)
    return score * size * (1.0 if landmarks is None else frontality(landmarks))


def frontality(landmarks: Points) -> float:
    """Return how far the nose is from both ends of the jaw alike: 1 from the front, 0 from the side."""
    start, end, nose = landmarks[[JAW_START, JAW_END, NOSE_TIP]]
    along = end - start
    length = float(along @ along)
    if length == 0:
        return 0.0
    share = float((nose - start) @ along) / length  # where the nose falls on the line between the ears
    return max(0.0, min(share, 1 - share)) * 2


def luma(image: NDArray[np.uint8], box: Box) -> Luma:
    """Return the brightness of the pixels of a box, as far as they lie in an RGB picture; at least one does."""
    height, width = image.shape[:2]
    left, top = max(0, int(np.floor(box.x))), max(0, int(np.floor(box.y)))
    right, bottom = min(width, int(np.ceil(box.right))), min(height, int(np.ceil(box.bottom)))
    values: Luma = image[top:bottom, left:right].astype(np.float64) @ np.asarray(LUMA)
    return values


def sharpness(values: Luma) -> float:
    """Return how much of a face's contrast is fine detail: 0 where there is none, seldom more than 1.

    The standard deviation of the Laplacian (4 neighbours) over that of the luma itself, so that light and contrast do
    not count; both of the face reduced to 64..127 pixels, so that its size does not.
    """
    small = _reduced(values, max(1, min(values.shape) // DETAIL))
    if min(small.shape) < 3 or small.std() == 0:
        return 0.0
    middle = small[1:-1, 1:-1]
    around = small[:-2, 1:-1] + small[2:, 1:-1] + small[1:-1, :-2] + small[1:-1, 2:]
    return float((around - 4 * middle).std() / small.std())


def _reduced(values: Luma, factor: int) -> Luma:
    """Return means of squares of `factor` pixels a side; what is left over at the right and bottom is cut off."""
    height, width = (side // factor for side in values.shape)
    squares = values[: height * factor, : width * factor].reshape(height, factor, width, factor)
    means: Luma = squares.mean(axis=(1, 3))
    return means
