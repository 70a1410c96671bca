"""What a face is: one meaning for the page, the REST API and the inference on the server."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from webapp.domain.errors import BadFace

Descriptor = NDArray[np.float32]  # [128]
Points = NDArray[np.float64]  # [n, 2]: x, y in pixels of the original image


@dataclass(frozen=True)
class Box:
    """A rectangle; pixels of the original image with the origin top left, unless a function says otherwise."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the bottom edge."""
        return self.y + self.height

    def check_inside(self, width: int, height: int) -> None:
        """Raise BadFace unless the box has an area of which some lies in a picture of this size.

        A face at the edge may stick out of its picture: a detector's box is not clipped.
        """
        if not all(map(isfinite, (self.x, self.y, self.width, self.height))):
            raise BadFace(reason="its box holds numbers that are not finite")
        if self.width <= 0 or self.height <= 0:
            raise BadFace(reason="its box has no area")
        if self.x >= width or self.y >= height or self.right <= 0 or self.bottom <= 0:
            raise BadFace(reason="its box lies outside the photo")


@dataclass(frozen=True)
class Recogniser:
    """The network that made a descriptor. Descriptors of two recognisers, or two versions of one, never meet."""

    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


@dataclass(frozen=True)
class DescribedFace:
    """A face as somebody hands it in to be kept: where it is, and its descriptor by which recogniser."""

    box: Box
    descriptor: Descriptor
    recogniser: Recogniser


@dataclass(frozen=True)
class Face:
    """A face as it was found; what was not asked for is None.

    Attributes:
        score: 0..1.
        keypoints: of MTCNN, [5, 2]: eyes, nose and corners of the mouth, the left of each pair as seen first.
        landmarks: [68, 2], in the order of the iBUG 300-W annotation.
        expressions: probability by name, together 1.
        age: years.
        gender: "male" or "female"; its probability is 0.5..1.
        real: probability that the face is no picture of a face.
        live: probability that the face is a living one.
    """

    box: Box
    score: float
    keypoints: Points | None = None
    landmarks: Points | None = None
    descriptor: Descriptor | None = None
    expressions: Mapping[str, float] | None = None
    age: float | None = None
    gender: str | None = None
    gender_probability: float | None = None
    real: float | None = None
    live: float | None = None
