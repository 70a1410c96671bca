"""Thresholds for a chosen false accept rate."""

from math import floor

import numpy as np

from webapp.domain.calibration.measure import Floats
from webapp.domain.calibration.rates import Distances, trials_needed
from webapp.domain.thresholds import FARTHEST, Thresholds

ASK_FACTOR = 10
LEAST = 0.01  # a smaller threshold would not know the same photo again once it is compressed anew


def recommend(distances: Distances, far: float) -> Thresholds | None:
    """Return thresholds that keep to a false accept rate; None where there are no trials, or no such threshold.

    `known` is the largest threshold at which the measured rate is `far` or less. `ask` allows ten times that rate: a
    question that is answered "no" costs a glance, a wrong name misleads; more would make people click without looking.

    Where there are too few trials to tell such a rate from none, the largest threshold would rest on a single distance.
    The middle between it and the largest genuine distance below it is taken instead: it accepts the same references and
    keeps away from both sides.

    Args:
        distances: of the gallery.
        far: false accept rate, more than 0 and less than 1.
    """
    if not len(distances.impostor):
        return None
    known, ask = (_largest(distances, rate) for rate in (far, min(1.0, far * ASK_FACTOR)))
    return Thresholds(known, ask) if known >= LEAST else None


def _largest(distances: Distances, rate: float) -> float:
    trials = distances.impostor
    largest = min(FARTHEST, _quantile(trials, rate))
    if len(trials) >= trials_needed(rate):
        return largest
    below = int(np.searchsorted(distances.genuine, largest))
    nearest = float(distances.genuine[below - 1]) if below else 0.0
    return (nearest + largest) / 2


def _quantile(ordered: Floats, share: float) -> float:
    """Return the largest threshold below which at most `share` of the distances lie."""
    allowed = floor(share * len(ordered) + 1e-9)
    return float(ordered[allowed]) if allowed < len(ordered) else FARTHEST
