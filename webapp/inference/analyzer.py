"""Detection, then whatever is asked for, on the server: the same answers as the page's pipeline."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from converter import registry
from converter.preprocess import network_input
from webapp.domain.faces import Descriptor, Face, Points
from webapp.inference.crops import aligned_crop, box_crop, cut
from webapp.inference.detectors import DETECTORS
from webapp.inference.geometry import Candidate, Crop, place_points
from webapp.inference.networks import Answers, CompiledNetwork, Image
from webapp.inference.request import LANDMARKS, RECOGNISER, DetectorOptions, Request


class Analyzer:
    """Finds and describes faces. Networks are loaded when first used, which takes seconds: keep one a process."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        """Load the networks that are named right away.

        Raises:
            converter.errors.ConversionError: the weights of one are not installed.
        """
        self._networks: dict[str, CompiledNetwork] = {}
        self._loading = threading.Lock()
        for name in names:
            self.network(name)

    def network(self, name: str) -> CompiledNetwork:
        """Return a network, loaded. Raises converter.errors.ConversionError where its weights are not installed."""
        with self._loading:
            if name not in self._networks:
                self._networks[name] = CompiledNetwork(name)
            return self._networks[name]

    def analyze(self, image: Image, request: Request | None = None) -> list[Face]:
        """Find faces, and of each what is asked for, best first.

        A box of which no pixel lies in the image is dropped; a part that cannot be had of a face stays None.

        Args:
            image: RGB, 0–255, [height, width, 3], uint8 or float32.
            request: only detection if absent.

        Raises:
            ValueError: the picture or the request cannot be worked with; the message says why.
        """
        request = request or Request()
        candidates = [each for each in self.detect(image, request.detector) if not _crop(image, each).is_empty]
        faces = [Face(each.box, each.score, keypoints=each.keypoints) for each in candidates]
        for step in self._steps(request):
            faces = step(image, faces) if faces else []
        return faces

    def detect(self, image: Image, options: DetectorOptions | None = None) -> list[Candidate]:
        """Find faces, best first; boxes may stick out of the image. Raises ValueError, see `analyze`."""
        check(image)
        options = options or DetectorOptions()
        if options.name not in DETECTORS:
            raise ValueError(f"No detector is called {options.name}; there are {', '.join(DETECTORS)}.")
        options.check(registry.find(options.name))
        return DETECTORS[options.name](self.network(options.name), image, options)

    def landmarks(self, image: Image, found: Sequence[Candidate | Face], name: str = LANDMARKS) -> list[Points]:
        """Return the 68 points of each face, in pixels of the image; each box must hold a pixel of it."""
        crops = [_crop(image, each) for each in found]
        answers = self._run(name, image, crops)
        return [
            place_points(points, crop, each.box)
            for points, crop, each in zip(answers["points"], crops, found, strict=True)
        ]

    def descriptors(
        self, image: Image, faces: Sequence[Face], name: str = RECOGNISER, crop: str | None = None
    ) -> list[Descriptor | None]:
        """Return the descriptor of each face; None where there is nothing to describe.

        Args:
            image: see `analyze`.
            faces: with landmarks, unless the crop goes by the box.
            name: of the recogniser.
            crop: of the recogniser; its first if absent.
        """
        rule = crop_of(name, crop)
        pictures = [cut(image, face, self.network(name).about.input, rule) for face in faces]
        seen = [picture for picture in pictures if picture is not None]
        answers = iter(self.network(name).run_all(seen)["descriptor"] if seen else ())
        return [None if picture is None else next(answers) for picture in pictures]

    def parts(self, image: Image, faces: Sequence[Face], name: str, crop: Callable[[Image, Face], Crop]) -> list[Face]:
        """Return the faces with what a network says of one crop of each; where that is empty, as they were."""
        crops = [crop(image, face) for face in faces]
        full = [index for index, each in enumerate(crops) if not each.is_empty]
        answers = self._run(name, image, [crops[index] for index in full]) if full else {}
        changed, classes = list(faces), registry.find(name).classes
        for row, index in enumerate(full):
            values = {output: answers[output][row] for output in answers}
            changed[index] = replace(faces[index], **READERS[name](values, classes))
        return changed

    def _run(self, name: str, image: Image, crops: Sequence[Crop]) -> Answers:
        network = self.network(name)
        return network.run_all([network_input(crop.of(image), network.about.input) for crop in crops])

    def _steps(self, request: Request) -> list[Callable[[Image, list[Face]], list[Face]]]:
        """Return what a request takes after detection, in order. Raises ValueError for a crop that is none."""
        recogniser = request.descriptors if isinstance(request.descriptors, str) else RECOGNISER
        by_landmarks = bool(request.descriptors) and crop_of(recogniser, request.crop).rule != "box"
        network = request.landmarks if isinstance(request.landmarks, str) else LANDMARKS
        table: list[tuple[bool, Callable[[Image, list[Face]], list[Face]]]] = [
            (bool(request.landmarks) or by_landmarks, lambda image, faces: self._place(image, faces, network)),
            (
                bool(request.descriptors),
                lambda image, faces: self._describe(image, faces, recogniser, request.crop),
            ),
            (request.expressions, lambda image, faces: self.parts(image, faces, "face_expression", aligned_crop)),
            (request.age_gender, lambda image, faces: self.parts(image, faces, "age_gender", aligned_crop)),
            (request.antispoof, lambda image, faces: self.parts(image, faces, "antispoof", box_crop)),
            (request.liveness, lambda image, faces: self.parts(image, faces, "liveness", box_crop)),
        ]
        return [step for wanted, step in table if wanted]

    def _place(self, image: Image, faces: list[Face], name: str) -> list[Face]:
        points = self.landmarks(image, faces, name)
        return [replace(face, landmarks=each) for face, each in zip(faces, points, strict=True)]

    def _describe(self, image: Image, faces: list[Face], name: str, crop: str | None) -> list[Face]:
        found = self.descriptors(image, faces, name, crop)
        return [replace(face, descriptor=each) for face, each in zip(faces, found, strict=True)]


def check(image: Image) -> None:
    """Raise ValueError, with a sentence, for what is not a picture."""
    if image.ndim != 3 or image.shape[2] != 3 or 0 in image.shape:
        raise ValueError(f"A picture has the shape [height, width, 3], not {list(image.shape)}.")
    if image.dtype != np.uint8 and not np.isfinite(image).all():
        raise ValueError("The picture holds values that are not numbers.")


def crop_of(name: str, crop: str | None) -> registry.Crop:
    """Return a recogniser's crop by name, its first where none is named. Raises ValueError where there is none."""
    crops = registry.find(name).crops
    found = [each for each in crops if crop in (None, each.name)]
    if not found:
        raise ValueError(
            f"{name} has no crop {crop!r}, only {', '.join(each.name for each in crops) or 'none at all'}."
        )
    return found[0]


def _crop(image: Image, found: Candidate | Face) -> Crop:
    return box_crop(image, Face(found.box, found.score))


def _expressions(values: Answers, classes: Sequence[str]) -> dict[str, Any]:
    return {"expressions": dict(zip(classes, map(float, values["probabilities"]), strict=True))}


def _age_gender(values: Answers, classes: Sequence[str]) -> dict[str, Any]:
    """Return age and gender; the first class counts where it is more likely than not."""
    first = float(values["gender"][0])
    gender, probability = (classes[0], first) if first > 0.5 else (classes[1], 1 - first)
    return {"age": float(values["age"][0]), "gender": gender, "gender_probability": probability}


READERS: dict[str, Callable[[Answers, Sequence[str]], dict[str, Any]]] = {
    "face_expression": _expressions,
    "age_gender": _age_gender,
    "antispoof": lambda values, _: {"real": float(values["real"][0])},
    "liveness": lambda values, classes: {"live": float(values["probabilities"][classes.index("live")])},
}
