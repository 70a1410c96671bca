"""Average precision, against cases worked out by hand."""

import numpy as np
import pytest

from bench.accuracy.metrics.detection import Picture, area, average_precision, overlaps, walk

FACES = [[0, 0, 99, 99], [200, 0, 99, 99], [400, 0, 99, 99]]  # a pixel is added to each side: 100 × 100


def picture(found: list[tuple[int, float]], counted: list[bool], faces: list[list[int]] = FACES) -> Picture:
    """Detections that lie exactly at a left edge x, with a score."""
    boxes = np.array([[x, 0, 99, 99] for x, _ in found], float).reshape(-1, 4)
    truth = np.array(faces, float).reshape(-1, 4)
    return Picture(boxes, np.array([score for _, score in found]), truth, np.array(counted, bool))


@pytest.mark.parametrize(("x", "expected"), [(0, 1.0), (50, 1 / 3), (100, 0.0), (20, 80 / 120)])
def test_overlap(x: int, expected: float) -> None:
    found = overlaps(np.array([x, 0, 99, 99], float), np.array(FACES[:1], float))
    assert found == pytest.approx([expected])


@pytest.mark.parametrize(
    ("found", "counted", "expected"),
    [
        ([(0, 0.9), (200, 0.8), (400, 0.7)], [True] * 3, 1.0),
        ([], [True] * 3, 0.0),
        ([(0, 0.9), (600, 0.8)], [True] * 3, 1 / 3),  # a third found before the false one
        ([(600, 0.9), (0, 0.8)], [True, False, False], 1 / 2),  # the false one comes first
        ([(0, 0.9), (0, 0.8), (200, 0.7)], [True, True, False], 0.5 * 1 + 0.5 * 2 / 3),  # the second on a face is false
        ([(200, 0.9), (0, 0.8), (400, 0.1)], [True, False, False], 1.0),  # ignored faces are no false detections
        ([(200, 0.9), (600, 0.8)], [True, False, True], 0.0),  # nor hits
    ],
)
def test_average_precision_of_one_picture(found: list[tuple[int, float]], counted: list[bool], expected: float) -> None:
    assert average_precision([picture(found, counted)]) == pytest.approx(expected)


def test_a_detection_beside_its_face_is_a_miss_and_a_false_one() -> None:
    assert average_precision([picture([(40, 0.9)], [True], FACES[:1])]) == 0  # IoU 60 / 140


def test_pictures_share_one_ranking() -> None:
    one = picture([(0, 0.9)], [True], FACES[:1])
    two = picture([(600, 0.95), (0, 0.1)], [True], FACES[:1])
    # In order: false, hit (1/2 of faces, precision 1/2), hit (all, precision 2/3): raised to 2/3 throughout.
    assert average_precision([one, two]) == pytest.approx(2 / 3)


def test_a_picture_without_faces_only_brings_false_ones() -> None:
    one = picture([(0, 0.5)], [True], FACES[:1])
    empty = picture([(0, 0.9), (50, 0.8)], [], [])
    assert average_precision([one, empty]) == pytest.approx(1 / 3)


def test_there_is_no_precision_without_faces_that_count() -> None:
    assert np.isnan(average_precision([picture([(0, 0.9)], [False] * 3)]))


def test_walk_goes_from_the_best_score_on() -> None:
    scores, proposals, hits = walk(picture([(600, 0.2), (0, 0.9), (200, 0.5)], [True, False, True]))
    assert scores.tolist() == [0.9, 0.5, 0.2]
    assert proposals.tolist() == [1, 1, 2]  # the one at .5 lies on an ignored face
    assert hits.tolist() == [1, 1, 1]


def test_precision_is_raised_to_the_best_at_a_higher_recall() -> None:
    assert area(np.array([0.5, 1.0]), np.array([0.4, 0.8])) == pytest.approx(0.8)
    assert area(np.array([0.5, 1.0]), np.array([1.0, 0.5])) == pytest.approx(0.75)
