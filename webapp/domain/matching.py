"""Who is nearest to a face: exact search over a matrix.

The distance to a person is the mean of the Euclidean distances to all of that person's references, as in face-api.js's
FaceMatcher; the nearest person is known when that mean is below the threshold.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from webapp.domain.descriptors import PersonDescriptors
from webapp.domain.faces import Descriptor


@dataclass(frozen=True)
class Candidate:
    """A person and the mean distance to them, 0 or more."""

    person_id: str
    name: str
    distance: float


@dataclass(frozen=True)
class Match:
    """The nearest people, nearest first, and whether the first of them is near enough to be named."""

    candidates: tuple[Candidate, ...]
    known: bool


class Matcher:
    """All references of a gallery in one float32 matrix [references, numbers a descriptor], rows grouped by person."""

    def __init__(self, people: Sequence[PersonDescriptors], threshold: float) -> None:
        self.threshold = threshold
        self._people = [person for person in people if len(person.matrix)]
        rows = [person.matrix for person in self._people]
        self._matrix: NDArray[np.float32] = np.concatenate(rows) if rows else np.empty((0, 0), np.float32)
        counts = np.array([len(matrix) for matrix in rows], dtype=np.intp)
        self._counts = counts
        self._starts = np.cumsum(counts) - counts

    def match(self, probe: Descriptor, limit: int = 5) -> Match:
        """Return the nearest people, at most `limit`. Nobody is nearest in an empty gallery; ties keep their order."""
        if not self._people:
            return Match((), known=False)
        means = self._mean_distances(probe)
        order = np.argsort(means, kind="stable")[:limit]
        candidates = tuple(
            Candidate(self._people[i].person_id, self._people[i].name, float(means[i])) for i in order.tolist()
        )
        return Match(candidates, known=candidates[0].distance < self.threshold)

    def _mean_distances(self, probe: Descriptor) -> NDArray[np.float64]:
        distances = np.linalg.norm(self._matrix - probe, axis=1).astype(np.float64)
        means: NDArray[np.float64] = np.add.reduceat(distances, self._starts) / self._counts
        return means
