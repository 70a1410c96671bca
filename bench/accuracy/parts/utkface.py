"""UTKFace: age in years and gender, by age and by the collection's label of race."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bench.accuracy import server
from bench.accuracy.cache import Results
from bench.accuracy.datasets import RACES, Aged, utk_faces
from bench.accuracy.faces import SSD, Finder
from bench.accuracy.metrics import ages
from bench.accuracy.report import Figure, Section, Table, percent
from bench.accuracy.work import Run, Work

NAME = "UTKFace, 2,000 faces"
NETWORK = "age_gender"
TRIED = 400  # faces on which the ways to cut are compared
CHIP, FOUND = "whole chip", "detected face"
CHOSEN = FOUND
PACE = {CHIP: 0.007, FOUND: 0.008}  # seconds a face


def faces(work: Work) -> list[Aged]:
    """Return the faces."""
    return work.some(utk_faces(work.data.folder("utkface")))


def finder(work: Work) -> Finder:
    """Return the finder of the faces; where it finds none, the whole chip is the face."""
    return Finder(work, "utkface", work.data.folder("utkface"), 1.0)


def results(work: Work, way: str) -> Results:
    """Where age and gender are kept."""
    settings = {"detector": server.version(SSD)} if way == FOUND else {}
    return work.results("utkface", NETWORK, way=way, version=server.version(NETWORK), **settings)


def runs(work: Work) -> list[Run]:
    """Return what has to be measured: the chosen way for all, the other one for some."""
    items, found = [face.path for face in faces(work)], finder(work)

    def whole(some: Sequence[str]) -> list[Any]:
        return [server.age_gender(found.picture(item)) for item in some]

    def detected(some: Sequence[str]) -> list[Any]:
        return [server.age_gender(found.picture(item), found[item].box, found[item].points) for item in some]

    ways = {CHIP: whole, FOUND: detected}
    return [found.run(items), *(_run(work, way, ways[way], items) for way in ways)]


def _run(work: Work, way: str, measure: Callable[[Sequence[str]], list[Any]], items: list[str]) -> Run:
    wanted = items if way == CHOSEN else items[:TRIED]
    return Run(f"utkface: {NETWORK}, {way}", results(work, way), wanted, measure, PACE[way])


def section(work: Work) -> Section | None:
    """Return the section, of what is known."""
    labels = {face.path: face for face in faces(work)}
    known = results(work, CHOSEN).of(list(labels))
    if not known:
        return None
    missed = [item for item in known if item in finder(work).results and finder(work)[item].faces == 0]
    title = f"{len(known):,} faces, {CHOSEN}; {SSD} missed {percent(len(missed) / len(known))} in the chip as it is."
    tables = [
        Table(title, HEAD, [["all", *_cells(known, labels)], *_by_age(known, labels)]),
        Table("By the collection's label of race.", HEAD, _by_race(known, labels)),
        Table("By gender.", HEAD, _by(known, labels, lambda face: face.gender)),
        Table(f"Which pixels to take, on the first {TRIED} faces.", HEAD, _tried(work, labels)),
    ]
    cells = _cells(known, labels)
    figures = [
        Figure(NETWORK, NAME, "mean error of the age", cells[1]),
        Figure(NETWORK, NAME, "gender right", cells[3]),
    ]
    worst = min(_by_race(known, labels), key=lambda row: float(row[4].split()[0]), default=None)
    if worst:
        figures.append(Figure(NETWORK, NAME, f"gender right in the group with the lowest share ({worst[0]})", worst[4]))
    return Section("Age and gender: UTKFace", PROTOCOL, tables, [OTHERS], figures)


HEAD = ("", "faces", "mean error of the age", "mean of answer − label", "gender right")


def _cells(known: Mapping[str, Any], labels: Mapping[str, Aged]) -> list[str]:
    found, truth = [known[item]["age"] for item in known], [labels[item].age for item in known]
    bias = sum(a - b for a, b in zip(found, truth, strict=True)) / len(known)
    right = sum(known[item]["gender"] == labels[item].gender for item in known) / len(known)
    error = ages.mean_absolute_error(found, truth)
    return [f"{len(known):,}", f"{error:.2f} years", f"{bias:+.1f}", percent(right)]


def _by(known: Mapping[str, Any], labels: Mapping[str, Aged], group: Callable[[Aged], str]) -> list[list[str]]:
    groups = Counter(group(labels[item]) for item in known)
    return [
        [name, *_cells({item: value for item, value in known.items() if group(labels[item]) == name}, labels)]
        for name in groups
    ]


def _by_age(known: Mapping[str, Any], labels: Mapping[str, Aged]) -> list[list[str]]:
    def of(face: Aged) -> str:
        low, high = next(ends for ends in ages.RANGES if ends[0] <= face.age <= ends[1])
        return f"{low}–{high} years"

    return sorted(_by(known, labels, of), key=lambda row: int(row[0].split("–")[0]))


def _by_race(known: Mapping[str, Any], labels: Mapping[str, Aged]) -> list[list[str]]:
    return sorted(_by(known, labels, lambda face: face.race), key=lambda row: RACES.index(row[0]))


def _tried(work: Work, labels: Mapping[str, Aged]) -> list[list[str]]:
    items = list(labels)[:TRIED]
    known = {way: results(work, way).of(items) for way in (CHIP, FOUND)}
    return [[way, *_cells(values, labels)] for way, values in known.items() if values]


PROTOCOL = (
    "The collection's aligned chips (200 × 200); the face is detected in the chip, and age and gender are read "
    "from the crop that the pipeline takes around its landmarks. Labels of age are estimates themselves, and the "
    "label of race is the collection's own, given by a machine and checked by people: it says who is worse "
    "served, not why."
)
OTHERS = (
    "Others, as published: the makers of these weights report a mean error of 4.54 years and 95 % on their own "
    "mixture, and 5.25 years and 93 % on their UTKFace part; DeepFace reports 4.65 years and 97.4 %."
)
