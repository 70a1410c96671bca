"""How near is near enough: two thresholds make three answers."""

from dataclasses import dataclass
from enum import StrEnum

from webapp.domain.errors import BadThresholds

FARTHEST = 2.0  # of two descriptors of length one


class Decision(StrEnum):
    """What a distance says: named at once, named if somebody agrees, or not named."""

    KNOWN = "known"
    ASK = "ask"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Thresholds:
    """Two Euclidean distances, 0 < known <= ask <= 2; where they are equal, nobody is ever asked.

    Attributes:
        known: a face is known below it.
        ask: from `known` on, below it, a person has to say whether it is so; a face at it or beyond is unknown.

    Raises BadThresholds for distances in another order, out of range or not finite.
    """

    known: float
    ask: float

    def __post_init__(self) -> None:
        if not 0 < self.known <= self.ask <= FARTHEST:
            raise BadThresholds

    def decide(self, distance: float) -> Decision:
        """Return what a distance, 0 or more, says."""
        if distance < self.known:
            return Decision.KNOWN
        return Decision.ASK if distance < self.ask else Decision.UNKNOWN
