"""Pairs and their descriptors → the rows of a table of recognition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.accuracy.metrics import verification as metrics
from bench.accuracy.report import percent

HEAD = (
    "best threshold of the other folds",
    "its mean",
    "at the fixed threshold",
    "TAR at FAR 1 %",
    "TAR at FAR 0.1 %",
    "AUC",
    "TAR at FAR 0.1 % of all strangers",
)


@dataclass(frozen=True)
class Judged:
    """Distances of pairs, with the truth and the fold of each; and those between any two photos of different people."""

    distances: NDArray[np.float64]
    same: NDArray[np.bool_]
    folds: NDArray[np.int64]
    strangers: NDArray[np.float64]

    @property
    def best(self) -> metrics.Folded:
        """Accuracy at the best threshold of the other folds."""
        return metrics.folded_accuracy(self.distances, self.same, self.folds)

    def cells(self, threshold: float) -> list[str]:
        """Return the cells under HEAD."""
        d, s, best = self.distances, self.same, self.best
        return [
            f"{100 * best.mean:.2f} ± {100 * best.error:.2f} %",
            f"{np.mean(best.thresholds):.3f}",
            f"{percent(metrics.accuracy_at(d, s, threshold), 2)} ({threshold:g})",
            percent(metrics.true_accepts(d, s, 1e-2), 2),
            percent(metrics.true_accepts(d, s, 1e-3), 2),
            f"{metrics.area_under_roc(d, s):.4f}",
            percent(float(np.mean(d[s] < metrics.accepted_at(self.strangers, 1e-3))), 2),
        ]


def judge(
    descriptors: Mapping[str, NDArray[np.float32]],
    pairs: Sequence[tuple[int, str, str, bool]],
    people: Mapping[str, str],
) -> Judged | None:
    """Measure the pairs (fold, item, item, same); None before every descriptor is known, or of one fold only.

    A face that could not be described, whose descriptor is NaN, is infinitely far from any other.

    Args:
        descriptors: by item.
        pairs: those that the protocol names.
        people: item → name.
    """
    items = list(dict.fromkeys(item for _, a, b, _ in pairs for item in (a, b)))
    if len({fold for fold, *_ in pairs}) < 2 or not all(item in descriptors for item in items):
        return None
    distances = [_far(np.linalg.norm(descriptors[a] - descriptors[b])) for _, a, b, _ in pairs]
    same, folds = ([pair[i] for pair in pairs] for i in (3, 0))
    between = strangers(np.stack([descriptors[item] for item in items]), [people[item] for item in items])
    return Judged(np.array(distances), np.array(same, bool), np.array(folds), between)


def strangers(descriptors: NDArray[np.float32], names: Sequence[str]) -> NDArray[np.float64]:
    """Return the distances between any two descriptors [n, d] of different names, each pair once."""
    squares = (descriptors.astype(np.float64) ** 2).sum(axis=1)
    number = np.unique(names, return_inverse=True)[1]
    found = []
    for row in range(len(descriptors) - 1):
        rest = slice(row + 1, None)
        distances = squares[row] + squares[rest] - 2 * (descriptors[rest] @ descriptors[row])
        found.append(np.sqrt(np.maximum(distances, 0))[number[rest] != number[row]])
    return _far(np.concatenate(found)) if found else np.zeros(0)


def _far(distances: Any) -> Any:
    return np.nan_to_num(distances, nan=np.inf)
