"""Errors in years, overall and by age."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

RANGES = ((0, 3), (4, 8), (9, 18), (19, 28), (29, 40), (41, 60), (61, 80), (81, 116))  # years, both ends in


def mean_absolute_error(ages: ArrayLike, truth: ArrayLike) -> float:
    """Return the mean distance from the true ages, in years."""
    return float(np.mean(np.abs(np.asarray(ages, float) - np.asarray(truth, float))))


def by_range(
    ages: Sequence[float], truth: Sequence[int], ranges: Sequence[tuple[int, int]] = RANGES
) -> dict[tuple[int, int], tuple[int, float]]:
    """Return range of true ages → (faces, mean absolute error in years); ranges without a face are left out."""
    found, true = np.asarray(ages, float), np.asarray(truth)
    table = {}
    for low, high in ranges:
        inside = (true >= low) & (true <= high)
        if inside.any():
            table[low, high] = (int(inside.sum()), mean_absolute_error(found[inside], true[inside]))
    return table
