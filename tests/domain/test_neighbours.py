"""Who is near a face in a growing gallery: the same distances as the matcher's."""

from math import inf

import numpy as np
import pytest

from tests.support.faces import descriptor
from webapp.domain.descriptors import PersonDescriptors
from webapp.domain.matching import Matcher
from webapp.domain.neighbours import Nearness, Neighbours
from webapp.domain.thresholds import Thresholds


def people(count: int, each: int) -> list[PersonDescriptors]:
    """Return people with references; more of them than there is room for at first."""
    return [
        PersonDescriptors(
            f"id{person}",
            f"Person {person}",
            tuple(f"{person}-{i}" for i in range(each)),
            np.stack([descriptor(person * each + i) for i in range(each)]),
        )
        for person in range(count)
    ]


def test_nobody_is_near_in_an_empty_gallery() -> None:
    assert Neighbours().nearness(descriptor(1), None) == Nearness()
    alone = Neighbours(people(1, 2)).nearness(descriptor(9), "id0")
    assert (alone.other, alone.twin) == (None, None)
    assert alone.own < inf


def test_distances_are_those_of_the_matcher() -> None:
    gallery = people(100, 3)
    probe = descriptor(1000)
    matched = Matcher(gallery, Thresholds(0.5, 0.5)).match(probe, limit=2).candidates
    near = Neighbours(gallery).nearness(probe, matched[0].person_id)
    assert near.own == pytest.approx(matched[0].distance)
    assert near.other is not None
    assert (near.other.person_id, near.other.name) == (matched[1].person_id, matched[1].name)
    assert near.other.distance == pytest.approx(matched[1].distance)


def test_single_references_are_told_from_means() -> None:
    near = Neighbours(people(3, 2)).nearness(descriptor(3), "id0")
    assert near.twin is not None
    assert (near.twin.person_id, near.twin.distance) == ("id1", pytest.approx(0))
    assert near.other is not None
    assert near.other.distance > 0.1


def test_what_is_added_counts_at_once() -> None:
    neighbours = Neighbours(people(2, 1))
    neighbours.add("new", "Zoe", descriptor(50))
    assert neighbours.nearness(descriptor(50), "new").own_photo == pytest.approx(0)
    assert neighbours.nearness(descriptor(50), None).own == inf
