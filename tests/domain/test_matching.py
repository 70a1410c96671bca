"""Who is nearest, and whether that is near enough."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.support.faces import descriptor
from webapp.domain.descriptors import PersonDescriptors
from webapp.domain.matching import Matcher


def person(name: str, *rows: np.ndarray) -> PersonDescriptors:
    ids = tuple(f"{name}-{index}" for index in range(len(rows)))
    return PersonDescriptors(name, name, ids, np.array(rows, np.float32).reshape(len(rows), 128))


def at(distance: float) -> np.ndarray:
    """A descriptor at this distance from the zero descriptor."""
    return np.eye(128, dtype=np.float32)[0] * distance


ZERO = np.zeros(128, np.float32)
VECTORS = Path(__file__).parent.parent / "vectors" / "matching.json"
CASES = json.loads(VECTORS.read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_python_names_whom_javascript_names(case: dict[str, Any]) -> None:
    people = [
        PersonDescriptors(str(index), each["label"], ("",) * len(each["descriptors"]), np.float32(each["descriptors"]))
        for index, each in enumerate(case["people"])
    ]
    match = Matcher(people, case["threshold"]).match(np.float32(case["probe"]))
    nearest, expected = match.candidates[0], case["expected"]
    assert nearest.name == expected["nearest"]
    assert nearest.distance == pytest.approx(expected["distance"], abs=1e-6)
    assert (nearest.name if match.known else "unknown") == expected["label"]


def test_the_distance_to_a_person_is_the_mean_over_their_references() -> None:
    match = Matcher([person("Ada", at(0.2), at(0.6)), person("Bo", at(0.5))], 0.5).match(ZERO)
    assert [candidate.name for candidate in match.candidates] == ["Ada", "Bo"]
    assert match.candidates[0].distance == pytest.approx(0.4)
    assert match.known


def test_one_near_reference_does_not_outweigh_the_mean() -> None:
    match = Matcher([person("Ada", at(0.0), at(0.9)), person("Bo", at(0.4))], 0.5).match(ZERO)
    assert match.candidates[0].name == "Bo"


@pytest.mark.parametrize("distance,known", [(0.25, True), (0.4999, True), (0.5, False), (0.75, False)])
def test_a_face_is_known_below_the_threshold_only(distance: float, known: bool) -> None:
    assert Matcher([person("Ada", at(distance))], 0.5).match(ZERO).known is known


@pytest.mark.parametrize("people", [[], [person("Ada")]], ids=["nobody", "nobody with a reference"])
def test_nobody_is_nearest_in_an_empty_gallery(people: list[PersonDescriptors]) -> None:
    match = Matcher(people, 0.5).match(ZERO)
    assert match.candidates == ()
    assert not match.known


def test_the_answer_is_exact_among_many() -> None:
    people = [person(f"p{i}", descriptor(3 * i), descriptor(3 * i + 1)) for i in range(200)]
    probe = descriptor(9999)
    means = {p.name: float(np.mean([np.linalg.norm(row - probe) for row in p.matrix])) for p in people}
    nearest = sorted(means, key=means.__getitem__)[:3]
    assert [candidate.name for candidate in Matcher(people, 0.5).match(probe, limit=3).candidates] == nearest
