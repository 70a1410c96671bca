"""Who is near a face, in a gallery that grows while photos are enrolled."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import NDArray

from webapp.domain.descriptors import LENGTH, PersonDescriptors
from webapp.domain.faces import Descriptor
from webapp.domain.matching import Candidate

_ROOM = 256  # rows to begin with; doubled whenever they are used up


@dataclass(frozen=True)
class Nearness:
    """How near a face is to its own person and to all others. Distances are infinite where there is nobody.

    Attributes:
        own: the mean distance to the own references, as the matcher counts.
        own_photo: the distance to the nearest one of them.
        other: the nearest other person by mean distance.
        twin: the person of the nearest reference of all others, with the distance to that reference.
    """

    own: float = inf
    own_photo: float = inf
    other: Candidate | None = None
    twin: Candidate | None = None


class Neighbours:
    """References of a gallery with whom they belong to; unlike a Matcher it takes more of them."""

    def __init__(self, people: Iterable[PersonDescriptors] = ()) -> None:
        self._ids: dict[str, int] = {}
        self._names: list[str] = []
        self._rows: NDArray[np.float32] = np.empty((_ROOM, LENGTH), np.float32)
        self._owners: NDArray[np.intp] = np.empty(_ROOM, np.intp)
        self._count = 0
        for person in people:
            for descriptor in person.matrix:
                self.add(person.person_id, person.name, descriptor)

    def add(self, person_id: str, name: str, descriptor: Descriptor) -> None:
        """Take in a reference."""
        if self._count == len(self._rows):
            self._rows = np.concatenate([self._rows, np.empty_like(self._rows)])
            self._owners = np.concatenate([self._owners, np.empty_like(self._owners)])
        if person_id not in self._ids:
            self._ids[person_id] = len(self._names)
            self._names.append(name)
        self._rows[self._count] = descriptor
        self._owners[self._count] = self._ids[person_id]
        self._count += 1

    def nearness(self, descriptor: Descriptor, own_id: str | None) -> Nearness:
        """Compare a face with everybody; `own_id` is None for somebody who has no references."""
        if not self._count:
            return Nearness()
        owners = self._owners[: self._count]
        distances = np.linalg.norm(self._rows[: self._count] - descriptor, axis=1).astype(np.float64)
        means = np.bincount(owners, distances) / np.bincount(owners)
        own = self._ids.get(own_id or "", -1)
        mine = owners == own
        others = np.where(np.arange(len(means)) == own, inf, means)
        singles = np.where(mine, inf, distances)
        first, row = int(np.argmin(others)), int(np.argmin(singles))
        return Nearness(
            own=float(means[own]) if own >= 0 else inf,
            own_photo=float(distances[mine].min()) if own >= 0 else inf,
            other=self._candidate(first, others[first]),
            twin=self._candidate(int(owners[row]), singles[row]),
        )

    def _candidate(self, index: int, distance: float) -> Candidate | None:
        ids = list(self._ids)
        return Candidate(ids[index], self._names[index], float(distance)) if distance < inf else None
