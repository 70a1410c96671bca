"""YouTube Faces frames: small, blurred and turned faces of 130 people, beside LFW's press photos."""

from collections.abc import Sequence
from itertools import combinations

from bench.accuracy.datasets import Frame, ytf_frames
from bench.accuracy.descriptors import FACENET, Way, read, served
from bench.accuracy.faces import Finder
from bench.accuracy.parts.lfw import MISSED, cells, missed_rows, networks
from bench.accuracy.report import Figure, Section, Table
from bench.accuracy.verification import HEAD, Judged, judge
from bench.accuracy.work import Run, Work

NAME = "YouTube Faces, 130 people"
FOLDS = 5
MIDDLE = 0.5  # side of the face, as a share of the frame, where none is found


def frames(work: Work) -> list[Frame]:
    """Return the frames."""
    return work.some(ytf_frames(work.data.folder("ytf")))


def finder(work: Work) -> Finder:
    """Return the finder of the faces."""
    return Finder(work, "ytf", work.data.folder("ytf"), MIDDLE)


def ways() -> list[Way]:
    """Return the server's own ways to describe a face."""
    return [way for network in networks() for way in served(network)]


def runs(work: Work) -> list[Run]:
    """Return what has to be measured."""
    items, found = [frame.path for frame in frames(work)], finder(work)
    return [found.run(items), *(way.run(found, items) for way in ways())]


def pairs(chosen: Sequence[Frame]) -> list[tuple[int, str, str, bool]]:
    """Return (fold, frame, frame, same): each person's frames of different clips, and as many pairs with a stranger.

    A person belongs to one fold; the strangers are the other people of it, in turn.
    """
    found = []
    for fold, people in enumerate(_folds(chosen)):
        for place, own in enumerate(people):
            genuine = [(a.path, b.path) for a, b in combinations(own, 2) if a.clip != b.clip]
            found += [(fold, a, b, True) for a, b in genuine]
            others = people[place + 1 :] + people[:place]
            for number, (path, _) in enumerate(genuine if others else []):
                stranger = others[number % len(others)]
                found.append((fold, path, stranger[number % len(stranger)].path, False))
    return found


def _folds(chosen: Sequence[Frame]) -> list[list[list[Frame]]]:
    """Return the frames by fold and person."""
    by_person: dict[str, list[Frame]] = {}
    for frame in chosen:
        by_person.setdefault(frame.person, []).append(frame)
    return [list(by_person.values())[fold::FOLDS] for fold in range(FOLDS)]


def section(work: Work) -> Section | None:
    """Return the section, of what is known."""
    chosen, found = frames(work), finder(work)
    results = {way: result for way in ways() if (result := judged(work, way, chosen))}
    if not results:
        return None
    rows = [[way.network, way.name, *cells(way.network, result)] for way, result in results.items()]
    title = f"{len(chosen):,} frames, {len(pairs(chosen)):,} pairs."
    missed = missed_rows([found], [frame.path for frame in chosen])
    figures = [
        Figure(
            way.network,
            NAME,
            f"TAR at FAR 1 %, one frame each, crop {way.name.split(',')[0]}",
            cells(way.network, r)[3],
        )
        for way, r in results.items()
    ]
    tables = [Table(title, ["network", "crop", *HEAD], rows), Table("Faces that the detector missed.", MISSED, missed)]
    return Section("Recognition: frames of videos", PROTOCOL, tables, [OTHERS], figures)


def judged(work: Work, way: Way, chosen: Sequence[Frame]) -> Judged | None:
    """Return the distances of the pairs whose descriptors are known."""
    known = read(way.results(finder(work)), [frame.path for frame in chosen], unit=way.network == FACENET)
    return judge(known, pairs(chosen), {frame.path: frame.person for frame in chosen})


PROTOCOL = (
    "Every two frames of a person from different clips, and as many with strangers; people are divided into five "
    "folds, and a fold is judged at the threshold that is best on the others. Faces are found as in LFW (the "
    "frames are cut closely, which detectors do not like), and one frame meets one frame: harder than the "
    "collection's own protocol, which compares clips."
)
OTHERS = (
    "Others, on the collection's own protocol (whole clips, all 1,595 people): FaceNet 95.1 % (Schroff et al., 2015)."
)
