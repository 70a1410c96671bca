"""Figures of pairs, against cases worked out by hand."""

import numpy as np
import pytest

from bench.accuracy.metrics import verification

# Same people at .1 .2 .5, strangers at .4 .6 .7: the pair at .5 is the only one in disorder.
DISTANCES = [0.1, 0.2, 0.5, 0.4, 0.6, 0.7]
SAME = [True, True, True, False, False, False]


@pytest.mark.parametrize(
    ("threshold", "expected"), [(0.0, 3 / 6), (0.3, 5 / 6), (0.4, 5 / 6), (0.55, 5 / 6), (0.9, 3 / 6)]
)
def test_accuracy_at_a_threshold(threshold: float, expected: float) -> None:
    assert verification.accuracy_at(DISTANCES, SAME, threshold) == pytest.approx(expected)


def test_a_distance_equal_to_the_threshold_is_too_far() -> None:
    assert verification.accuracy_at([0.5], [True], 0.5) == 0


@pytest.mark.parametrize(
    ("distances", "same", "expected"),
    [
        (DISTANCES, SAME, 0.3),  # between .2 and .4, the lowest of the two best
        ([0.2, 0.8], [True, False], 0.5),
        ([0.5, 0.5, 0.9], [True, False, False], 0.5 - 1e-9),  # equal distances cannot be told apart: refuse both
        ([0.5, 0.5, 0.5], [True, True, False], 0.5 + 1e-9),
    ],
)
def test_best_threshold(distances: list[float], same: list[bool], expected: float) -> None:
    assert verification.best_threshold(distances, same) == pytest.approx(expected, abs=1e-12)


def test_a_fold_is_judged_by_the_others() -> None:
    # Fold 0 puts the border at .5, fold 1 at .7: each judges the other's middle pair wrongly.
    distances = [0.4, 0.6, 0.6, 0.8]
    found = verification.folded_accuracy(distances, [True, False, True, False], [0, 0, 1, 1])
    assert found.thresholds == pytest.approx((0.7, 0.5))
    assert found.mean == pytest.approx(0.5)
    assert found.error == pytest.approx(0.0)


def test_the_standard_error_is_that_of_the_mean() -> None:
    distances = [0.1, 0.9, 0.1, 0.9, 0.1, 0.2]  # the last fold's strangers are near
    found = verification.folded_accuracy(distances, [True, False] * 3, [0, 0, 1, 1, 2, 2])
    assert found.mean == pytest.approx((1 + 1 + 0.5) / 3)
    assert found.error == pytest.approx(np.std([1, 1, 0.5], ddof=1) / np.sqrt(3))


def test_one_fold_is_not_enough() -> None:
    with pytest.raises(ValueError, match="only one"):
        verification.folded_accuracy(DISTANCES, SAME, [0] * 6)


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.0, 2 / 3), (1 / 3, 3 / 3), (0.32, 2 / 3), (1.0, 3 / 3)],
)
def test_true_accepts_at_a_share_of_false_ones(share: float, expected: float) -> None:
    assert verification.true_accepts(DISTANCES, SAME, share) == pytest.approx(expected)


def test_the_threshold_lets_no_more_strangers_in_than_allowed() -> None:
    strangers = np.linspace(0, 1, 1000)
    threshold = verification.accepted_at(strangers, 1e-2)
    assert (strangers < threshold).mean() == pytest.approx(0.01)


@pytest.mark.parametrize(
    ("distances", "same", "expected"),
    [
        (DISTANCES, SAME, 8 / 9),  # of nine comparisons only .5 > .4 is in disorder
        ([0.1, 0.9], [True, False], 1.0),
        ([0.9, 0.1], [True, False], 0.0),
        ([0.5, 0.5], [True, False], 0.5),
    ],
)
def test_area_under_roc(distances: list[float], same: list[bool], expected: float) -> None:
    assert verification.area_under_roc(distances, same) == pytest.approx(expected)


def test_there_is_no_roc_of_one_kind_of_pair() -> None:
    assert np.isnan(verification.area_under_roc([0.1, 0.2], [True, True]))
