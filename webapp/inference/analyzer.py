"""Detection → landmarks → descriptor on the server, with the same answers as the page's pipeline."""

import numpy as np

from webapp.domain.faces import Face
from webapp.inference.geometry import (
    Candidate,
    Crop,
    clip_to_pixels,
    decode_grid,
    descriptor_crop,
    place_points,
    suppress,
    unpad,
)
from webapp.inference.networks import CompiledNetwork, Image

DETECTOR, LANDMARKS, RECOGNISER = "tiny_face_detector", "face_landmark_68", "face_recognition"


class Analyzer:
    """Finds and describes faces. Loading takes seconds and some hundred megabytes: make one a process and keep it."""

    def __init__(self) -> None:
        self._detector, self._landmarks, self._recogniser = map(CompiledNetwork, (DETECTOR, LANDMARKS, RECOGNISER))

    def detect(self, image: Image, input_size: int | None = None, score: float | None = None) -> list[Candidate]:
        """Find faces, best first.

        Args:
            image: RGB, [height, width, 3].
            input_size: side of the detector's input, 128–608 and divisible by 32; its own default if absent.
            score: threshold 0..1; the detector's own if absent.

        Raises:
            ValueError: the input size is not one that the detector takes.
        """
        about = self._detector.about
        size = input_size or about.input.size
        smallest, largest, step = about.input.sizes or (size, size, 1)
        if not smallest <= size <= largest or size % step:
            raise ValueError(f"The input size must be {smallest}–{largest} and divisible by {step}, not {size}.")
        grid = self._detector([image], size)[0]
        threshold = about.thresholds["score"] if score is None else score
        kept = suppress(decode_grid(grid, about.anchors, threshold), about.thresholds["iou"])
        height, width = image.shape[:2]
        return [Candidate(unpad(each.box, width, height, size), each.score) for each in kept]

    def analyze(self, image: Image, input_size: int | None = None, score: float | None = None) -> list[Face]:
        """Find faces with landmarks and descriptors, best first; see `detect`.

        A box of which no pixel lies in the image is dropped, as in the page.
        """
        height, width = image.shape[:2]
        placed = [(each, clip_to_pixels(each.box, width, height)) for each in self.detect(image, input_size, score)]
        placed = [(each, crop) for each, crop in placed if not crop.is_empty]
        if not placed:
            return []
        outputs = self._landmarks([crop.of(image) for _, crop in placed])
        points = [place_points(output, crop, each.box) for output, (each, crop) in zip(outputs, placed, strict=True)]
        crops = [descriptor_crop(p, crop, width, height) for p, (_, crop) in zip(points, placed, strict=True)]
        descriptors = self._describe(image, crops)
        return [
            Face(each.box, each.score, p, descriptor)
            for (each, _), p, descriptor in zip(placed, points, descriptors, strict=True)
        ]

    def _describe(self, image: Image, crops: list[Crop]) -> list[np.ndarray | None]:
        """Return a descriptor a crop; None where the landmarks lie outside the image."""
        found = iter(
            self._recogniser([c.of(image) for c in crops if not c.is_empty])
            if any(not c.is_empty for c in crops)
            else ()
        )
        return [None if crop.is_empty else next(found) for crop in crops]
