"""The whole calibration of a gallery."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import floor

import numpy as np

from webapp.domain.calibration.curves import EqualError, curve, equal_error
from webapp.domain.calibration.measure import measure
from webapp.domain.calibration.rates import Distances, OperatingPoint, trials_needed
from webapp.domain.calibration.recommend import LEAST, recommend
from webapp.domain.calibration.suspects import Suspect, suspects
from webapp.domain.descriptors import PersonDescriptors
from webapp.domain.errors import BadRate
from webapp.domain.thresholds import Thresholds

DEFAULT_FAR = 0.001
TELLING_FRR = 0.05  # false reject rate that genuine trials should suffice to tell from none


class Lack(StrEnum):
    """What there is too little of."""

    GENUINE = "genuine"
    IMPOSTOR = "impostor"
    GAP = "gap"


@dataclass(frozen=True)
class Caution:
    """A reason to trust the figures less.

    `genuine` and `impostor`: there are `have` trials, where `need` independent ones would do (rule of three); the rates
    are guesses, and the thresholds must not loosen those in use. `gap`: `have` impostor trials are of no distance to
    speak of, more than the chosen rate allows, for the same photo stands for several people; `need` would do.
    """

    lack: Lack
    have: int
    need: int


@dataclass(frozen=True, eq=False)
class Calibration:
    """What a gallery's references say about it.

    Attributes:
        far: the chosen false accept rate.
        people: how many have a reference.
        references: how many there are.
        probes: how many of them were compared; fewer than `references` in a large gallery.
        distances: of all trials; `distances.at(…)` gives the rates at any threshold.
        thresholds: recommended for `far`; None where nothing can be recommended.
        equal_error: None without trials of both kinds.
        curve: rates at every hundredth.
        suspects: photos that are likely wrong. They spoil the figures: look at them, and calibrate again.
        cautions: none where the data suffice.
    """

    far: float
    people: int
    references: int
    probes: int
    distances: Distances
    thresholds: Thresholds | None
    equal_error: EqualError | None
    curve: tuple[OperatingPoint, ...]
    suspects: tuple[Suspect, ...]
    cautions: tuple[Caution, ...]


def calibrate(people: Sequence[PersonDescriptors], far: float = DEFAULT_FAR) -> Calibration:
    """Calibrate a gallery; the same each time. See `measure` for how long it takes.

    The rates hold for people and photos like those of the gallery; photos of one occasion make them look better than a
    camera on another day will be.

    Args:
        people: descriptors of one recogniser.
        far: false accept rate, a comparison of a face with a person, more than 0 and less than 1.

    Raises:
        BadRate: `far` is out of range.
    """
    if not 0 < far < 1:
        raise BadRate
    measured = measure(people)
    distances = Distances.of(measured)
    thresholds = recommend(distances, far)
    return Calibration(
        far=far,
        people=len(measured.people),
        references=measured.references,
        probes=len(measured.person),
        distances=distances,
        thresholds=thresholds,
        equal_error=equal_error(distances),
        curve=curve(distances),
        suspects=suspects(measured, thresholds),
        cautions=tuple(_cautions(distances, far, thresholds)),
    )


def _cautions(distances: Distances, far: float, thresholds: Thresholds | None) -> Iterator[Caution]:
    genuine, impostor = len(distances.genuine), len(distances.impostor)
    if genuine < trials_needed(TELLING_FRR):
        yield Caution(Lack.GENUINE, genuine, trials_needed(TELLING_FRR))
    if impostor < trials_needed(far):
        yield Caution(Lack.IMPOSTOR, impostor, trials_needed(far))
    if impostor and thresholds is None:
        yield Caution(Lack.GAP, int(np.searchsorted(distances.impostor, LEAST)), floor(far * impostor))
