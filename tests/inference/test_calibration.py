"""Calibration on real photos, on request: `FAMILIAR_EVAL_DATA=FOLDER pytest tests/inference/test_calibration.py`.

The folder holds `lfw/images/NAME/*.jpg`, Labeled Faces in the Wild. It takes about two minutes.
"""

import os
from pathlib import Path

import numpy as np
import pytest

from bench.accuracy.datasets import collections, read_picture
from webapp.domain.calibration.report import calibrate
from webapp.domain.descriptors import PersonDescriptors
from webapp.domain.faces import Face
from webapp.inference.analyzer import Analyzer
from webapp.inference.request import Request

pytestmark = pytest.mark.skipif("FAMILIAR_EVAL_DATA" not in os.environ, reason="FAMILIAR_EVAL_DATA is not set")

PEOPLE, EACH, MISPLACED = 60, 5, 10


def person(name: str, photos: dict[Path, np.ndarray]) -> PersonDescriptors:
    return PersonDescriptors(name, name, tuple(path.name for path in photos), np.stack(list(photos.values())))


def described(analyzer: Analyzer, path: Path) -> np.ndarray | None:
    """Return the descriptor of the face in the middle, whom the photo is named after."""
    image = read_picture(path)

    def offset(face: Face) -> float:
        x, y = face.box.x + face.box.width / 2, face.box.y + face.box.height / 2
        return abs(x - image.shape[1] / 2) + abs(y - image.shape[0] / 2)

    faces = analyzer.analyze(image, Request(descriptors=True))
    return min(faces, key=offset).descriptor if faces else None


@pytest.fixture(scope="module")
def people() -> list[PersonDescriptors]:
    analyzer, found = Analyzer(), []
    for folder in sorted((collections().folder("lfw") / "images").iterdir()):
        paths = sorted(folder.iterdir())[:EACH]
        if len(paths) == EACH and len(found) < PEOPLE:
            shown = {path: described(analyzer, path) for path in paths}
            found.append(person(folder.name, {path: each for path, each in shown.items() if each is not None}))
    return found


def test_the_rates_are_those_of_the_recogniser(people: list[PersonDescriptors]) -> None:
    found = calibrate(people)
    assert 0.5 < found.thresholds.known < found.thresholds.ask < 0.75
    assert found.equal_error.rate < 0.03
    assert found.distances.at(0.5).far.value < 0.002
    assert found.distances.at(0.6).frr.value < 0.05
    assert found.cautions == ()


def test_photos_that_were_put_to_others_are_found(people: list[PersonDescriptors]) -> None:
    changed, misplaced = list(people), {}
    for giver, taker in zip(range(MISPLACED), range(MISPLACED, 2 * MISPLACED), strict=True):
        one, other = changed[giver], changed[taker]
        moved = one.reference_ids[-1]
        misplaced[moved] = (other.person_id, one.person_id)
        changed[giver] = PersonDescriptors(one.person_id, one.name, one.reference_ids[:-1], one.matrix[:-1])
        rows = np.concatenate([other.matrix, one.matrix[-1:]])
        changed[taker] = PersonDescriptors(other.person_id, other.name, (*other.reference_ids, moved), rows)
    found = {each.reference_id: (each.person_id, each.other_id) for each in calibrate(changed).suspects}
    right = [moved for moved, expected in misplaced.items() if found.get(moved) == expected]
    assert len(right) >= MISPLACED - 1
    assert len(found) < 4 * MISPLACED
