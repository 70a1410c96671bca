"""Each reference as a probe: how near it comes to its own person and to everybody else.

Distances to a person are those of `matching`: the mean over the person's references; of the probe's own person, over
the others (leave-one-out).
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from webapp.domain.descriptors import PersonDescriptors

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

COMPARISONS = 100_000_000  # of two descriptors: every reference of 10,000 with every other
KEPT = 1_000_000  # impostor distances
_BLOCK = 4_000_000  # comparisons that are held in memory at a time


@dataclass(frozen=True, eq=False)
class Measured:
    """What was measured; row i of each [probes] array is one probe.

    Attributes:
        people: those with a reference; `person` and `other` count in them.
        references: how many they have together.
        row: [probes] which of its person's references the probe is.
        person: [probes] whose it is.
        own: [probes] distance to the rest of its person, NaN for an only reference.
        other: [probes] the nearest other person, -1 where there is none.
        nearest: [probes] distance to that one, NaN where there is none.
        impostor: [trials] distances of probes to people who they are not.
    """

    people: tuple[PersonDescriptors, ...]
    references: int
    row: Indices
    person: Indices
    own: Floats
    other: Indices
    nearest: Floats
    impostor: Floats


def measure(people: Sequence[PersonDescriptors], comparisons: int = COMPARISONS, kept: int = KEPT) -> Measured:
    """Measure a gallery's references against one another, the same each time.

    Up to 10,000 references all are probes. Of more, `comparisons / references` are, evenly spread, so that the time
    stays what it is for 10,000 (3 to 8 s on two busy processors). Of more than `kept` impostor trials every n-th is
    kept, n having no divisor in common with the number of other people, so that all take part.

    Args:
        people: descriptors of one recogniser; whoever has none is passed over.
        comparisons: of two descriptors, at most, but one probe at least.
        kept: impostor distances, at most.
    """
    able = tuple(person for person in people if len(person.matrix))
    gallery = _Gallery(able)
    total = len(gallery.matrix)
    count = min(total, max(1, comparisons // max(1, total)))
    probes = np.arange(count, dtype=np.intp) * total // max(1, count)
    step = _step(count * max(0, len(able) - 1), len(able) - 1, kept)
    parts = [_measure(gallery, block, first, step) for first, block in _blocks(probes, total)]
    own, other, nearest, impostor = (np.concatenate(part) for part in zip(*parts, strict=True))
    person = gallery.person[probes]
    return Measured(able, total, probes - gallery.starts[person], person, own, other, nearest, impostor)


class _Gallery:
    """All references in one matrix [references, numbers a descriptor], grouped by person."""

    def __init__(self, people: Sequence[PersonDescriptors]) -> None:
        empty = np.empty((0, 0))
        rows = [person.matrix for person in people]
        self.matrix: Floats = np.concatenate(rows).astype(np.float64) if rows else empty
        self.counts = np.array([len(matrix) for matrix in rows], np.intp)
        self.starts = np.cumsum(self.counts) - self.counts
        self.person = np.repeat(np.arange(len(rows), dtype=np.intp), self.counts)
        self._squares: Floats = np.square(self.matrix).sum(axis=1)

    def means(self, probes: Indices) -> Floats:
        """Return the distances of probes to people [probes, people]; NaN of an only reference to its person.

        |a - b|² = |a|² + |b|² - 2ab, so that most of the work is one matrix product; in float64 it is exact to 1e-7.
        """
        table = self.matrix[probes] @ self.matrix.T
        table *= -2
        table += self._squares
        table += self._squares[probes, None]
        np.sqrt(np.maximum(table, 0, out=table), out=table)
        each = np.arange(len(probes))
        table[each, probes] = 0
        sums: Floats = np.add.reduceat(table, self.starts, axis=1)
        own = self.person[probes]
        others = self.counts[own] - 1
        rest = np.divide(sums[each, own], others, out=np.full(len(probes), np.nan), where=others > 0)
        means: Floats = sums / self.counts
        means[each, own] = rest
        return means


def _measure(gallery: _Gallery, probes: Indices, first: int, step: int) -> tuple[Floats, Indices, Floats, Floats]:
    """Return own, other, nearest and impostor of some probes; `first` is the number of the first of them."""
    if len(gallery.counts) == 0:
        return np.empty(0), np.empty(0, np.intp), np.empty(0), np.empty(0)
    table = gallery.means(probes)
    each, person = np.arange(len(probes)), gallery.person[probes]
    own = table[each, person]
    foreign = np.ones(table.shape, bool)
    foreign[each, person] = False
    others = table[foreign]
    if len(others) == 0:
        return own, np.full(len(probes), -1, np.intp), np.full(len(probes), np.nan), others
    table[each, person] = np.inf
    other = table.argmin(axis=1)
    offset = -first * (table.shape[1] - 1) % step
    return own, other, table[each, other], others[offset::step].copy()  # a view would keep them all


def _blocks(probes: Indices, references: int) -> Iterator[tuple[int, Indices]]:
    size = max(1, _BLOCK // max(1, references))
    for first in range(0, max(1, len(probes)), size):
        yield first, probes[first : first + size]


def _step(trials: int, others: int, kept: int) -> int:
    """Return n so that every n-th trial makes at most `kept`, coprime to the trials that a probe has."""
    step = max(1, math.ceil(trials / kept))
    while others > 0 and math.gcd(step, others) > 1:
        step += 1
    return step
