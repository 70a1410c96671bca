"""Are real faces taken for real? Attacks are not here, so half of the question stays open."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.accuracy import server
from bench.accuracy.cache import Results
from bench.accuracy.faces import Finder
from bench.accuracy.parts import lfw, ytf
from bench.accuracy.report import Figure, Section, Table, percent
from bench.accuracy.work import Run, Work

NETWORKS = ("antispoof", "liveness")
PACE = 0.006  # seconds a face
MOST = 1000  # faces of a collection
BLANKS = {"black": 0, "grey": 128, "white": 255}
NOISES = 50


def collections(work: Work) -> dict[str, tuple[Finder, list[str]]]:
    """Return collection → the finder of its faces, and which are looked at."""
    photos, frames = lfw.photos(lfw.pairs(work)), [frame.path for frame in ytf.frames(work)]
    return {
        "LFW (photos)": (lfw.finder(work), work.some(photos, MOST)),
        "YouTube Faces (frames)": (ytf.finder(work), work.some(frames, MOST)),
    }


def results(work: Work, network: str, pictures: str) -> Results:
    """Where the probabilities are kept that a face is real, 0..1."""
    return work.results("liveness", network, pictures=pictures, version=server.version(network))


def runs(work: Work) -> list[Run]:
    """Return what has to be measured."""
    found = []
    for network in filter(server.is_here, NETWORKS):
        for title, (finder, items) in collections(work).items():
            found += [finder.run(items), _run(work, network, title, finder, items)]
        blanks = {name: np.full((64, 64, 3), value, np.uint8) for name, value in BLANKS.items()}
        blanks |= {f"noise {seed}": _noise(seed) for seed in range(NOISES)}
        found.append(
            Run(
                f"liveness: {network}, no face at all",
                results(work, network, "none"),
                list(blanks),
                lambda some, network=network, blanks=blanks: [server.real(network, blanks[item]) for item in some],  # type: ignore[misc]
                PACE,
            )
        )
    return found


def _run(work: Work, network: str, title: str, finder: Finder, items: list[str]) -> Run:
    def measure(some: Sequence[str]) -> list[Any]:
        return [server.real(network, finder.picture(item), finder[item].box) for item in some]

    return Run(f"liveness: {network}, {title}", results(work, network, title), items, measure, PACE)


def _noise(seed: int) -> NDArray[np.uint8]:
    return np.random.default_rng(seed).integers(0, 256, (64, 64, 3), np.uint8)


def section(work: Work) -> Section | None:
    """Return the section, of what is known."""
    rows, figures = [], []
    for network in filter(server.is_here, NETWORKS):
        for title, (_, items) in collections(work).items():
            if values := list(results(work, network, title).of(items).values()):
                rows.append([network, title, *_cells(values)])
                figures.append(Figure(network, title, "real faces accepted (attacks not measured)", rows[-1][3]))
        blanks = results(work, network, "none").of([*BLANKS, *(f"noise {seed}" for seed in range(NOISES))])
        if blanks:
            rows.append([network, "no face: noise and plain colours", *_cells(list(blanks.values()))])
    if not rows:
        return None
    head = ["network", "pictures", "number", "taken for real (above 0.5)", "mean", "lowest tenth"]
    return Section("Liveness and anti-spoofing", PROTOCOL, [Table("", head, rows)], [NOTE], figures)


def _cells(values: list[float]) -> list[str]:
    share = percent(float(np.mean(np.array(values) > 0.5)))
    return [f"{len(values):,}", share, f"{np.mean(values):.2f}", f"{np.quantile(values, 0.1):.2f}"]


PROTOCOL = (
    "Detected faces of photos and of videos, all of real people before a camera; the share that is taken for "
    "real. Photos of screens, prints and masks are not among the collections, so how many attacks are let through "
    "**could not be measured**."
)
NOTE = (
    "The last line of each network tells how much an answer above 0.5 means on its own: those pictures hold no "
    "face at all. Neither network should decide anything alone."
)
