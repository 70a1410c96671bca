"""The FaceFinder port: faces of a photo, as the gallery's recogniser describes them."""

import io
from dataclasses import replace

import numpy as np

from converter import registry
from webapp.domain.errors import OtherRecogniser
from webapp.domain.faces import Box, Face, Recogniser
from webapp.domain.quality import FoundFace, look
from webapp.inference.analyzer import Analyzer
from webapp.inference.crops import box_crop
from webapp.inference.geometry import Candidate
from webapp.inference.networks import Image
from webapp.inference.photos import decode
from webapp.inference.request import RECOGNISER

# Of the longer side, around a photo in which nothing was found: detectors learnt from crowds and miss faces that fill
# the picture. In LFW this finds 245 of the 255 faces (of 3,811) that SSD MobileNet V1 misses (`bench/ACCURACY.md`).
BORDER = 0.5


class AnalyzerFinder:
    """Faces by SSD MobileNet V1: on photos it misses half as many as the detector that the pages use for its speed."""

    def __init__(self, analyzer: Analyzer, recogniser: Recogniser) -> None:
        """Choose the crop whose descriptors the gallery keeps. Raises OtherRecogniser where the networks have none."""
        self._analyzer = analyzer
        self._name, self._crop = recogniser.name, crop_of(recogniser)

    def find(self, photo: bytes) -> list[FoundFace]:
        """See FaceFinder."""
        image = decode(io.BytesIO(photo))
        candidates = self._detect(image) or self._detect_in_border(image)
        faces = [Face(each.box, each.score) for each in candidates]
        faces = sorted((face for face in faces if not box_crop(image, face).is_empty), key=_area, reverse=True)
        if not faces:
            return []
        points = self._analyzer.landmarks(image, faces)
        faces = [replace(face, landmarks=each) for face, each in zip(faces, points, strict=True)]
        descriptors = self._analyzer.descriptors(image, faces, self._name, self._crop)
        described = zip(faces, descriptors, strict=True)
        return [FoundFace(face, each, look(image, face)) for face, each in described if each is not None]

    def _detect(self, image: Image) -> list[Candidate]:
        return self._analyzer.detect(image)

    def _detect_in_border(self, image: Image) -> list[Candidate]:
        border = round(max(image.shape[:2]) * BORDER)
        found = self._analyzer.detect(np.pad(image, ((border, border), (border, border), (0, 0))))
        return [replace(each, box=_shifted(each.box, -border)) for each in found]


def crop_of(recogniser: Recogniser) -> str:
    """Return the crop that makes descriptors of a recogniser. Raises OtherRecogniser where none does."""
    offered = [
        (crop.name, Recogniser(network.name, crop.version)) for network in registry.NETWORKS for crop in network.crops
    ]
    found = [name for name, made in offered if made == recogniser]
    if not found:
        mine = next(made for _, made in offered if made.name == RECOGNISER)
        raise OtherRecogniser(given=mine, wanted=recogniser)
    return found[0]


def _area(face: Face) -> float:
    return face.box.width * face.box.height


def _shifted(box: Box, by: float) -> Box:
    return Box(box.x + by, box.y + by, box.width, box.height)
