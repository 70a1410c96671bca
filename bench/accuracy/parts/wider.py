"""WIDER FACE: how many faces of a crowd a detector finds, and how many it imagines."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from bench.accuracy import server
from bench.accuracy.cache import Results
from bench.accuracy.datasets import LEVELS, Crowd, crowds, read_picture
from bench.accuracy.metrics.detection import Picture, average_precision
from bench.accuracy.report import Figure, Section, Table
from bench.accuracy.work import Run, Work

NAME = "WIDER FACE validation, 180 pictures of 3 events"
LOW = 0.02  # score from which a box is kept, so that the curve is whole
MANY = 1000


@dataclass(frozen=True)
class Setting:
    """A detector with its options.

    Attributes:
        pace: seconds a picture.
        usual: whether it is the detector's own default, which goes to its card.
        exchanged: whether red and blue are exchanged first.
    """

    detector: str
    said: str
    pace: float
    options: dict[str, Any] = field(default_factory=dict)
    usual: bool = False
    exchanged: bool = False


def _grid(detector: str, size: int, pace: float, usual: bool) -> Setting:
    return Setting(detector, f"{size} px", pace, {"input_size": size, "score_threshold": LOW}, usual)


def _mtcnn(smallest: int, pace: float) -> Setting:
    options = {"min_face_size": smallest, "score_thresholds": (0.5, 0.5, LOW)}
    return Setting("mtcnn", f"faces from {smallest} px", pace, options, smallest == 20)


SETTINGS = (
    Setting("ssd_mobilenetv1", "512 px", 0.15, {"score_threshold": LOW, "max_results": MANY}, True),
    *(_grid("tiny_face_detector", size, size / 10_000, size == 416) for size in (128, 224, 320, 416, 512, 608)),
    *(_grid("tiny_yolov2", size, 0.3, size == 416) for size in (224, 416, 608)),
    *(_mtcnn(smallest, 20 / smallest) for smallest in (20, 40, 80)),
    replace(_mtcnn(40, 0.5), said="faces from 40 px, colours as face-api.js hands them (BGR)", exchanged=True),
)


def settings() -> list[Setting]:
    """Return the settings of the detectors that are here."""
    return [each for each in SETTINGS if server.is_here(each.detector)]


def pictures(work: Work) -> list[Crowd]:
    """Return the pictures, those of a subset spread over the events."""
    found = crowds(work.data.folder("wider"))
    step = max(1, len(found) // work.subset) if work.subset else 1
    return work.some(found[::step])


def results(work: Work, setting: Setting) -> Results:
    """Where a setting's boxes are kept."""
    version = server.version(setting.detector)
    return work.results("wider", setting.detector, said=setting.said, version=version, options=setting.options)


def runs(work: Work) -> list[Run]:
    """Return what has to be measured."""
    folder, items = work.data.folder("wider"), [crowd.path for crowd in pictures(work)]

    def detect(some: Sequence[str], setting: Setting) -> list[Any]:
        images = [read_picture(folder / item) for item in some]
        seen = [np.ascontiguousarray(image[..., ::-1]) if setting.exchanged else image for image in images]
        found = [server.detect(image, setting.detector, **setting.options) for image in seen]
        return [[_row(each) for each in boxes] for boxes in found]

    return [
        Run(
            f"wider: {each.detector}, {each.said}",
            results(work, each),
            items,
            lambda some, each=each: detect(some, each),  # type: ignore[misc]
            each.pace,
            batch=1,
        )
        for each in settings()
    ]


def _row(found: Any) -> list[float]:
    box = found.box
    return [round(side, 2) for side in (box.x, box.y, box.width, box.height)] + [round(found.score, 6)]


def precision(boxes: dict[str, Any], known: Sequence[Crowd], level: str) -> float:
    """Return the average precision at a level, of path → rows of x, y, width, height, score."""
    return average_precision(
        [_picture(np.array(boxes[crowd.path], float).reshape(-1, 5), crowd, level) for crowd in known]
    )


def _picture(rows: Any, crowd: Crowd, level: str) -> Picture:
    return Picture(rows[:, :4], rows[:, 4], crowd.faces, crowd.counted[level])


def section(work: Work) -> Section | None:
    """Return the section, of what is known."""
    chosen = pictures(work)
    rows, figures = [], []
    for setting in settings():
        boxes = dict(results(work, setting).of([crowd.path for crowd in chosen]))
        known = [crowd for crowd in chosen if crowd.path in boxes]
        if not known:
            continue
        values = [f"{precision(boxes, known, level):.3f}" for level in LEVELS]
        rows.append([setting.detector, setting.said, str(len(known)), *values])
        if setting.usual:
            figures.append(
                Figure(setting.detector, NAME, f"AP easy / medium / hard at {setting.said}", " / ".join(values))
            )
    if not rows:
        return None
    counts = [f"{level} {sum(int(crowd.counted[level].sum()) for crowd in chosen)}" for level in LEVELS]
    title = f"{len(chosen)} pictures at their own size; faces that count: {', '.join(counts)}."
    table = Table(title, ["detector", "input", "pictures", *LEVELS], rows)
    return Section("Detection: WIDER FACE", PROTOCOL, [table], [OTHERS], figures)


PROTOCOL = (
    "Average precision as the collection's own evaluation computes it: a box is a hit from an overlap (IoU) of "
    "0.5, once a face; faces that do not count at a level are neither hits nor misses; the curve is read at 1,000 "
    f"thresholds. Boxes are kept from a score of {LOW} on (MTCNN's first two stages: 0.5); the three events here "
    "(interviews, traffic, a stock exchange) are not the whole set, so these figures rank the detectors but do "
    "not compare with figures on the whole."
)
OTHERS = (
    "Others, as published, on the whole set: YuNet .884 / .866 / .750; SCRFD-10G .954 / .940 / .828 (easy / "
    "medium / hard)."
)
