"""Photos that likely show somebody else than the person whom they stand for, or show them badly."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from webapp.domain.calibration.measure import Measured
from webapp.domain.thresholds import Thresholds

_FEWEST = 10  # genuine distances that quartiles need
_FENCES = 3  # interquartile ranges above the third quartile: "far out" (Tukey, 1977)


class Doubt(StrEnum):
    """Why a reference is suspected."""

    NEARER_TO_ANOTHER = "nearer-to-another"
    OUTLIER = "outlier"


@dataclass(frozen=True)
class Suspect:
    """A reference that somebody should look at.

    Attributes:
        own: distance to the rest of its person.
        other_id: the nearest other person; None where there is nobody else.
        other: distance to that person.
    """

    reference_id: str
    person_id: str
    doubt: Doubt
    own: float
    other_id: str | None
    other: float | None


def suspects(measured: Measured, thresholds: Thresholds | None) -> tuple[Suspect, ...]:
    """Return the suspected among the probes: the worst first, those nearer to another person before outliers.

    An outlier is far out among all genuine distances of the gallery and would not be known at `thresholds`. With two
    references of a person both are suspected: which one is wrong cannot be told. An only reference has nothing to be
    compared with and is never suspected.
    """
    nearer = measured.nearest < measured.own  # False with NaN
    outlier = (measured.own > _fence(measured, thresholds)) & ~nearer
    excess = measured.own - np.nan_to_num(measured.nearest)
    order = np.lexsort((-excess, outlier))
    return tuple(_suspect(measured, i, bool(outlier[i])) for i in order[(nearer | outlier)[order]].tolist())


def _fence(measured: Measured, thresholds: Thresholds | None) -> float:
    """Return the distance beyond which a reference is far out; infinite where there are too few to tell."""
    genuine = measured.own[~np.isnan(measured.own)]
    if len(genuine) < _FEWEST:
        return np.inf
    first, third = np.quantile(genuine, [0.25, 0.75])
    return max(float(third + _FENCES * (third - first)), thresholds.known if thresholds else 0.0)


def _suspect(measured: Measured, i: int, outlier: bool) -> Suspect:
    person, other = measured.people[measured.person[i]], int(measured.other[i])
    return Suspect(
        reference_id=person.reference_ids[measured.row[i]],
        person_id=person.person_id,
        doubt=Doubt.OUTLIER if outlier else Doubt.NEARER_TO_ANOTHER,
        own=float(measured.own[i]),
        other_id=measured.people[other].person_id if other >= 0 else None,
        other=float(measured.nearest[i]) if other >= 0 else None,
    )
