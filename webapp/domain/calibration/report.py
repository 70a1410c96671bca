"""The whole calibration of a gallery."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import floor

import numpy as np

from webapp.domain.calibration.curves import EqualError, curve, equal_error
from webapp.domain.calibration.measure import Floats, measure
from webapp.domain.calibration.rates import Distances, OperatingPoint, Target, trials_needed
from webapp.domain.calibration.recommend import LEAST, recommend
from webapp.domain.calibration.suspects import Suspect, suspects
from webapp.domain.descriptors import PersonDescriptors
from webapp.domain.errors import BadRate
from webapp.domain.thresholds import Thresholds

DEFAULT_RATE = {Target.FAR: 0.001, Target.FPIR: 0.01}
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
        target: the kind of false accepts that were to be rare.
        rate: how rare, 0..1.
        people: how many have a reference.
        references: how many there are.
        probes: how many of them were compared; fewer than `references` in a large gallery.
        distances: of all trials; `distances.at(…)` gives the rates at any threshold.
        thresholds: recommended for that; None where nothing can be recommended.
        equal_error: None without trials of both kinds.
        curve: rates at every hundredth.
        suspects: photos that are likely wrong. They spoil the figures: look at them, and calibrate again.
        cautions: none where the data suffice.
    """

    target: Target
    rate: float
    people: int
    references: int
    probes: int
    distances: Distances
    thresholds: Thresholds | None
    equal_error: EqualError | None
    curve: tuple[OperatingPoint, ...]
    suspects: tuple[Suspect, ...]
    cautions: tuple[Caution, ...]


def calibrate(
    people: Sequence[PersonDescriptors], rate: float | None = None, target: Target = Target.FAR
) -> Calibration:
    """Calibrate a gallery; the same each time. See `measure` for how long it takes.

    The rates hold for people and photos like those of the gallery; photos of one occasion make them look better than a
    camera on another day will be.

    A false accept rate is that of one comparison, as tests of recognisers give it. Among many people a stranger has
    many chances to be taken for one of them: with 586 people from Labeled Faces in the Wild, 0.1 % made 24 % of the
    strangers be named. The false positive identification rate says that outright.

    Args:
        people: descriptors of one recogniser.
        rate: of false accepts, more than 0 and less than 1; by default 0.1 % of comparisons or 1 % of strangers.
        target: what it is a rate of.

    Raises:
        BadRate: the rate is out of range.
    """
    rate = DEFAULT_RATE[target] if rate is None else rate
    if not 0 < rate < 1:
        raise BadRate
    measured = measure(people)
    distances = Distances.of(measured)
    thresholds = recommend(distances, rate, target)
    return Calibration(
        target=target,
        rate=rate,
        people=len(measured.people),
        references=measured.references,
        probes=len(measured.person),
        distances=distances,
        thresholds=thresholds,
        equal_error=equal_error(distances),
        curve=curve(distances),
        suspects=suspects(measured, thresholds),
        cautions=tuple(_cautions(len(distances.genuine), distances.wrong(target), rate, thresholds)),
    )


def _cautions(genuine: int, wrong: Floats, rate: float, thresholds: Thresholds | None) -> Iterator[Caution]:
    if genuine < trials_needed(TELLING_FRR):
        yield Caution(Lack.GENUINE, genuine, trials_needed(TELLING_FRR))
    if len(wrong) < trials_needed(rate):
        yield Caution(Lack.IMPOSTOR, len(wrong), trials_needed(rate))
    if len(wrong) and thresholds is None:
        yield Caution(Lack.GAP, int(np.searchsorted(wrong, LEAST)), floor(rate * len(wrong)))
