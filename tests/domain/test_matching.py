"""Who is nearest, and whether that is near enough."""

from typing import Any

import numpy as np
import pytest

from tests.support.faces import descriptor
from tests.support.vectors import cases
from webapp.domain.descriptors import PersonDescriptors
from webapp.domain.matching import Matcher
from webapp.domain.thresholds import Decision, Thresholds

HALF = Thresholds(0.5, 0.6)


def person(name: str, *rows: np.ndarray) -> PersonDescriptors:
    ids = tuple(f"{name}-{index}" for index in range(len(rows)))
    return PersonDescriptors(name, name, ids, np.array(rows, np.float32).reshape(len(rows), 128))


def at(distance: float) -> np.ndarray:
    """A descriptor at this distance from the zero descriptor."""
    return np.eye(128, dtype=np.float32)[0] * distance


ZERO = np.zeros(128, np.float32)


def people_of(case: dict[str, Any]) -> list[PersonDescriptors]:
    """Return the people of a test vector; the number of an id is the place in the list."""
    length = next((len(row) for each in case["people"] for row in each["descriptors"]), 0)
    return [
        PersonDescriptors(
            str(index),
            each["label"],
            ("",) * len(each["descriptors"]),
            np.array(each["descriptors"], np.float32).reshape(-1, length),
        )
        for index, each in enumerate(case["people"])
    ]


@pytest.mark.parametrize("case", cases("matching"))
def test_python_names_whom_javascript_names(case: dict[str, Any]) -> None:
    thresholds = Thresholds(case["threshold"], case["threshold"])
    match = Matcher(people_of(case), thresholds).match(np.float32(case["probe"]))
    nearest, expected = match.candidates[0], case["expected"]
    assert nearest.name == expected["nearest"]
    assert nearest.distance == pytest.approx(expected["distance"], abs=1e-6)
    assert (match.person.name if match.person else "unknown") == expected["label"]


@pytest.mark.parametrize("case", cases("frames"))
def test_python_gives_a_frame_to_whom_javascript_gives_it(case: dict[str, Any]) -> None:
    matcher = Matcher(people_of(case), Thresholds(**case["thresholds"]))
    matches = matcher.match_frame([np.float32(face) for face in case["faces"]])
    nearest = [match.person or next(iter(match.candidates), None) for match in matches]
    assert [
        {
            "person": match.person and match.person.name,
            "distance": near and pytest.approx(near.distance, abs=1e-6),
            "decision": match.decision,
        }
        for match, near in zip(matches, nearest, strict=True)
    ] == case["expected"]


def test_the_distance_to_a_person_is_the_mean_over_their_references() -> None:
    match = Matcher([person("Ada", at(0.2), at(0.6)), person("Bo", at(0.5))], HALF).match(ZERO)
    assert [candidate.name for candidate in match.candidates] == ["Ada", "Bo"]
    assert match.candidates[0].distance == pytest.approx(0.4)
    assert match.person == match.candidates[0]
    assert match.decision is Decision.KNOWN


def test_one_near_reference_does_not_outweigh_the_mean() -> None:
    match = Matcher([person("Ada", at(0.0), at(0.9)), person("Bo", at(0.4))], HALF).match(ZERO)
    assert match.candidates[0].name == "Bo"


@pytest.mark.parametrize(
    "distance,decision", [(0.25, "known"), (0.4999, "known"), (0.5, "ask"), (0.59, "ask"), (0.61, "unknown")]
)
def test_a_face_is_known_below_the_first_threshold_and_asked_about_below_the_second(
    distance: float, decision: str
) -> None:
    match = Matcher([person("Ada", at(distance))], HALF).match(ZERO)
    assert match.decision == decision
    assert (match.person is None) == (decision == "unknown")


@pytest.mark.parametrize("people", [[], [person("Ada")]], ids=["nobody", "nobody with a reference"])
def test_nobody_is_nearest_in_an_empty_gallery(people: list[PersonDescriptors]) -> None:
    match = Matcher(people, HALF).match(ZERO)
    assert (match.candidates, match.person, match.decision) == ((), None, Decision.UNKNOWN)


def test_a_face_whose_person_is_taken_still_tells_who_is_nearest() -> None:
    near, nearer = Matcher([person("Ada", at(0.0))], HALF).match_frame([at(0.3), at(0.1)])
    assert nearer.person and nearer.person.name == "Ada"
    assert near.person is None
    assert [candidate.name for candidate in near.candidates] == ["Ada"]


def test_many_faces_are_given_to_many_people_without_a_mistake() -> None:
    random = np.random.default_rng(5)
    centres = [descriptor(seed) for seed in range(300)]
    people = [person(f"p{i}", *(centre + 0.01 * random.normal(size=(3, 128)))) for i, centre in enumerate(centres)]
    shown = random.permutation(300)[:40]
    matches = Matcher(people, HALF).match_frame([centres[i] for i in shown])
    assert [match.person and match.person.name for match in matches] == [f"p{i}" for i in shown]


def test_the_answer_is_exact_among_many() -> None:
    people = [person(f"p{i}", descriptor(3 * i), descriptor(3 * i + 1)) for i in range(200)]
    probe = descriptor(9999)
    means = {p.name: float(np.mean([np.linalg.norm(row - probe) for row in p.matrix])) for p in people}
    nearest = sorted(means, key=means.__getitem__)[:3]
    assert [candidate.name for candidate in Matcher(people, HALF).match(probe, limit=3).candidates] == nearest
