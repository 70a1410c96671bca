"""Who is nearest to a face, and whom a picture's faces are given to: exact search over a matrix.

The distance to a person is the mean of the Euclidean distances to all of that person's references, as in face-api.js's
FaceMatcher. `static/faces/ops/frame.js` gives the same for the same descriptors; distances differ by less than 1e-6.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from webapp.domain.assignment import assign_below
from webapp.domain.descriptors import PersonDescriptors
from webapp.domain.faces import Descriptor
from webapp.domain.thresholds import Decision, Thresholds


@dataclass(frozen=True)
class Candidate:
    """A person and the mean distance to them, 0 or more."""

    person_id: str
    name: str
    distance: float


@dataclass(frozen=True)
class Match:
    """What is known of a face.

    Attributes:
        candidates: the nearest people, nearest first, whoever else in the picture they are given to.
        person: whom the face is given to, None for an unknown one.
        decision: whether the distance to that person makes them known, or somebody is to be asked.
    """

    candidates: tuple[Candidate, ...]
    person: Candidate | None
    decision: Decision


class Matcher:
    """All references of a gallery in one float32 matrix [references, numbers a descriptor], rows grouped by person."""

    def __init__(self, people: Sequence[PersonDescriptors], thresholds: Thresholds) -> None:
        self.thresholds = thresholds
        self._people = [person for person in people if len(person.matrix)]
        rows = [person.matrix for person in self._people]
        self._matrix: NDArray[np.float32] = np.concatenate(rows) if rows else np.empty((0, 0), np.float32)
        counts = np.array([len(matrix) for matrix in rows], dtype=np.intp)
        self._counts = counts
        self._starts = np.cumsum(counts) - counts

    def match(self, probe: Descriptor, limit: int = 5) -> Match:
        """Match the only face of a picture: it is given to the nearest person, unless that one is too far."""
        return self.match_frame([probe], limit)[0]

    def match_frame(self, probes: Sequence[Descriptor], limit: int = 5) -> list[Match]:
        """Match all faces of one picture; each person is given to one face at most, so that all fit best together.

        Args:
            probes: one for each face.
            limit: how many candidates a face gets at most; ties keep their order, an empty gallery has none.
        """
        if not self._people or not probes:
            return [Match((), None, Decision.UNKNOWN) for _ in probes]
        table = np.stack([self._mean_distances(probe) for probe in probes])
        given = assign_below(table, self.thresholds.ask).tolist()
        return [self._match(distances, person, limit) for distances, person in zip(table, given, strict=True)]

    def _match(self, distances: NDArray[np.float64], given: int, limit: int) -> Match:
        order = np.argsort(distances, kind="stable")[:limit]
        candidates = tuple(self._candidate(person, distances) for person in order.tolist())
        if given < 0:
            return Match(candidates, None, Decision.UNKNOWN)
        person = self._candidate(given, distances)
        return Match(candidates, person, self.thresholds.decide(person.distance))

    def _candidate(self, index: int, distances: NDArray[np.float64]) -> Candidate:
        person = self._people[index]
        return Candidate(person.person_id, person.name, float(distances[index]))

    def _mean_distances(self, probe: Descriptor) -> NDArray[np.float64]:
        distances = np.linalg.norm(self._matrix - probe, axis=1).astype(np.float64)
        means: NDArray[np.float64] = np.add.reduceat(distances, self._starts) / self._counts
        return means
