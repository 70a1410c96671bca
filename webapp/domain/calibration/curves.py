"""What a threshold trades: ROC and DET curves, and where both errors are equal."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor
from statistics import NormalDist

import numpy as np

from webapp.domain.calibration.rates import Distances, OperatingPoint
from webapp.domain.thresholds import FARTHEST

STEPS = 100  # a unit of distance


@dataclass(frozen=True)
class CurvePoint:
    """A point of a curve and the threshold that it belongs to."""

    threshold: float
    x: float
    y: float


@dataclass(frozen=True)
class EqualError:
    """The threshold at which false accepts and false rejects are equally frequent, and their rate there, 0..1."""

    threshold: float
    rate: float


def curve(distances: Distances) -> tuple[OperatingPoint, ...]:
    """Return the rates at every hundredth from the least distance to the greatest, 2 at most; 201 points at most."""
    everything = [each for each in (distances.genuine, distances.impostor) if len(each)]
    if not everything:
        return ()
    first = floor(min(float(each[0]) for each in everything) * STEPS)
    last = ceil(max(float(each[-1]) for each in everything) * STEPS)
    top = int(FARTHEST * STEPS)
    return distances.along(step / STEPS for step in range(min(first, top), min(last + 1, top) + 1))


def roc(points: Iterable[OperatingPoint]) -> tuple[CurvePoint, ...]:
    """Return the receiver operating characteristic: x the false accept rate, y the true accept rate, both 0..1."""
    return tuple(CurvePoint(at, far, 1 - frr) for at, far, frr in _both(points))


def det(points: Iterable[OperatingPoint]) -> tuple[CurvePoint, ...]:
    """Return the detection error trade-off (Martin et al., 1997): both rates as normal deviates, x of false accepts.

    Points at which a rate is 0 or 1 lie at infinity and are left out.
    """
    deviate = NormalDist().inv_cdf
    inside = [each for each in _both(points) if 0 < each[1] < 1 and 0 < each[2] < 1]
    return tuple(CurvePoint(at, deviate(far), deviate(frr)) for at, far, frr in inside)


def equal_error(distances: Distances) -> EqualError | None:
    """Return where the rates differ least; of such thresholds the middle one. None without trials of both kinds."""
    genuine, impostor = distances.genuine, distances.impostor
    if not len(genuine) or not len(impostor):
        return None
    values = np.unique(np.concatenate([genuine, impostor]))
    edges = np.append(values, np.nextafter(values[-1], np.inf))  # rates change at the distances alone
    accepted = np.searchsorted(impostor, edges) * len(genuine)
    rejected = (len(genuine) - np.searchsorted(genuine, edges)) * len(impostor)
    least = np.flatnonzero(np.abs(accepted - rejected) == np.abs(accepted - rejected).min())
    below = edges[least[0] - 1] if least[0] else 0.0
    point = distances.at(float(below + edges[least[-1]]) / 2)
    return EqualError(point.threshold, ((point.far.value or 0.0) + (point.frr.value or 0.0)) / 2)


def _both(points: Iterable[OperatingPoint]) -> list[tuple[float, float, float]]:
    rates = [(each.threshold, each.far.value, each.frr.value) for each in points]
    return [(at, far, frr) for at, far, frr in rates if far is not None and frr is not None]
