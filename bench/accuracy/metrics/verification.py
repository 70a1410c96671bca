"""Are these two photos of one person? Figures from the distances of pairs, small where the person is the same."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Folded:
    """Accuracy, 0..1, over folds: its mean, the standard error of that mean, and each fold's threshold."""

    mean: float
    error: float
    thresholds: tuple[float, ...]


def accuracy_at(distances: ArrayLike, same: ArrayLike, threshold: float) -> float:
    """Return the share of pairs judged rightly, 0..1, where a distance below `threshold` means one person."""
    return float(np.mean((np.asarray(distances) < threshold) == np.asarray(same, bool)))


def best_threshold(distances: ArrayLike, same: ArrayLike) -> float:
    """Return the threshold at which most pairs are judged rightly: between two distances; the lowest of equals."""
    order = np.argsort(np.asarray(distances, float), kind="stable")
    d, s = np.asarray(distances, float)[order], np.asarray(same, bool)[order]
    edges = np.concatenate([[d[0] - 1e-9], (d[1:] + d[:-1]) / 2, [d[-1] + 1e-9]])
    right = np.concatenate([[0], np.cumsum(s)]) + (~s).sum() - np.concatenate([[0], np.cumsum(~s)])
    usable = np.concatenate([[True], d[1:] > d[:-1], [True]])  # no threshold separates equal distances
    return float(edges[np.argmax(np.where(usable, right, -1))])


def folded_accuracy(distances: ArrayLike, same: ArrayLike, folds: ArrayLike) -> Folded:
    """Judge each fold at the threshold that is best on all the others, as the LFW protocol asks.

    Raises:
        ValueError: there are fewer than two folds.
    """
    d, s, f = np.asarray(distances, float), np.asarray(same, bool), np.asarray(folds)
    names = np.unique(f)
    if len(names) < 2:
        raise ValueError("A threshold cannot be chosen on the other folds where there is only one.")
    thresholds = tuple(best_threshold(d[f != name], s[f != name]) for name in names)
    shares = [accuracy_at(d[f == name], s[f == name], t) for name, t in zip(names, thresholds, strict=True)]
    return Folded(float(np.mean(shares)), float(np.std(shares, ddof=1) / np.sqrt(len(shares))), thresholds)


def accepted_at(different: ArrayLike, share: float) -> float:
    """Return the largest threshold below which at most `share` of the distances between strangers lie (FAR ≤ share)."""
    ordered = np.sort(np.asarray(different, float))
    allowed = int(np.floor(share * len(ordered) + 1e-9))
    return float(ordered[allowed]) if allowed < len(ordered) else float("inf")


def true_accepts(distances: ArrayLike, same: ArrayLike, share: float) -> float:
    """Return TAR at FAR: the share of pairs of one person accepted where at most `share` of the strangers are."""
    d, s = np.asarray(distances, float), np.asarray(same, bool)
    return float(np.mean(d[s] < accepted_at(d[~s], share)))


def area_under_roc(distances: ArrayLike, same: ArrayLike) -> float:
    """Return how often a pair of one person is nearer than a pair of two, 0..1; a tie counts half (Mann-Whitney).

    NaN where there is no pair of one kind.
    """
    d, s = np.asarray(distances, float), np.asarray(same, bool)
    _, inverse, counts = np.unique(d, return_inverse=True, return_counts=True)
    ranks: NDArray[np.float64] = (np.cumsum(counts) - (counts - 1) / 2)[inverse.reshape(-1)]
    one, two = int(s.sum()), int((~s).sum())
    below = ranks[s].sum() - one * (one + 1) / 2
    return float(1 - below / (one * two)) if one and two else float("nan")
