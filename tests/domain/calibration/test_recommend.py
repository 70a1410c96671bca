"""Thresholds that keep to a chosen false accept rate."""

import numpy as np
import pytest
from scipy import stats

from webapp.domain.calibration.rates import Distances
from webapp.domain.calibration.recommend import recommend

IMPOSTOR = stats.norm(0.8, 0.1)
SAMPLE = np.sort(IMPOSTOR.rvs(200_000, random_state=np.random.default_rng(11)))
NONE = np.empty(0)


def distances(genuine: list[float], impostor: list[float]) -> Distances:
    return Distances(np.sort(genuine), np.sort(impostor), np.sort(impostor))


@pytest.mark.parametrize("far", [0.0001, 0.001, 0.01, 0.05])
def test_both_thresholds_are_the_largest_that_keep_to_their_rates(far: float) -> None:
    found = Distances(NONE, SAMPLE, SAMPLE)
    thresholds = recommend(found, far)
    for threshold, rate in ((thresholds.known, far), (thresholds.ask, 10 * far)):
        assert found.at(threshold).far.value <= rate < found.at(threshold + 1e-3).far.value
        assert threshold == pytest.approx(IMPOSTOR.ppf(rate), abs=0.03)


def test_equal_distances_are_accepted_together_or_not_at_all() -> None:
    found = distances([], [0.4] * 50 + [0.6] * 950)
    assert recommend(found, 0.04).known == 0.4
    assert recommend(found, 0.05).known == 0.6


def test_with_few_trials_the_thresholds_keep_away_from_both_sides() -> None:
    thresholds = recommend(distances([0.2, 0.3, 0.4], [0.8, 0.9, 1.0]), 0.001)
    assert (thresholds.known, thresholds.ask) == (pytest.approx(0.6), pytest.approx(0.6))


def test_with_few_trials_and_nobody_of_two_photos_they_are_careful() -> None:
    assert recommend(distances([], [0.8, 0.9]), 0.001).known == pytest.approx(0.4)


def test_to_ask_is_never_stricter_than_to_know() -> None:
    random = np.random.default_rng(12)
    for trials in (1, 2, 10, 300, 400, 3000):
        for far in (0.001, 0.01, 0.1, 0.9):
            found = Distances(np.sort(random.uniform(0, 1, 20)), np.sort(random.uniform(0.1, 3, trials)), NONE)
            thresholds = recommend(found, far)
            assert thresholds.known <= thresholds.ask <= 2
            assert found.at(thresholds.known).far.value <= far


def test_thresholds_stay_in_their_range() -> None:
    assert recommend(distances([], [2.5] * 5000), 0.001).ask == 2


@pytest.mark.parametrize("impostor", [[], [0.0] * 10 + [0.8] * 100], ids=["nobody else", "one photo for two people"])
def test_sometimes_there_is_nothing_to_recommend(impostor: list[float]) -> None:
    assert recommend(distances([0.3], impostor), 0.001) is None
