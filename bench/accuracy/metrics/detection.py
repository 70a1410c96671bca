"""Average precision as the WIDER FACE evaluation computes it (Yang et al., 2016; its published Matlab code)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

OVERLAP = 0.5  # intersection over union from which a detection is a hit
STEPS = 1000  # thresholds at which precision and recall are read

Boxes = NDArray[np.float64]  # [n, 4]: x, y, width, height in pixels


@dataclass(frozen=True)
class Picture:
    """One picture's detections and faces.

    Attributes:
        boxes: what the detector found, [n, 4].
        scores: its confidences, [n].
        faces: all labelled faces, [m, 4].
        counted: which of them count, [m]; the others are neither hits nor misses.
    """

    boxes: Boxes
    scores: NDArray[np.float64]
    faces: Boxes
    counted: NDArray[np.bool_]


def overlaps(box: NDArray[np.float64], faces: Boxes) -> NDArray[np.float64]:
    """Return the intersection over union of a box with each face; sides count a pixel more, as in the original."""
    low = np.maximum(box[:2], faces[:, :2])
    high = np.minimum(box[:2] + box[2:], faces[:, :2] + faces[:, 2:])
    common = np.prod(np.clip(high - low + 1, 0, None), axis=1)
    union = np.prod(box[2:] + 1) + np.prod(faces[:, 2:] + 1, axis=1) - common
    shares: NDArray[np.float64] = common / union
    return shares


def walk(picture: Picture) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """Go through the detections, best first; return their scores, and how many proposals and hits there were by then.

    A detection belongs to the face that it overlaps most. On a face that does not count it is no proposal; the second
    one on a face is a proposal without a hit.
    """
    order = np.argsort(-picture.scores, kind="stable")
    proposals, hits = np.ones(len(order), int), np.zeros(len(order), int)
    found = np.zeros(len(picture.faces), bool)
    for position, index in enumerate(order if len(picture.faces) else []):
        shares = overlaps(picture.boxes[index], picture.faces)
        face = int(np.argmax(shares))
        if shares[face] >= OVERLAP and not picture.counted[face]:
            proposals[position] = 0
        elif shares[face] >= OVERLAP and not found[face]:
            found[face] = hits[position] = True
    return picture.scores[order], np.cumsum(proposals), np.cumsum(hits)


def average_precision(pictures: Sequence[Picture]) -> float:
    """Return the area under the curve of precision over recall, 0..1; NaN where no face counts.

    Scores are stretched to 0..1 over all pictures, the curve is read at 1,000 thresholds, and a precision is raised to
    the best one at any higher recall.
    """
    faces = sum(int(picture.counted.sum()) for picture in pictures)
    if not faces:
        return float("nan")
    walks = [walk(picture) for picture in pictures]
    everything = np.concatenate([scores for scores, _, _ in walks])
    if not len(everything):
        return 0.0
    low, span = everything.min(), max(np.ptp(everything), 1e-12)
    thresholds = 1 - np.arange(1, STEPS + 1) / STEPS
    totals = np.zeros((2, STEPS))
    for scores, proposals, hits in walks:
        count = np.searchsorted(-(scores - low) / span, -thresholds, side="right")
        totals += [np.concatenate([[0], values])[count] for values in (proposals, hits)]
    return area(totals[1] / faces, totals[1] / np.maximum(totals[0], 1))


def area(recall: NDArray[np.float64], precision: NDArray[np.float64]) -> float:
    """Return the area under a curve whose precision is first made to fall only (all-point interpolation)."""
    recall, precision = np.concatenate([[0], recall, [1]]), np.concatenate([[0], precision, [0]])
    falling = np.maximum.accumulate(precision[::-1])[::-1]
    return float(np.sum(np.diff(recall) * falling[1:]))
