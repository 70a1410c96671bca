"""Right and wrong answers among named classes."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def confusion(truth: Sequence[str], answers: Sequence[str], classes: Sequence[str]) -> NDArray[np.int64]:
    """Return counts [true class, answered class]."""
    table = np.zeros((len(classes), len(classes)), int)
    place = {name: index for index, name in enumerate(classes)}
    for true, answer in zip(truth, answers, strict=True):
        table[place[true], place[answer]] += 1
    return table


def accuracy(table: NDArray[np.int64]) -> float:
    """Return the share of right answers, 0..1."""
    return float(np.trace(table) / table.sum())


def balanced_accuracy(table: NDArray[np.int64]) -> float:
    """Return the mean, over the classes that occur, of the share of right answers within a class."""
    seen = table.sum(axis=1) > 0
    return float(np.mean(np.diag(table)[seen] / table.sum(axis=1)[seen]))
