"""Descriptors of labelled faces, by every way of cutting them out: the defaults, and the variants of the study."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.accuracy import server
from bench.accuracy.cache import Results, pack, unpack
from bench.accuracy.crops import AVERAGES, PLAIN, View, mirrored, moved, tilt
from bench.accuracy.faces import LANDMARKS, Finder, Found
from bench.accuracy.metrics.landmarks import tight_box
from bench.accuracy.work import Run
from converter import registry
from converter.mean_face import CHIP_POINTS, CHIP_TEMPLATE
from converter.preprocess import chip
from webapp.domain.faces import Box
from webapp.inference.crops import fit_similarity, square_around
from webapp.inference.geometry import clip_to_pixels, descriptor_crop

RECOGNISER, FACENET = "face_recognition", "facenet"
PACE = {RECOGNISER: 0.009, FACENET: 0.036}  # seconds a crop, in a batch

Picture = NDArray[Any]
Cut = Callable[[Picture, Found, View], NDArray[Any]]  # the pixels of a view of a face, not yet prepared for the network


@dataclass(frozen=True)
class Way(ABC):
    """One way to make a descriptor.

    Attributes:
        name: what the table says; two ways of a network have two names.
    """

    name: str
    network: str

    def results(self, finder: Finder) -> Results:
        """Where the descriptors are kept."""
        settings = {"way": self.name, "detector": finder.detector, "landmarks": finder.network, **self.settings}
        return finder.work.results(finder.part, self.network, version=server.version(self.network), **settings)

    @property
    def settings(self) -> dict[str, Any]:
        """All else on which the descriptors depend, of JSON's types."""
        return {}

    def run(self, finder: Finder, items: Sequence[str]) -> Run:
        """Return the run that describes these faces, which the finder has found by then."""
        title = f"{finder.part}: {self.network}, {self.name}"
        return Run(title, self.results(finder), items, lambda some: self.describe(finder, some), self.pace)

    @property
    def pace(self) -> float:
        """Seconds a face."""
        return PACE[self.network]

    @abstractmethod
    def describe(self, finder: Finder, items: Sequence[str]) -> list[str]:
        """Return a packed descriptor an item."""


@dataclass(frozen=True)
class Served(Way):
    """The server's own way, by the name of one of the network's crops."""

    crop: str

    @property
    def settings(self) -> dict[str, Any]:
        """See Way."""
        (rule,) = (each.as_json() for each in registry.find(self.network).crops if each.name == self.crop)
        return {"crop": {name: value for name, value in rule.items() if name != "version"}}

    def describe(self, finder: Finder, items: Sequence[str]) -> list[str]:
        """See Way."""
        return [
            pack(
                server.descriptor(finder.picture(item), finder[item].box, finder[item].points, self.network, self.crop)
            )
            for item in items
        ]


@dataclass(frozen=True)
class Variant(Way):
    """A way that the study tries: a cut of its own, and views of it whose descriptors are averaged."""

    cut: Cut
    views: Sequence[View] = PLAIN

    @property
    def pace(self) -> float:
        """See Way."""
        return len(self.views) * PACE[self.network]

    def describe(self, finder: Finder, items: Sequence[str]) -> list[str]:
        """See Way."""
        cuts = []
        for item in items:
            image, face = finder.picture(item), finder[item]
            cuts += [mirrored(self.cut(image, face, view), view) for view in self.views]
        answers = server.describe(self.network, cuts)
        means = answers.reshape(len(items), len(self.views), -1).mean(axis=1)
        return [pack(mean) for mean in means]


def read(results: Results, items: Sequence[str], unit: bool) -> dict[str, NDArray[np.float32]]:
    """Return the descriptors that are known; with `unit`, of length 1 (a mean of several is shorter)."""
    found = {item: unpack(value) for item, value in results.of(list(items)).items()}
    return {item: d / np.linalg.norm(d) if unit else d for item, d in found.items()}


def upright(scale: float = 1.0) -> Cut:
    """Return the cut that turns the face to the mean face; a scale above 1 shows more around it."""

    def cut(image: Picture, face: Found, view: View) -> NDArray[Any]:
        place = fit_similarity(CHIP_TEMPLATE, face.points[CHIP_POINTS])
        return chip(image, moved(moved(place, View(scale=scale)), view), 150)

    return cut


def upright_twice(image: Picture, face: Found, view: View) -> NDArray[Any]:
    """Cut as `upright` does, by landmarks that were found a second time, in the box around the first ones."""
    points = server.landmarks(image, Box(*tight_box(face.points)), LANDMARKS)
    return upright()(image, replace(face, points=points), view)


def face_api(scale: float = 1.0) -> Cut:
    """Return face-api's cut: whole pixels, sized by eye to mouth, not turned."""
    numbers = next(crop.numbers for crop in registry.find(RECOGNISER).crops if crop.rule == "eyes-mouth")

    def cut(image: Picture, face: Found, view: View) -> NDArray[Any]:
        height, width = image.shape[:2]
        whole = clip_to_pixels(face.box, width, height)
        crop = descriptor_crop(face.points, whole, width, height, **numbers)
        size, larger = np.array([crop.width, crop.height]), scale * view.scale
        shift = np.array([view.across, view.down]) + (1 - larger) / 2
        corner = np.array([crop.x, crop.y]) + size * shift
        seen = clip_to_pixels(Box(*np.round(corner), *np.round(size * larger)), width, height)
        return next(each for each in (seen, crop, whole) if not each.is_empty).of(image)

    return cut


def box(margin: float, turned: bool = False) -> Cut:
    """Return the cut of a square around the detector's box, along the image's axes or the eyes'."""

    def cut(image: Picture, face: Found, view: View) -> NDArray[Any]:
        place = square_around(face.box, margin)
        straight = moved(place, View(turn=tilt(face.points))) if turned else place
        return chip(image, moved(straight, view), 160)

    return cut


def served(network: str) -> list[Served]:
    """Return the server's ways, one for each crop of the network; the default comes first."""
    return [Served(f"{crop.name}, as served", network, crop.name) for crop in registry.find(network).crops]


ALIGNMENT: Mapping[str, Callable[[float], Cut]] = {"face-api": face_api, "upright": upright}

MANY = "five jittered and mirrored"  # ten times the work: tried with one alignment only
STUDY: Sequence[Variant] = (
    *(
        Variant(f"{name}, {average}", RECOGNISER, cut(1.0), views)
        for name, cut in ALIGNMENT.items()
        for average, views in AVERAGES.items()
        if (name, average) != ("face-api", MANY)
    ),
    *(Variant(f"face-api, side × {scale}", RECOGNISER, face_api(scale)) for scale in (0.9, 1.1)),
    *(Variant(f"upright, side × {scale}", RECOGNISER, upright(scale)) for scale in (0.9, 0.95, 1.05, 1.1)),
    Variant("upright, landmarks twice", RECOGNISER, upright_twice),
)
FACENET_STUDY: Sequence[Variant] = (
    *(Variant(f"box, margin {margin}", FACENET, box(margin)) for margin in (-0.1, 0.0, 0.1, 0.2, 0.3)),
    Variant("box, margin 0.0, turned", FACENET, box(0.0, turned=True)),
    Variant("box, margin 0.0, and its mirror", FACENET, box(0.0), AVERAGES["and its mirror"]),
)
