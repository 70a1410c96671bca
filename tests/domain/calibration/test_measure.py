"""Every reference is compared with its own person, leaving itself out, and with everybody else."""

import numpy as np
import pytest

from tests.support.galleries import gallery, person
from webapp.domain.calibration import measure as module
from webapp.domain.calibration.measure import Measured, measure
from webapp.domain.descriptors import PersonDescriptors
from webapp.domain.matching import Matcher
from webapp.domain.thresholds import Thresholds


def uneven() -> list[PersonDescriptors]:
    """People with 1, 2, … 7 references, and one with none."""
    people = [person(each.person_id, each.matrix[: 1 + i]) for i, each in enumerate(gallery(7, 7))]
    return [*people[:3], person("nobody", np.empty((0, 128))), *people[3:]]


def test_distances_are_those_that_matching_gives_without_the_reference_itself() -> None:
    people = uneven()
    measured = measure(people)
    assert measured.references == len(measured.own) == 28
    impostor = iter(measured.impostor.reshape(28, 6))
    for i, (row, whose) in enumerate(zip(measured.row, measured.person, strict=True)):
        own = measured.people[whose]
        rest = person(own.person_id, np.delete(own.matrix, row, axis=0))
        others = [rest if each.person_id == own.person_id else each for each in people]
        match = Matcher(others, Thresholds(2, 2)).match(own.matrix[row], limit=7)
        found = {each.person_id: each.distance for each in match.candidates}
        assert measured.own[i] == pytest.approx(found.pop(own.person_id, np.nan), abs=1e-5, nan_ok=True)
        assert next(impostor) == pytest.approx(
            [found[each.person_id] for each in people if each.person_id in found], abs=1e-5
        )
        assert measured.people[measured.other[i]].person_id == min(found, key=found.__getitem__)
        assert measured.nearest[i] == pytest.approx(min(found.values()), abs=1e-5)


def test_equal_photos_have_no_distance() -> None:
    ada = person("ada", np.repeat(gallery(1, 1)[0].matrix, 3, axis=0))
    assert measure([ada]).own == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    "people,probes", [([], 0), ([person("ada", np.empty((0, 128)))], 0), (gallery(1, 1), 1), (gallery(1, 4), 4)]
)
def test_without_a_second_person_there_is_nobody_else(people: list[PersonDescriptors], probes: int) -> None:
    measured = measure(people)
    assert (len(measured.own), len(measured.impostor)) == (probes, 0)
    assert (measured.other == -1).all()
    assert np.isnan(measured.nearest).all()
    assert np.isnan(measured.own).all() == (probes < 2)


def same(one: Measured, other: Measured) -> None:
    for name in ("row", "person", "own", "other", "nearest", "impostor"):
        np.testing.assert_allclose(getattr(one, name), getattr(other, name), atol=1e-9, err_msg=name)


def test_the_size_of_the_blocks_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for kept in (10**6, 40):
        whole = measure(uneven(), kept=kept)
        monkeypatch.setattr(module, "_BLOCK", 100)
        same(measure(uneven(), kept=kept), whole)
        monkeypatch.undo()


def test_impostors_are_sampled_evenly() -> None:
    people = gallery(21, 5)
    everything = measure(people).impostor
    sample = measure(people, kept=300).impostor
    assert len(everything) == 105 * 20
    np.testing.assert_array_equal(sample, everything[::7])
    np.testing.assert_array_equal(measure(people, kept=500).impostor, everything[::7])  # 5 and 6 share divisors with 20


def test_of_many_references_some_are_probes_compared_with_all() -> None:
    people = gallery(50, 4)
    whole, part = measure(people), measure(people, comparisons=200 * 40)
    assert (part.references, len(part.own), len(part.impostor)) == (200, 40, 40 * 49)
    np.testing.assert_allclose(part.own, whole.own[::5])
    np.testing.assert_array_equal(part.other, whole.other[::5])
    assert len(set(part.person.tolist())) >= 40


def test_one_probe_at_least_is_compared() -> None:
    assert len(measure(gallery(3, 2), comparisons=1).own) == 1
