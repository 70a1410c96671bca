"""Photos that were put to the wrong person are found, and right ones are left alone."""

import numpy as np

from tests.support.galleries import gallery, person
from webapp.domain.calibration.measure import measure
from webapp.domain.calibration.suspects import Doubt, suspects
from webapp.domain.descriptors import PersonDescriptors
from webapp.domain.thresholds import Thresholds


def moved(people: list[PersonDescriptors], source: int, target: int) -> list[PersonDescriptors]:
    """Put the last photo of one person to another; it becomes that one's last."""
    changed = list(people)
    last = people[source].matrix[-1:]
    changed[source] = person(people[source].person_id, people[source].matrix[:-1])
    changed[target] = person(people[target].person_id, np.concatenate([people[target].matrix, last]))
    return changed


def test_a_clean_gallery_has_no_suspects() -> None:
    assert suspects(measure(gallery(50, 5)), Thresholds(0.5, 0.6)) == ()


def test_a_photo_of_somebody_else_is_found_and_said_whose_it_is() -> None:
    people = moved(gallery(50, 5), source=3, target=7)
    measured = measure(people)
    found, *rest = suspects(measured, Thresholds(0.5, 0.6))
    assert not rest
    assert (found.reference_id, found.person_id, found.other_id) == ("p7-5", "p7", "p3")
    assert found.doubt is Doubt.NEARER_TO_ANOTHER
    rows = people[7].matrix
    assert np.isclose(found.own, np.linalg.norm(rows[:-1] - rows[-1], axis=1).mean(), atol=1e-5)
    assert np.isclose(found.other, np.linalg.norm(people[3].matrix - rows[-1], axis=1).mean(), atol=1e-5)


def test_a_photo_of_nobody_in_the_gallery_is_an_outlier() -> None:
    people = gallery(50, 5)
    stray = np.full((1, 128), 0.03) + people[4].matrix[:1]  # farther from its person, but from others too
    people[4] = person("p4", np.concatenate([people[4].matrix, stray]))
    (found,) = suspects(measure(people), Thresholds(0.3, 0.4))
    assert (found.reference_id, found.doubt) == ("p4-5", Doubt.OUTLIER)
    assert found.own < found.other
    assert suspects(measure(people), Thresholds(0.8, 0.9)) == ()  # still known, so nobody is bothered


def test_an_outlier_is_found_among_the_photos_of_one_person_alone() -> None:
    ada = person("ada", np.concatenate([gallery(1, 12)[0].matrix, gallery(1, 1, seed=9)[0].matrix]))
    (found,) = suspects(measure([ada]), None)
    assert (found.reference_id, found.other_id, found.other) == ("ada-12", None, None)


def test_few_photos_do_not_tell_what_is_far_out() -> None:
    ada = person("ada", np.concatenate([gallery(1, 4)[0].matrix, gallery(1, 1, seed=9)[0].matrix]))
    assert suspects(measure([ada]), None) == ()


def test_of_two_photos_both_are_suspected() -> None:
    people = moved(gallery(30, 2), source=3, target=7)
    people = [*people[:7], person("p7", people[7].matrix[1:]), *people[8:]]
    found = {each.reference_id: each.other_id for each in suspects(measure(people), Thresholds(0.5, 0.6))}
    assert found["p7-1"] == "p3"
    assert set(found) <= {"p7-0", "p7-1"}


def test_an_only_photo_is_never_suspected() -> None:
    assert suspects(measure(gallery(30, 1)), Thresholds(0.01, 0.02)) == ()


def test_the_worst_comes_first() -> None:
    people = moved(moved(gallery(50, 5, within=0.03), source=3, target=7), source=9, target=8)
    found = [each for each in suspects(measure(people), None) if each.doubt is Doubt.NEARER_TO_ANOTHER]
    assert {each.reference_id for each in found[:2]} == {"p7-5", "p8-5"}
    excesses = [each.own - each.other for each in found]
    assert excesses == sorted(excesses, reverse=True)
