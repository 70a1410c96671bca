"""How far 68 landmarks lie from where people put them."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

OUTER_CORNERS = (36, 45)  # of the eyes


def mean_error(points: ArrayLike, truth: ArrayLike) -> float:
    """Return the mean distance of [68, 2] points from theirs, in units of the distance between the eyes."""
    found, labelled = np.asarray(points, float), np.asarray(truth, float)
    between = np.linalg.norm(labelled[OUTER_CORNERS[0]] - labelled[OUTER_CORNERS[1]])
    return float(np.linalg.norm(found - labelled, axis=1).mean() / between)


def failure_rate(errors: ArrayLike, limit: float = 0.1) -> float:
    """Return the share of faces whose error is above the limit, 0..1."""
    return float(np.mean(np.asarray(errors) > limit))


def tight_box(points: ArrayLike) -> tuple[float, float, float, float]:
    """Return x, y, width, height of the smallest box around points [n, 2]."""
    found: NDArray[np.float64] = np.asarray(points, float)
    (x, y), (right, bottom) = found.min(axis=0), found.max(axis=0)
    return float(x), float(y), float(right - x), float(bottom - y)
