"""A calibration as JSON."""

import json
from typing import Any

import numpy as np
import pytest

from tests.support.galleries import gallery, person
from webapp.domain.calibration.report import calibrate
from webapp.domain.descriptors import PersonDescriptors
from webapp.domain.thresholds import Thresholds
from webapp.web import calibration_payload
from webapp.web.calibration_payload import calibration_json


def sent(people: list[PersonDescriptors], current: Thresholds | None = None) -> dict[str, Any]:
    """Return what a client would read; numbers that JSON does not know are refused."""
    return json.loads(json.dumps(calibration_json(calibrate(people, 0.01), current), allow_nan=False))


def test_the_rates_at_the_recommended_and_at_the_present_thresholds() -> None:
    found = sent(gallery(60, 4, between=0.015, within=0.03), Thresholds(0.45, 0.5))
    assert (found["people"], found["references"], found["genuine"], found["impostor"]) == (60, 240, 240, 240 * 59)
    assert found["recommended"]["known"]["far"]["value"] <= 0.01
    assert (found["target"], found["rate"]) == ("far", 0.01)
    known = found["current"]["known"]
    assert (known["threshold"], found["current"]["ask"]["threshold"]) == (0.45, 0.5)
    for rate in ("far", "frr", "fpir"):
        assert known[rate]["low"] <= known[rate]["value"] <= known[rate]["high"]
        assert known[rate]["value"] == known[rate]["errors"] / known[rate]["trials"]
    at = next(each for each in found["curve"] if each["threshold"] == 0.45)
    assert at == {"threshold": 0.45, **{rate: known[rate]["value"] for rate in ("far", "frr", "fpir")}}
    assert len(found["det"]) > 5
    assert found["cautions"] == []


@pytest.mark.parametrize("people", [[], gallery(1, 3), gallery(3, 1)], ids=["nobody", "one person", "one photo each"])
def test_what_is_not_known_is_null(people: list[PersonDescriptors]) -> None:
    found = sent(people, Thresholds(0.5, 0.6))
    assert found["equalError"] is None
    assert [each["lack"] for each in found["cautions"]] == ["genuine", "impostor"]
    for rate, trials in (("far", found["impostor"]), ("frr", found["genuine"])):
        there = found["current"]["known"][rate]
        assert there["trials"] == trials
        assert (there["value"] is None) is (trials == 0)
        assert (there["low"], there["high"]) == (0, 1) or trials


def test_the_worst_suspects_are_listed_and_all_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, *others = gallery(20, 3)
    people = [
        person("ada", np.concatenate([first.matrix[:2], second.matrix[2:]])),
        person("bo", np.concatenate([second.matrix[:2], first.matrix[2:]])),
        *others,
    ]
    found = sent(people)
    assert {(each["referenceId"], each["otherId"]) for each in found["suspects"][:2]} == {
        ("ada-2", "bo"),
        ("bo-2", "ada"),
    }
    assert found["suspects"][0]["doubt"] == "nearer-to-another"
    assert found["suspects"][0]["own"] > found["suspects"][0]["other"]
    monkeypatch.setattr(calibration_payload, "MOST_SUSPECTS", 1)
    short = sent(people)
    assert (len(short["suspects"]), short["suspectCount"]) == (1, len(found["suspects"]))
