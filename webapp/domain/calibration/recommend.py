"""Thresholds for a chosen rate of false accepts."""

from math import floor

import numpy as np

from webapp.domain.calibration.measure import Floats
from webapp.domain.calibration.rates import Distances, Target, trials_needed
from webapp.domain.thresholds import FARTHEST, Thresholds

ASK_FACTOR = 10
LEAST = 0.01  # a smaller threshold would not know the same photo again once it is compressed anew


def recommend(distances: Distances, rate: float, target: Target = Target.FAR) -> Thresholds | None:
    """Return thresholds that keep to a rate of false accepts; None where there are no trials, or no such threshold.

    `known` is the largest threshold at which the measured rate is `rate` or less. `ask` allows ten times that rate: a
    question that is answered "no" costs a glance, a wrong name misleads; more would make people click without looking.

    Where there are too few trials to tell such a rate from none, the largest threshold would rest on a single distance.
    The middle between it and the largest genuine distance below it is taken instead: it accepts the same references and
    keeps away from both sides.

    Args:
        distances: of the gallery.
        rate: more than 0 and less than 1.
        target: what it is a rate of.
    """
    wrong = distances.wrong(target)
    if not len(wrong):
        return None
    known, ask = (_largest(distances.genuine, wrong, each) for each in (rate, min(1.0, rate * ASK_FACTOR)))
    return Thresholds(known, ask) if known >= LEAST else None


def _largest(genuine: Floats, wrong: Floats, rate: float) -> float:
    largest = min(FARTHEST, _quantile(wrong, rate))
    if len(wrong) >= trials_needed(rate):
        return largest
    below = int(np.searchsorted(genuine, largest))
    nearest = float(genuine[below - 1]) if below else 0.0
    return (nearest + largest) / 2


def _quantile(ordered: Floats, share: float) -> float:
    """Return the largest threshold below which at most `share` of the distances lie."""
    allowed = floor(share * len(ordered) + 1e-9)
    return float(ordered[allowed]) if allowed < len(ordered) else FARTHEST
