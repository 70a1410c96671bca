"""Error rates at a threshold, and how far they can be trusted."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, sqrt

import numpy as np

from webapp.domain.calibration.measure import Floats, Measured

_Z = 1.959963984540054  # of a normal distribution, 95 % lie within ± this many standard deviations


@dataclass(frozen=True)
class Rate:
    """How many of some trials went wrong.

    The interval is Wilson's score interval (1927) for 95 %, which holds its promise for rare errors too. It takes the
    trials for independent. They are not: one reference takes part in many, and so does one person with all their
    photos, who may look like another. The true interval is wider, most of all where few people have many photos each.
    """

    errors: int
    trials: int

    @property
    def value(self) -> float | None:
        """The rate, 0..1; None without a trial."""
        return self.errors / self.trials if self.trials else None

    @property
    def interval(self) -> tuple[float, float]:
        """Between what the rate lies, 0..1, with a confidence of 95 %; without a trial it may be anything."""
        if not self.trials:
            return 0.0, 1.0
        share, weight = self.errors / self.trials, _Z**2 / self.trials
        centre = share + weight / 2
        half = _Z * sqrt(share * (1 - share) / self.trials + weight / (4 * self.trials))
        low, high = (centre - half) / (1 + weight), (centre + half) / (1 + weight)
        return (0.0 if self.errors == 0 else low), (1.0 if self.errors == self.trials else high)


@dataclass(frozen=True)
class OperatingPoint:
    """What a threshold brings.

    Attributes:
        threshold: distances below it are accepted.
        far: false accept rate: comparisons of a face with another person that are accepted.
        frr: false reject rate: comparisons of a face with its own person that are not.
        fpir: false positive identification rate: faces that are accepted as somebody once their own person is taken out
            of the gallery, as strangers are. It grows with the number of people: each is a chance to be taken for.
    """

    threshold: float
    far: Rate
    frr: Rate
    fpir: Rate


class Target(StrEnum):
    """Which rate of false accepts is to be kept to; see `OperatingPoint`."""

    FAR = "far"
    FPIR = "fpir"


@dataclass(frozen=True, eq=False)
class Distances:
    """Distances of all trials, each array in ascending order.

    Attributes:
        genuine: of probes to the rest of their person.
        impostor: of probes to other people.
        nearest: of probes to the nearest other person.
    """

    genuine: Floats
    impostor: Floats
    nearest: Floats

    @classmethod
    def of(cls, measured: Measured) -> "Distances":
        """Return what was measured, sorted."""
        genuine, nearest = (each[~np.isnan(each)] for each in (measured.own, measured.nearest))
        return cls(np.sort(genuine), np.sort(measured.impostor), np.sort(nearest))

    def wrong(self, target: Target) -> Floats:
        """Return the distances of the trials that a rate counts."""
        return self.impostor if target is Target.FAR else self.nearest

    def at(self, threshold: float) -> OperatingPoint:
        """Return the rates at one threshold, whichever."""
        return self.along([threshold])[0]

    def along(self, thresholds: Iterable[float]) -> tuple[OperatingPoint, ...]:
        """Return the rates at several thresholds."""
        wanted = [float(each) for each in thresholds]
        kinds = (self.impostor, self.genuine, self.nearest)
        below = zip(wanted, *(np.searchsorted(each, wanted).tolist() for each in kinds), strict=True)
        trials, own, alone = map(len, kinds)
        return tuple(
            OperatingPoint(at, Rate(accepted, trials), Rate(own - known, own), Rate(named, alone))
            for at, accepted, known, named in below
        )


def trials_needed(rate: float) -> int:
    """Return how many independent trials without an error show at 95 % that errors are rarer (the rule of three)."""
    return ceil(3 / rate - 1e-9)
