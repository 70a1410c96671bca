"""Two thresholds, three answers."""

import math

import pytest

from webapp.domain.errors import BadThresholds
from webapp.domain.thresholds import Decision, Thresholds


@pytest.mark.parametrize(
    "distance,expected",
    [(0, "known"), (0.4999, "known"), (0.5, "ask"), (0.5999, "ask"), (0.6, "unknown"), (2, "unknown")],
)
def test_a_distance_is_near_only_below_a_threshold(distance: float, expected: str) -> None:
    assert Thresholds(0.5, 0.6).decide(distance) == expected


def test_nobody_is_asked_where_both_are_one() -> None:
    assert {Thresholds(0.5, 0.5).decide(each / 100) for each in range(200)} == {Decision.KNOWN, Decision.UNKNOWN}


@pytest.mark.parametrize(
    "known,ask", [(0, 0.5), (-0.1, 0.5), (0.6, 0.5), (0.5, 2.01), (math.nan, 0.5), (0.5, math.nan), (0.5, math.inf)]
)
def test_thresholds_in_another_order_or_out_of_range_are_refused(known: float, ask: float) -> None:
    with pytest.raises(BadThresholds, match="“known” must be more than 0"):
        Thresholds(known, ask)


def test_the_farthest_thresholds_are_two() -> None:
    assert Thresholds(2, 2).decide(1.99) == "known"
