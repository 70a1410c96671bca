"""The face that a labelled picture is about, and its landmarks: found once, shared by the measurements that follow."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.accuracy import server
from bench.accuracy.cache import Results, pack, unpack
from bench.accuracy.datasets import read_picture
from bench.accuracy.work import Run, Work
from webapp.domain.faces import Box
from webapp.inference.geometry import clip_to_pixels

Picture = NDArray[np.uint8]  # RGB, [height, width, 3]
SSD, TINY, LANDMARKS = "ssd_mobilenetv1", "tiny_face_detector", "face_landmark_68"
BORDER = 0.5  # of the longer side, at the second look
PACE = {SSD: 0.08, TINY: 0.02, "mtcnn": 0.08}  # seconds a small picture, landmarks included


@dataclass(frozen=True)
class Found:
    """The face of a picture.

    Attributes:
        box: of the detector, or where the collection says the face is if the detector missed it.
        faces: how many the detector found in the picture as it is.
        points: 68 landmarks, [68, 2].
    """

    box: Box
    faces: int
    points: NDArray[np.float64]


def find(image: Picture, detector: str, fallback: float) -> dict[str, Any]:
    """Return the box nearest to the image's centre, how many faces were found, and how the box was come by.

    The detectors were trained on crowds and miss faces that fill the picture. Where one finds nothing it looks again at
    the picture with a black border, and where that fails too, the middle of the image is the face; `fallback` is its
    side, as a share of the image's shorter one.
    """
    height, width = image.shape[:2]
    boxes = [each.box for each in server.detect(image, detector)]
    again = [] if boxes else server.detect(bordered(image, BORDER), detector)
    shift = border_of(image, BORDER)
    wide = [replace(each.box, x=each.box.x - shift, y=each.box.y - shift) for each in again]
    seen = [box for box in boxes or wide if not clip_to_pixels(box, width, height).is_empty]
    side = min(height, width) * fallback
    box = min(seen, key=lambda each: _off_centre(each, width, height), default=None)
    box = box or Box((width - side) / 2, (height - side) / 2, side, side)
    return {"box": [box.x, box.y, box.width, box.height], "faces": len(boxes), "again": len(wide)}


def border_of(image: Picture, share: float) -> int:
    """Return the width in pixels of a border that is a share of the longer side."""
    height, width, _ = image.shape
    border: int = round(max(height, width) * share)
    return border


def bordered(image: Picture, share: float) -> Picture:
    """Return the picture with black around it."""
    width = border_of(image, share)
    return np.pad(image, ((width, width), (width, width), (0, 0)))


def _off_centre(box: Box, width: int, height: int) -> float:
    return abs(complex(box.x + box.width / 2, box.y + box.height / 2) - complex(width, height) / 2)


@dataclass(frozen=True)
class Finder:
    """Finds the faces of a collection, each picture once.

    Attributes:
        part: the measurement to which the collection belongs.
        fallback: side of the middle square that is taken where no face is found, as a share of the image.
    """

    work: Work
    part: str
    folder: Path
    fallback: float
    detector: str = SSD
    network: str = LANDMARKS

    @property
    def results(self) -> Results:
        """Where the faces are kept."""
        versions = {"version": server.version(self.detector), "points": server.version(self.network)}
        settings = {"landmarks": self.network, "fallback": round(self.fallback, 3), "border": BORDER}
        return self.work.results(f"{self.part}-faces", self.detector, **settings, **versions)

    def run(self, items: Sequence[str]) -> Run:
        """Return the run that finds the faces of these pictures."""
        title = f"{self.part}: faces by {self.detector}, {self.network}"
        return Run(title, self.results, items, self._measure, 0.01 if self._usual else PACE[self.detector])

    @property
    def _usual(self) -> Results | None:
        """Return the faces by the same detector with the usual landmarks, where this finder has others."""
        return replace(self, network=LANDMARKS).results if self.network != LANDMARKS else None

    def __getitem__(self, item: str) -> Found:
        value = self.results[item]
        return Found(Box(*value["box"]), value["faces"], unpack(value["points"], 68, 2, kind="<f8"))

    def picture(self, item: str) -> Picture:
        """Return the pixels of a picture."""
        return read_picture(self.folder / item)

    def _measure(self, items: Sequence[str]) -> list[Any]:
        return [self._face(item, self.picture(item)) for item in items]

    def _face(self, item: str, image: Picture) -> dict[str, Any]:
        known = self._usual
        value = known[item] if known and item in known else find(image, self.detector, self.fallback)
        points = server.landmarks(image, Box(*value["box"]), self.network)
        return {**value, "points": pack(points, "<f8")}
