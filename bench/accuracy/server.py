"""The server's own pipeline, one piece at a time, as the measurements need it. Networks load when first used."""

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from converter import registry
from converter.preprocess import network_input
from webapp.domain.faces import Box, Face
from webapp.inference.analyzer import Analyzer
from webapp.inference.crops import aligned_crop, box_crop
from webapp.inference.geometry import Candidate
from webapp.inference.request import DetectorOptions

Picture = NDArray[Any]  # RGB, 0–255, [height, width, 3]


@functools.cache
def analyzer() -> Analyzer:
    """Return the one analyser of this process."""
    return Analyzer()


def is_here(*names: str) -> bool:
    """Tell whether the weights of these networks are on this machine."""
    return set(names) <= set(registry.available())


def version(name: str) -> str:
    """Return which weights a network has."""
    return registry.find(name).source


def detect(image: Picture, detector: str, **options: Any) -> list[Candidate]:
    """Find faces, best first; options are those of DetectorOptions."""
    return analyzer().detect(image, DetectorOptions(detector, **options))


def landmarks(image: Picture, box: Box, network: str) -> NDArray[np.float64]:
    """Return the 68 points of the face in a box, [68, 2], in pixels of the image."""
    (points,) = analyzer().landmarks(image, [Candidate(box, 1.0)], network)
    return points


def descriptor(image: Picture, box: Box, points: NDArray[np.float64], network: str, crop: str) -> NDArray[np.float32]:
    """Return the descriptor of a face, [128]; NaN where the pipeline has none for it."""
    (found,) = analyzer().descriptors(image, [Face(box, 1.0, landmarks=points)], network, crop)
    return np.full(128, np.nan, np.float32) if found is None else found


def describe(network: str, pictures: Sequence[Picture]) -> NDArray[np.float32]:
    """Return the descriptors of faces that are cut out already, [n, 128]."""
    compiled = analyzer().network(network)
    return compiled.run_all([network_input(picture, compiled.about.input) for picture in pictures])["descriptor"]


def expressions(image: Picture) -> dict[str, float]:
    """Return the probability of each expression, of a picture that is nothing but a face."""
    (face,) = analyzer().parts(image, [_whole(image)], "face_expression", aligned_crop)
    return dict(face.expressions or {})


def age_gender(image: Picture, box: Box | None = None, points: NDArray[np.float64] | None = None) -> dict[str, Any]:
    """Return age in years and gender, of a face that was found or of a picture that is nothing but a face."""
    face = Face(box, 1.0, landmarks=points) if box else _whole(image)
    (found,) = analyzer().parts(image, [face], "age_gender", aligned_crop)
    return {"age": round(float(found.age or 0), 4), "gender": found.gender, "probability": found.gender_probability}


def real(network: str, image: Picture, box: Box | None = None) -> float:
    """Return the probability, 0..1, that a face is real, by `antispoof` or `liveness`."""
    face = Face(box, 1.0) if box else _whole(image)
    (found,) = analyzer().parts(image, [face], network, box_crop)
    return float((found.real if network == "antispoof" else found.live) or 0)


def _whole(image: Picture) -> Face:
    return Face(Box(0, 0, image.shape[1], image.shape[0]), 1.0)
