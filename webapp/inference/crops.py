"""Which pixels of a face a network sees: the crops of the registry, cut out and prepared."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from converter.preprocess import Similarity, chip, network_input, standardise
from converter.registry import Crop as CropRule
from converter.registry import InputSpec
from webapp.domain.faces import Box, Face, Points
from webapp.inference.geometry import Crop, aligned_box, clip_to_pixels, descriptor_crop
from webapp.inference.networks import Image

Picture = npt.NDArray[np.float32]  # a network's input, [size, size, 3]
Cut = Callable[[Image, Face, InputSpec, Mapping[str, Any]], Picture | None]


def cut(image: Image, face: Face, spec: InputSpec, rule: CropRule) -> Picture | None:
    """Return a face as a recogniser's input; None where nothing of it lies in the image.

    Raises:
        ValueError: the rule needs landmarks and the face has none.
    """
    if rule.rule != "box" and face.landmarks is None:
        raise ValueError(f"The crop {rule.name} is placed by landmarks, and the face has none.")
    return RULES[rule.rule](image, face, spec, rule.numbers)


def box_crop(image: Image, face: Face) -> Crop:
    """Return the whole pixels of the detector's box."""
    return clip_to_pixels(face.box, image.shape[1], image.shape[0])


def aligned_crop(image: Image, face: Face) -> Crop:
    """Return the whole pixels around the landmarks where there are any, else those of the detector's box."""
    box = face.box if face.landmarks is None else aligned_box(face.landmarks)
    return clip_to_pixels(box, image.shape[1], image.shape[0])


def fit_similarity(template: Sequence[Sequence[float]], points: Points) -> Similarity:
    """Return the similarity that takes a template [n, 2] nearest to points [n, 2]: the least sum of squared distances.

    Umeyama (1991) without mirroring; in the plane, with points as complex numbers, it has a closed form.
    """
    start, end = (np.asarray(each, np.float64) @ np.array([1, 1j]) for each in (template, points))
    offset, target = start - start.mean(), end - end.mean()
    turn = np.vdot(offset, target) / np.vdot(offset, offset).real
    shift = end.mean() - turn * start.mean()
    return Similarity(float(turn.real), float(turn.imag), float(shift.real), float(shift.imag))


def square_around(box: Box, margin: float) -> Similarity:
    """Return what takes the unit square to the square around a box: its longer side, enlarged by a share of it."""
    side = max(box.width, box.height) * (1 + margin)
    return Similarity(side, 0.0, box.x + (box.width - side) / 2, box.y + (box.height - side) / 2)


def _by_eyes_and_mouth(image: Image, face: Face, spec: InputSpec, numbers: Mapping[str, Any]) -> Picture | None:
    height, width = image.shape[:2]
    assert face.landmarks is not None  # noqa: S101 — `cut` has checked
    crop = descriptor_crop(face.landmarks, box_crop(image, face), width, height, **numbers)
    return None if crop.is_empty else network_input(crop.of(image), spec)


def _by_similarity(image: Image, face: Face, spec: InputSpec, numbers: Mapping[str, Any]) -> Picture | None:
    assert face.landmarks is not None  # noqa: S101 — `cut` has checked
    return _chip(image, fit_similarity(numbers["template"], face.landmarks[numbers["points"]]), spec)


def _by_box(image: Image, face: Face, spec: InputSpec, numbers: Mapping[str, Any]) -> Picture | None:
    return _chip(image, square_around(face.box, numbers["margin"]), spec)


RULES: dict[str, Cut] = {"eyes-mouth": _by_eyes_and_mouth, "similarity": _by_similarity, "box": _by_box}


def _chip(image: Image, place: Similarity, spec: InputSpec) -> Picture | None:
    """Return a chip as the network's input; None where it is smaller than a pixel."""
    if not np.hypot(place.a, place.b) >= 1:
        return None
    pixels = chip(image, place, spec.size)
    if spec.standardise:
        return standardise(pixels)
    return (pixels - np.asarray(spec.mean, np.float32)) * np.float32(spec.scale)
