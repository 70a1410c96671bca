"""Landmark errors, classes and ages, against cases worked out by hand."""

import numpy as np
import pytest

from bench.accuracy.metrics import ages, classes, landmarks


def face() -> np.ndarray:
    points = np.zeros((68, 2))
    points[36], points[45] = (10, 50), (110, 50)  # 100 pixels between the outer corners
    return points


@pytest.mark.parametrize(("shift", "expected"), [((0, 0), 0.0), ((3, 4), 0.05), ((-30, 40), 0.5)])
def test_mean_error_is_in_distances_between_the_eyes(shift: tuple[int, int], expected: float) -> None:
    assert landmarks.mean_error(face() + shift, face()) == pytest.approx(expected)


def test_one_wrong_point_counts_for_a_68th() -> None:
    found = face()
    found[0] += (0, 68)
    assert landmarks.mean_error(found, face()) == pytest.approx(0.01)


def test_failures_lie_above_the_limit() -> None:
    assert landmarks.failure_rate([0.05, 0.1, 0.11, 0.5]) == 0.5


def test_tight_box() -> None:
    assert landmarks.tight_box([(3, 9), (7, 4), (5, 5)]) == (3, 4, 4, 5)


TABLE = classes.confusion(["a", "a", "a", "b", "c", "c"], ["a", "a", "b", "b", "a", "c"], ["a", "b", "c", "d"])


def test_confusion_has_a_row_a_true_class() -> None:
    assert TABLE.tolist() == [[2, 1, 0, 0], [0, 1, 0, 0], [1, 0, 1, 0], [0, 0, 0, 0]]


def test_accuracy_and_balanced_accuracy() -> None:
    assert classes.accuracy(TABLE) == pytest.approx(4 / 6)
    assert classes.balanced_accuracy(TABLE) == pytest.approx((2 / 3 + 1 + 1 / 2) / 3)  # no face of class d: no say


def test_ages_by_range() -> None:
    found = ages.by_range([2, 5, 30, 40], [3, 4, 29, 40], ((0, 3), (4, 8), (9, 28), (29, 40)))
    assert found == {(0, 3): (1, 1.0), (4, 8): (1, 1.0), (29, 40): (2, 0.5)}
    assert ages.mean_absolute_error([2, 5, 30, 40], [3, 4, 29, 40]) == 0.75


def test_every_age_has_a_range() -> None:
    covered = [age for low, high in ages.RANGES for age in range(low, high + 1)]
    assert covered == list(range(117))
