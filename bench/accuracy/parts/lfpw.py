"""300-W's LFPW test set: how far the landmarks lie from where people put them."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.accuracy import server
from bench.accuracy.cache import Results, pack, unpack
from bench.accuracy.datasets import lfpw_images, read_picture, read_points
from bench.accuracy.metrics.landmarks import failure_rate, mean_error, tight_box
from bench.accuracy.report import Figure, Section, Table, percent
from bench.accuracy.work import Run, Work
from webapp.domain.faces import Box
from webapp.inference.geometry import iou

NAME = "300-W, LFPW test set, 224 faces"
NETWORKS = ("face_landmark_68", "face_landmark_68_tiny")
TRUTH = "labelled points"
TWICE = "ssd_mobilenetv1, twice"  # the second time in the box around the first points
BOXES = ("ssd_mobilenetv1", "tiny_face_detector", "mtcnn", TWICE, TRUTH)  # where the box comes from
PACE = {"tiny_face_detector": 0.06, "mtcnn": 0.6, TRUTH: 0.04}  # seconds a picture; 0.2 for the others
NEAR = 0.3  # overlap from which a detector's box belongs to the labelled face


def results(work: Work, boxes: str) -> Results:
    """Where each network's points are kept, by network; None for a face that the detector missed."""
    versions = [server.version(network) for network in NETWORKS]
    origin = {} if boxes == TRUTH else {"detector": server.version(boxes.split(",")[0])}
    return work.results("lfpw", "landmarks", boxes=boxes, versions=versions, **origin)


def images(work: Work) -> list[str]:
    """Return the names of the pictures."""
    return work.some(lfpw_images(work.data.folder("lfpw")))


def truth(work: Work, item: str) -> NDArray[np.float64]:
    """Return the labelled points of a picture, [68, 2]."""
    return read_points((work.data.folder("lfpw") / item).with_suffix(".pts"))


def runs(work: Work) -> list[Run]:
    """Return what has to be measured."""

    def measure(some: Sequence[str], boxes: str) -> list[Any]:
        pictures = [read_picture(work.data.folder("lfpw") / item) for item in some]
        return [_places(image, truth(work, item), boxes) for image, item in zip(pictures, some, strict=True)]

    items = images(work)
    return [
        Run(f"lfpw: box of {boxes}", results(work, boxes), items, partial(measure, boxes=boxes), PACE.get(boxes, 0.2))
        for boxes in BOXES
    ]


def _places(image: NDArray[np.uint8], labelled: NDArray[np.float64], boxes: str) -> dict[str, str] | None:
    """Return the points of each network, packed; None where the detector missed the face."""
    box = face_box(image, labelled, boxes)
    return {network: pack(_points(image, box, network, boxes), "<f8") for network in NETWORKS} if box else None


def _points(image: NDArray[np.uint8], box: Box, network: str, boxes: str) -> NDArray[np.float64]:
    points = server.landmarks(image, box, network)
    return server.landmarks(image, Box(*tight_box(points)), network) if boxes == TWICE else points


def face_box(image: NDArray[np.uint8], labelled: NDArray[np.float64], boxes: str) -> Box | None:
    """Return the box around labelled points, or a detector's that overlaps it most; None where it found no such box."""
    around = Box(*tight_box(labelled))
    if boxes == TRUTH:
        return around
    found = [(iou(each.box, around), each.box) for each in server.detect(image, boxes.split(",")[0])]
    overlap, box = max(found, key=lambda pair: pair[0], default=(0.0, around))
    return box if overlap > NEAR else None


def section(work: Work) -> Section | None:
    """Return the section, of what is known."""
    rows, figures = [], []
    for boxes in BOXES:
        known = results(work, boxes).of(images(work))
        labelled = {item: truth(work, item) for item in known}
        for network in NETWORKS if known else ():
            found = {item: unpack(value[network], 68, 2, kind="<f8") for item, value in known.items() if value}
            cells = _cells([mean_error(points, labelled[item]) for item, points in found.items()], len(known))
            rows.append([network, boxes, str(len(known)), *cells])
            if boxes == BOXES[0]:
                measure = f"mean error in distances between the eyes, boxes of {boxes}"
                figures.append(Figure(network, NAME, measure, cells[0]))
    return Section("Landmarks: LFPW", PROTOCOL, [Table("", HEAD, rows)], [OTHERS], figures) if rows else None


def _cells(errors: list[float], faces: int) -> list[str]:
    missed = faces - len(errors)
    failed = failure_rate(errors + [np.inf] * missed)
    return [percent(float(np.mean(errors)), 2), percent(float(np.median(errors)), 2), percent(failed), str(missed)]


HEAD = (
    "network",
    "box from",
    "faces",
    "mean error",
    "median",
    "failures (above 10 %, or missed)",
    "missed by the detector",
)
PROTOCOL = (
    "Mean distance of the 68 points from the labelled ones, in distances between the outer corners of the eyes; "
    "faces that the detector missed have no error and count as failures. The box is the detector's that overlaps "
    "the tight box of the labelled points most (twice: then the tight box of the points so found), or that tight "
    "box itself; whether the networks' makers trained on these pictures is not known."
)
OTHERS = (
    "Others, as published, on the whole of 300-W's test set and in distances between the pupils, which are "
    "shorter: ERT (the method of dlib's landmarks) 6.40 %, LBF 6.32 % (Ren et al., 2014)."
)
