"""What the analyser finds on real photos, and what it refuses."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from converter import registry
from webapp.domain.faces import Face
from webapp.inference.analyzer import Analyzer
from webapp.inference.photos import decode
from webapp.inference.request import DetectorOptions, Request

PHOTOS = Path(__file__).parent.parent / ".photos"
DETECTORS = ["ssd_mobilenetv1", "tiny_face_detector", "mtcnn"]
EYES_AND_MOUTH = (slice(36, 42), slice(42, 48), slice(48, 68))


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


def picture(name: str) -> np.ndarray:
    with (PHOTOS / name).open("rb") as file:
        return decode(file)


def one(analyzer: Analyzer, name: str, **wanted: Any) -> Face:
    (face,) = analyzer.analyze(picture(name), Request(**wanted))
    return face


@pytest.mark.parametrize(
    ("recogniser", "crop"), [("face_recognition", None), ("face_recognition", "face-api"), ("facenet", None)]
)
def test_one_person_is_nearer_to_themselves_than_to_another(
    recogniser: str, crop: str | None, analyzer: Analyzer
) -> None:
    found = [
        one(analyzer, name, descriptors=recogniser, crop=crop).descriptor
        for name in ("obama.jpg", "obama2.jpg", "biden.jpg")
    ]
    (first, again, other), threshold = found, registry.find(recogniser).thresholds["distance"]
    assert np.linalg.norm(first - again) < threshold * 0.9 < threshold * 1.1 < np.linalg.norm(first - other)
    assert recogniser != "facenet" or np.linalg.norm(first) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("name", ["face_landmark_68", "face_landmark_68_tiny"])
def test_landmarks_lie_in_their_places(name: str, analyzer: Analyzer) -> None:
    face = one(analyzer, "astronaut.png", landmarks=name)
    assert face.landmarks is not None
    left_eye, right_eye, mouth = (face.landmarks[part].mean(axis=0) for part in EYES_AND_MOUTH)
    assert left_eye[0] < mouth[0] < right_eye[0]
    assert max(left_eye[1], right_eye[1]) < mouth[1]
    assert face.box.x < mouth[0] < face.box.right


def test_mtcnn_gives_five_points_where_the_landmarks_are(analyzer: Analyzer) -> None:
    face = one(analyzer, "astronaut.png", detector=DetectorOptions("mtcnn"), landmarks=True)
    assert face.keypoints is not None
    assert face.landmarks is not None
    places = [36, 42, 30, 48, 54]  # outer eyes' neighbours, tip of the nose, corners of the mouth
    expected = [face.landmarks[slice(i, i + 6) if i in (36, 42) else slice(i, i + 1)].mean(axis=0) for i in places]
    assert np.abs(face.keypoints - expected).max() < 0.08 * face.box.width


@pytest.mark.parametrize("detector", DETECTORS)
def test_every_detector_finds_the_portraits_and_the_best_face_first(detector: str, analyzer: Analyzer) -> None:
    options = DetectorOptions(detector)
    for name in ("obama2.jpg", "biden.jpg", "astronaut.png"):
        assert len(analyzer.detect(picture(name), options)) == 1
    group = analyzer.detect(picture("sample5.jpg"), options)
    assert len(group) == 5
    assert [each.score for each in group] == sorted((each.score for each in group), reverse=True)
    assert analyzer.detect(picture("rocket.jpg"), options) == []


def test_what_was_not_asked_for_is_absent(analyzer: Analyzer) -> None:
    face = one(analyzer, "astronaut.png")
    assert face == Face(face.box, face.score)


def test_expression_age_and_gender_of_known_portraits(analyzer: Analyzer) -> None:
    astronaut = one(analyzer, "astronaut.png", landmarks=True, expressions=True, age_gender=True)
    assert astronaut.expressions is not None
    assert max(astronaut.expressions, key=astronaut.expressions.__getitem__) == "happy"
    assert list(astronaut.expressions) == list(registry.find("face_expression").classes)
    assert sum(astronaut.expressions.values()) == pytest.approx(1, abs=1e-5)
    assert astronaut.gender == "female"
    old, young = (one(analyzer, name, landmarks=True, age_gender=True) for name in ("biden.jpg", "astronaut.png"))
    assert (old.gender, young.gender) == ("male", "female")
    assert young.age + 15 < old.age < 90
    assert 0.5 <= old.gender_probability <= 1


def test_real_faces_look_real(analyzer: Analyzer) -> None:
    faces = [one(analyzer, name, antispoof=True, liveness=True) for name in ("obama.jpg", "biden.jpg", "astronaut.png")]
    assert all(0 <= face.real <= 1 and 0 <= face.live <= 1 for face in faces)
    assert np.mean([face.live for face in faces]) > 0.5


def test_faces_in_one_batch_get_the_numbers_that_they_get_alone(analyzer: Analyzer) -> None:
    image = picture("sample5.jpg")
    together = analyzer.analyze(image, Request(descriptors=True, expressions=True))
    alone = analyzer.analyze(image, Request(DetectorOptions(max_results=1), descriptors=True, expressions=True))
    assert len(alone) == 1 < len(together)
    assert np.abs(together[0].descriptor - alone[0].descriptor).max() < 1e-5
    assert together[0].expressions == pytest.approx(alone[0].expressions, abs=1e-5)


def test_a_face_at_the_edge_is_described(analyzer: Analyzer) -> None:
    image = picture("astronaut.png")
    face = one(analyzer, "astronaut.png")
    left = int(face.box.x + face.box.width * 0.4)
    for each in analyzer.analyze(image[:, left:], Request(DetectorOptions(score_threshold=0.05), descriptors=True)):
        assert each.descriptor is None or np.isfinite(each.descriptor).all()


@pytest.mark.parametrize("detector", DETECTORS)
@pytest.mark.parametrize("shape", [(1, 1, 3), (40, 700, 3), (200, 200, 3), (10, 10_000, 3), (10_000, 10, 3)])
def test_a_picture_without_a_face_gives_none(shape: tuple[int, int, int], detector: str, analyzer: Analyzer) -> None:
    wanted = Request(DetectorOptions(detector), descriptors=True, expressions=True, age_gender=True)
    assert analyzer.analyze(np.full(shape, 127, np.uint8), wanted) == []


@pytest.mark.parametrize(
    ("image", "sentence"),
    [
        (np.full((50, 50, 3), np.nan, np.float32), "not numbers"),
        (np.full((50, 50, 3), np.inf, np.float32), "not numbers"),
        (np.zeros((50, 50), np.uint8), r"\[height, width, 3\]"),
        (np.zeros((50, 50, 4), np.uint8), r"\[height, width, 3\]"),
        (np.zeros((0, 50, 3), np.uint8), r"\[height, width, 3\]"),
    ],
)
def test_what_is_not_a_picture_is_refused(image: np.ndarray, sentence: str, analyzer: Analyzer) -> None:
    for detector in DETECTORS:
        with pytest.raises(ValueError, match=sentence):
            analyzer.analyze(image, Request(DetectorOptions(detector)))


TINY, SSD, MTCNN = "tiny_face_detector", "ssd_mobilenetv1", "mtcnn"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (DetectorOptions(TINY, input_size=0), "divisible by 32"),
        (DetectorOptions(TINY, input_size=130), "divisible by 32"),
        (DetectorOptions(TINY, input_size=1312), "divisible by 32"),
        (DetectorOptions(TINY, score_threshold=1.5), "score_threshold must be between 0 and 1"),
        (DetectorOptions(TINY, max_results=3), "no setting max_results"),
        (DetectorOptions(SSD, max_results=0), "max_results must be a whole number"),
        (DetectorOptions(SSD, min_face_size=20), "no setting min_face_size"),
        (DetectorOptions(MTCNN, min_face_size=0), "min_face_size must be more than 0"),
        (DetectorOptions(MTCNN, scale_factor=1), "scale_factor must be between"),
        (DetectorOptions(MTCNN, score_thresholds=(0.5, 0.5)), "three numbers"),
        (DetectorOptions(MTCNN, scale_steps=()), "numbers more than 0"),
        (DetectorOptions(MTCNN, score_threshold=0.5), "no setting score_threshold"),
        (DetectorOptions("face_recognition"), "No detector is called"),
    ],
)
def test_settings_that_a_detector_cannot_work_with_are_refused(
    options: DetectorOptions, sentence: str, analyzer: Analyzer
) -> None:
    with pytest.raises(ValueError, match=sentence):
        analyzer.analyze(np.zeros((50, 50, 3), np.uint8), Request(options))


def test_a_crop_that_a_recogniser_does_not_have_is_refused(analyzer: Analyzer) -> None:
    with pytest.raises(ValueError, match="no crop 'oval', only upright, face-api"):
        analyzer.analyze(np.zeros((50, 50, 3), np.uint8), Request(descriptors=True, crop="oval"))


@pytest.mark.parametrize("size", [128, 224, 608, 1280])
def test_every_input_size_finds_the_portrait(size: int, analyzer: Analyzer) -> None:
    assert len(analyzer.detect(picture("obama.jpg"), DetectorOptions(TINY, input_size=size))) == 1


def test_the_smallest_face_that_mtcnn_looks_for_is_a_setting(analyzer: Analyzer) -> None:
    image = picture("astronaut.png")
    assert len(analyzer.detect(image, DetectorOptions(MTCNN, min_face_size=60))) == 1
    assert analyzer.detect(image, DetectorOptions(MTCNN, min_face_size=300)) == []
