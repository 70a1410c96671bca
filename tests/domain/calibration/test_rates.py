"""Error rates at a threshold, their intervals, and curves of them."""

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from tests.support.galleries import gallery
from webapp.domain.calibration.curves import curve, det, equal_error, roc
from webapp.domain.calibration.measure import measure
from webapp.domain.calibration.rates import Distances, Rate, trials_needed

ROOT_2 = math.sqrt(2)


def distances(genuine: list[float], impostor: list[float]) -> Distances:
    return Distances(np.sort(genuine), np.sort(impostor), np.sort(impostor))


NORMAL = np.random.default_rng(7)
GENUINE, IMPOSTOR = stats.norm(0.4, 0.08), stats.norm(0.8, 0.1)
GAUSSIANS = distances(
    GENUINE.rvs(20_000, random_state=NORMAL).tolist(), IMPOSTOR.rvs(100_000, random_state=NORMAL).tolist()
)


@pytest.mark.parametrize(
    "errors,trials,low,high",
    [(0, 10, 0, 0.2775), (1, 10, 0.0179, 0.4042), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1), (0, 3000, 0, 0.00128)],
)
def test_the_interval_is_wilsons(errors: int, trials: int, low: float, high: float) -> None:
    assert Rate(errors, trials).interval == pytest.approx((low, high), abs=5e-5)
    known = stats.binomtest(errors, trials).proportion_ci(method="wilson")
    assert Rate(errors, trials).interval == pytest.approx((known.low, known.high), abs=1e-9)


def test_without_trials_nothing_is_known() -> None:
    assert (Rate(0, 0).value, Rate(0, 0).interval) == (None, (0, 1))


def test_a_distance_equal_to_the_threshold_is_not_accepted() -> None:
    point = distances([0.3, 0.5, 0.7], [0.5, 0.9]).at(0.5)
    assert (point.far, point.frr) == (Rate(0, 2), Rate(2, 3))
    assert distances([0.3, 0.5, 0.7], [0.5, 0.9]).at(0.51).far == Rate(1, 2)


@pytest.mark.parametrize("threshold", [0.45, 0.5, 0.55, 0.6, 0.65])
def test_rates_of_gaussians_are_what_they_must_be(threshold: float) -> None:
    point = GAUSSIANS.at(threshold)
    low, high = point.far.interval
    assert low <= IMPOSTOR.cdf(threshold) <= high
    low, high = point.frr.interval
    assert low <= GENUINE.sf(threshold) <= high


def test_false_rejects_of_a_gallery_are_what_its_distribution_says() -> None:
    within = 0.4 / ROOT_2 / math.sqrt(128)
    found = Distances.of(measure(gallery(2000, 2, within=within)))
    for threshold in (0.38, 0.4, 0.42):
        expected = stats.chi(128).sf(threshold / within / ROOT_2)
        assert found.at(threshold).frr.value == pytest.approx(expected, abs=0.03)  # 2,000 pairs, each counted twice


def test_false_accepts_of_a_gallery_are_what_its_distribution_says() -> None:
    between = within = 0.8 / 2 / math.sqrt(128)
    found = Distances.of(measure(gallery(600, 1, between=between, within=within)))
    assert len(found.genuine) == 0
    for threshold in (0.7, 0.76, 0.8):
        expected = stats.chi(128).cdf(threshold / 2 / within)
        assert found.at(threshold).far.value == pytest.approx(expected, rel=0.2)


def test_strangers_are_taken_for_the_nearest_of_all_people() -> None:
    people = gallery(40, 3)
    measured = measure(people)
    found = Distances.of(measured)
    threshold = float(np.quantile(found.impostor, 0.01))
    table = measured.impostor.reshape(120, 39)
    assert found.at(threshold).fpir == Rate(int((table.min(axis=1) < threshold).sum()), 120)
    assert found.at(threshold).fpir.value > 5 * found.at(threshold).far.value


def test_the_curve_falls_and_rises_from_end_to_end() -> None:
    points = curve(GAUSSIANS)
    assert {round(b.threshold - a.threshold, 9) for a, b in pairwise(points)} == {0.01}
    fars, frrs = [each.far.value for each in points], [each.frr.value for each in points]
    assert fars == sorted(fars)
    assert frrs == sorted(frrs, reverse=True)
    assert (fars[0], fars[-1], frrs[0], frrs[-1]) == (0, 1, 1, 0)


def test_the_det_curve_of_gaussians_is_a_straight_line() -> None:
    points = [each for each in det(curve(GAUSSIANS)) if abs(each.x) < 2.5 and abs(each.y) < 2.5]
    line = stats.linregress([each.x for each in points], [each.y for each in points])
    assert line.slope == pytest.approx(-0.1 / 0.08, rel=0.05)
    assert line.intercept == pytest.approx(-(0.8 - 0.4) / 0.08, rel=0.05)
    assert line.rvalue == pytest.approx(-1, abs=1e-3)


def test_the_roc_curve_tells_true_accepts() -> None:
    points = {round(each.threshold, 2): (each.x, each.y) for each in roc(curve(distances([0.2, 0.4], [0.3, 0.9])))}
    assert (points[0.2], points[0.31], points[0.41], points[0.91]) == ((0, 0), (0.5, 0.5), (0.5, 1), (1, 1))


@pytest.mark.parametrize("kind", [roc, det])
def test_curves_need_both_kinds_of_trials(kind) -> None:
    assert (
        kind(curve(distances([0.3], []))) == kind(curve(distances([], [0.3]))) == kind(curve(distances([], []))) == ()
    )


def test_curves_stay_within_the_range_of_thresholds() -> None:
    assert [each.threshold for each in curve(distances([5.0], [7.0]))] == [2.0]
    assert len(curve(distances([0.0], [9.0]))) == 201


def test_the_equal_error_of_gaussians() -> None:
    found = equal_error(GAUSSIANS)
    deviate = (0.8 - 0.4) / (0.08 + 0.1)
    assert found.threshold == pytest.approx(0.4 + deviate * 0.08, abs=0.005)
    assert found.rate == pytest.approx(stats.norm.sf(deviate), rel=0.05)


@pytest.mark.parametrize(
    "genuine,impostor,threshold,rate",
    [
        ([0.2, 0.4], [0.6, 0.8], 0.5, 0),
        ([0.2, 0.6], [0.4, 0.8], 0.5, 0.5),
        ([0.8], [0.4], 0.6, 1),
        ([0.5], [0.5], 0.25, 0.5),
        ([0.2, 0.3, 0.7], [0.4], 0.35, 1 / 6),
    ],
)
def test_equal_errors_by_hand(genuine: list[float], impostor: list[float], threshold: float, rate: float) -> None:
    found = equal_error(distances(genuine, impostor))
    assert (found.threshold, found.rate) == (pytest.approx(threshold), pytest.approx(rate))


def test_no_equal_error_without_both_kinds() -> None:
    assert equal_error(distances([0.3], [])) is equal_error(distances([], [0.3])) is None


def test_the_rule_of_three() -> None:
    assert [trials_needed(each) for each in (0.001, 0.01, 0.05, 0.5)] == [3000, 300, 60, 6]
    assert stats.binom.cdf(0, trials_needed(0.001), 0.001) == pytest.approx(0.05, abs=0.001)
