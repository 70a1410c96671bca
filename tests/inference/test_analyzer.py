"""What the analyser finds on real photos, and what it refuses."""

from pathlib import Path

import numpy as np
import pytest

from webapp.inference.analyzer import Analyzer
from webapp.inference.photos import decode

PHOTOS = Path(__file__).parent.parent / ".photos"


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


def descriptor(analyzer: Analyzer, name: str) -> np.ndarray:
    with (PHOTOS / name).open("rb") as file:
        (face,) = analyzer.analyze(decode(file))
    assert face.descriptor is not None
    return face.descriptor


def test_one_person_is_nearer_to_themselves_than_to_another(analyzer: Analyzer) -> None:
    one, again, other = (descriptor(analyzer, name) for name in ("obama.jpg", "obama2.jpg", "biden.jpg"))
    assert np.linalg.norm(one - again) < 0.5 < 0.7 < np.linalg.norm(one - other)


def test_landmarks_lie_in_their_places(analyzer: Analyzer) -> None:
    with (PHOTOS / "astronaut.png").open("rb") as file:
        (face,) = analyzer.analyze(decode(file))
    assert face.landmarks is not None
    left_eye, right_eye, mouth = (
        face.landmarks[part].mean(axis=0) for part in (slice(36, 42), slice(42, 48), slice(48, 68))
    )
    assert left_eye[0] < mouth[0] < right_eye[0]
    assert max(left_eye[1], right_eye[1]) < mouth[1]
    assert face.box.x < mouth[0] < face.box.right


def test_the_best_face_comes_first(analyzer: Analyzer) -> None:
    with (PHOTOS / "sample6.jpg").open("rb") as file:
        scores = [face.score for face in analyzer.analyze(decode(file))]
    assert len(scores) > 2
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("shape", [(1, 1, 3), (40, 700, 3), (200, 200, 3)])
def test_a_picture_without_a_face_gives_none(shape: tuple[int, int, int], analyzer: Analyzer) -> None:
    assert analyzer.analyze(np.full(shape, 127, np.uint8)) == []


@pytest.mark.parametrize("size", [96, 130, 640])
def test_an_input_size_that_the_detector_does_not_take_is_refused(size: int, analyzer: Analyzer) -> None:
    with pytest.raises(ValueError, match="divisible by 32"):
        analyzer.analyze(np.zeros((50, 50, 3), np.uint8), input_size=size)


@pytest.mark.parametrize("size", [128, 224, 608])
def test_every_input_size_finds_the_portrait(size: int, analyzer: Analyzer) -> None:
    with (PHOTOS / "obama.jpg").open("rb") as file:
        assert len(analyzer.analyze(decode(file), input_size=size)) == 1
