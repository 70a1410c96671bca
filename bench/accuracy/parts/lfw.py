"""Labeled Faces in the Wild: are these two photos of one person?"""

from collections.abc import Mapping, Sequence
from itertools import chain

from bench.accuracy import server
from bench.accuracy.datasets import Pair, lfw_pairs
from bench.accuracy.descriptors import FACENET, FACENET_STUDY, RECOGNISER, STUDY, Way, read, served
from bench.accuracy.faces import LANDMARKS, SSD, TINY, Finder
from bench.accuracy.report import Figure, Section, Table, percent
from bench.accuracy.verification import HEAD, Judged, judge
from bench.accuracy.work import Run, Work
from converter import registry

TITLE = "Recognition: Labeled Faces in the Wild"
NAME = "LFW, folds 1–5 of 10"
STUDIED = 2  # folds on which variants are compared
DETECTED = 1 / 2.2  # side of the face in an LFW photo: its makers enlarged a detector's square by 2.2
DETECTORS = ((TINY, LANDMARKS), ("mtcnn", LANDMARKS), (SSD, "face_landmark_68_tiny"))  # beside the usual two


def pairs(work: Work, folds: int | None = None) -> list[Pair]:
    """Return the pairs, perhaps of the first folds only; a subset holds as many of each kind from each fold."""
    kinds: dict[tuple[int, bool], list[Pair]] = {}
    for pair in lfw_pairs(work.data.folder("lfw")):
        kinds.setdefault((pair.fold, pair.same), []).append(pair)
    each = None if work.subset is None else max(1, work.subset // len(kinds))
    found = chain.from_iterable(kind[:each] for kind in kinds.values())
    return [pair for pair in found if folds is None or pair.fold < folds]


def photos(chosen: Sequence[Pair]) -> list[str]:
    """Return every photo of the pairs once."""
    return list(dict.fromkeys(path for pair in chosen for path in (pair.first, pair.second)))


def finder(work: Work, detector: str = SSD, network: str = LANDMARKS) -> Finder:
    """Return the finder of the faces, by a detector and a landmark network."""
    return Finder(work, "lfw", work.data.folder("lfw"), DETECTED, detector, network)


def runs(work: Work) -> list[Run]:
    """Return what has to be measured: the study on the first folds, then what is served on all."""
    everything, some = photos(pairs(work)), photos(pairs(work, STUDIED))
    usual = finder(work)
    found = [usual.run(some), *(way.run(usual, some) for way in study()), usual.run(everything)]
    found += [way.run(usual, everything) for network in networks() for way in served(network)]
    for other in others(work):
        found += [other.run(some), *(way.run(other, some) for way in defaults(other))]
    return found


def networks() -> list[str]:
    """Return the recognisers that are here."""
    return [name for name in (RECOGNISER, FACENET) if server.is_here(name)]


def others(work: Work) -> list[Finder]:
    """Return the finders by another detector or another landmark network than the usual."""
    return [finder(work, detector, network) for detector, network in DETECTORS]


def defaults(found: Finder) -> list[Way]:
    """Return the default way of each recogniser that the finder has a say in: FaceNet's goes by the box alone."""
    able = [name for name in networks() if name == RECOGNISER or found.network == LANDMARKS]
    return [served(name)[0] for name in able]


def study() -> list[Way]:
    """Return the ways that are compared with each other."""
    return [*STUDY, *(FACENET_STUDY if server.is_here(FACENET) else ())]


def judged(found: Finder, way: Way, chosen: Sequence[Pair]) -> Judged | None:
    """Return the distances of the pairs whose descriptors are known."""
    known = read(way.results(found), photos(chosen), unit=way.network == FACENET)
    people = {path: path.split("/")[1] for path in known}
    return judge(known, [(pair.fold, pair.first, pair.second, pair.same) for pair in chosen], people)


def section(work: Work) -> Section | None:
    """Return the section, of what is known."""
    chosen, some, usual = pairs(work), pairs(work, STUDIED), finder(work)
    main: dict[Way, Judged] = {}
    for way in (way for name in networks() for way in served(name)):
        if result := judged(usual, way, chosen):
            main[way] = result
    tables = [
        Table(f"{len(chosen):,} pairs, faces by {SSD}.", ["network", "crop", *HEAD], rows(main)),
        Table(MISSED_TITLE, MISSED, missed_rows(finders(work), photos(chosen))),
        Table(
            f"Ways to cut, {len(some):,} pairs of folds 1–{STUDIED}.", ["network", "cut", *HEAD], _studied(usual, some)
        ),
        Table(f"Other detectors and landmarks, the same {len(some):,} pairs.", FINDERS, _elsewhere(work, some)),
    ]
    figures = [figure for way, result in main.items() for figure in _figures(way, result)]
    known = [table for table in tables if table.rows]
    return (
        Section("Recognition: Labeled Faces in the Wild", PROTOCOL, known, [CHOICE, OTHERS], figures) if known else None
    )


def rows(results: Mapping[Way, Judged]) -> list[list[str]]:
    """Return a row a way: network, way, and the cells under HEAD."""
    return [[way.network, way.name, *cells(way.network, result)] for way, result in results.items()]


def _studied(usual: Finder, some: Sequence[Pair]) -> list[list[str]]:
    return rows({way: result for way in study() if (result := judged(usual, way, some))})


def _elsewhere(work: Work, some: Sequence[Pair]) -> list[list[str]]:
    return [
        [way.network, way.name, found.detector, found.network, *cells(way.network, result)]
        for found in (finder(work), *others(work))
        for way in defaults(found)
        if (result := judged(found, way, some))
    ]


def cells(network: str, result: Judged) -> list[str]:
    """Return the cells of a row."""
    return result.cells(registry.find(network).thresholds["distance"])


def _figures(way: Way, result: Judged) -> list[Figure]:
    accuracy, _, fixed, one, _, _, everybody = cells(way.network, result)
    measures = {
        "accuracy": accuracy,
        "accuracy at the fixed threshold": fixed,
        "TAR at FAR 1 %": one,
        "TAR at FAR 0.1 % of all strangers": everybody,
    }
    crop = way.name.split(",")[0]
    return [Figure(way.network, NAME, f"{measure}, crop {crop}", value) for measure, value in measures.items()]


CUTS = ("network", "cut", *HEAD)
FINDERS = ("network", "crop", "detector", "landmarks", *HEAD)
MISSED_TITLE = "Faces that the detector missed at its default threshold."
MISSED = ("detector", "photos", "missed", "of these found with a black border", "photos with several faces found")


def missed_rows(finders: Sequence[Finder], items: Sequence[str]) -> list[list[str]]:
    """Return a row a detector under MISSED."""
    rows = []
    for found in finders:
        known = found.results.of(list(items)).values()
        if known:
            missed = [value for value in known if value["faces"] == 0]
            again = sum(value["again"] > 0 for value in missed)
            several = sum(value["faces"] > 1 for value in known)
            share = f"{len(missed):,} ({percent(len(missed) / len(known))})"
            rows.append([found.detector, f"{len(known):,}", share, f"{again:,}", f"{several:,}"])
    return rows


def finders(work: Work) -> list[Finder]:
    """Return one finder a detector."""
    return [each for each in (finder(work), *others(work)) if each.network == LANDMARKS]


PROTOCOL = (
    "The collection's protocol with labelled outside data, on the five folds that are here: each fold is judged "
    "at the threshold that is best on the others (mean ± standard error), and the last column takes the threshold "
    "at which 0.1 % of all pairs of photos of different people, millions of them, would be one person. The face "
    "nearest to the photo's centre is taken; where the detector finds none, it looks again at the photo with a "
    "black border of half its side, and then the square in the middle that the collection's makers describe (side "
    "1/2.2 of the photo) takes its place, so that no pair is left out."
)
CHOICE = (
    "Decided on 26 November 2026, from the ways to cut here and on the frames of videos below: by default a face is "
    "turned upright before it is described, in the size that dlib's own chips have; face-api's cut stays for "
    "descriptors that were made by it. Averaging the mirror image or jittered crops gained a little more for as "
    "many times the work, and is not done."
)
OTHERS = (
    "Others, as published, on all ten folds and by their own alignment: dlib, whose weights face_recognition "
    "holds, 99.38 %; DeepFace's own runs 96.8 % for dlib's network, 97.4 % for FaceNet (128) and 98.4 % for "
    "FaceNet (512); SFace 99.40 %; buffalo_l 99.83 %."
)
