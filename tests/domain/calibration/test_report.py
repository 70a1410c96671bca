"""A gallery calibrated as a whole."""

import numpy as np
import pytest

from tests.support.galleries import gallery, person
from webapp.domain.calibration.rates import Target
from webapp.domain.calibration.report import DEFAULT_RATE, Caution, Lack, calibrate
from webapp.domain.descriptors import PersonDescriptors
from webapp.domain.errors import BadRate


def test_a_gallery_with_enough_photos() -> None:
    people = gallery(60, 4, between=0.03, within=0.03)
    found = calibrate(people, rate=0.01)
    assert (found.people, found.references, found.probes, found.rate) == (60, 240, 240, 0.01)
    assert (len(found.distances.genuine), len(found.distances.impostor)) == (240, 240 * 59)
    assert found.cautions == ()
    known, ask = (found.distances.at(each) for each in (found.thresholds.known, found.thresholds.ask))
    assert known.far.value <= 0.01 < ask.far.value <= 0.1
    assert known.frr.value >= ask.frr.value
    assert found.equal_error.rate < 0.05
    assert found.curve[0].frr.value == 1


def test_the_answer_is_the_same_each_time() -> None:
    first, second = (calibrate(gallery(40, 3), rate=0.01) for _ in range(2))
    assert (first.thresholds, first.equal_error, first.curve) == (second.thresholds, second.equal_error, second.curve)


@pytest.mark.parametrize(
    "people,genuine,impostor,recommended",
    [
        ([], 0, 0, False),
        ([person("ada", np.empty((0, 128)))], 0, 0, False),
        (gallery(1, 1), 0, 0, False),
        (gallery(1, 5), 5, 0, False),
        (gallery(2, 1), 0, 2, True),
        (gallery(5, 2), 10, 40, True),
    ],
)
def test_small_galleries_say_what_they_lack(
    people: list[PersonDescriptors], genuine: int, impostor: int, recommended: bool
) -> None:
    found = calibrate(people, rate=0.001)
    assert found.cautions == (Caution(Lack.GENUINE, genuine, 60), Caution(Lack.IMPOSTOR, impostor, 3000))
    assert (found.thresholds is not None) is recommended
    assert (found.equal_error is not None) is (genuine > 0 < impostor)
    assert bool(found.curve) is (genuine + impostor > 0)


def test_one_photo_for_two_people_leaves_no_gap() -> None:
    ada, *others = gallery(12, 1)
    found = calibrate([ada, person("twin", ada.matrix), *others], rate=0.01)
    assert found.thresholds is None
    assert Caution(Lack.GAP, 2, 1) in found.cautions


def test_thresholds_for_a_share_of_strangers_are_stricter() -> None:
    people = gallery(100, 4, between=0.02, within=0.03)
    found = calibrate(people, 0.01, Target.FPIR)
    known, ask = (found.distances.at(each) for each in (found.thresholds.known, found.thresholds.ask))
    assert known.fpir.value <= 0.01 < ask.fpir.value <= 0.1
    assert found.thresholds.known < calibrate(people, 0.01).thresholds.known
    assert found.cautions == ()
    assert calibrate(gallery(5, 20), 0.01, Target.FPIR).cautions == (Caution(Lack.IMPOSTOR, 100, 300),)


def test_a_rate_is_chosen_where_none_is_given() -> None:
    for target, rate in DEFAULT_RATE.items():
        assert (calibrate([], target=target).rate, calibrate([], target=target).target) == (rate, target)


@pytest.mark.parametrize("rate", [0, 1, -0.1, 1.5, float("nan")])
def test_a_rate_that_makes_no_sense_is_refused(rate: float) -> None:
    with pytest.raises(BadRate):
        calibrate(gallery(2, 2), rate)
