"""What the measurements make of labels and answers; no network runs here."""

import numpy as np
import pytest

from bench.accuracy.agreement import differences, largest, told, twins
from bench.accuracy.datasets import Frame
from bench.accuracy.parts import groups, ytf
from bench.accuracy.sides import server_request
from bench.accuracy.verification import judge, strangers
from webapp.inference.request import DetectorOptions, Request


def frames(people: int, clips: int = 2, each: int = 2) -> list[Frame]:
    """Frames of some people, clip by clip."""
    return [
        Frame(f"{person}/{clip}_{number}.jpg", f"p{person}", str(clip))
        for person in range(people)
        for clip in range(clips)
        for number in range(each)
    ]


def test_frames_of_one_clip_never_meet() -> None:
    found = ytf.pairs(frames(12))
    assert sum(same for *_, same in found) == 12 * 4  # two frames of a clip with two of the other
    for _, a, b, same in found:
        (person, clip), (other, second) = (path.split("_")[0].split("/") for path in (a, b))
        assert (person == other) == same
        assert not same or clip != second


def test_a_fold_holds_as_many_strangers_as_genuine_pairs_and_all_pairs_of_a_person() -> None:
    found = ytf.pairs(frames(12))
    for fold in range(ytf.FOLDS):
        same = [s for f, _, _, s in found if f == fold]
        assert sum(same) == len(same) / 2
    folds = {a.split("/")[0]: set() for _, a, _, _ in found}
    for fold, a, b, _ in found:
        folds[a.split("/")[0]].add(fold)
        folds[b.split("/")[0]].add(fold)
    assert all(len(each) == 1 for each in folds.values())


def test_a_person_s_gender_is_what_most_photos_show() -> None:
    answers = {f"images/Ann/{n}.jpg": {"gender": g} for n, g in enumerate(["female", "male", "female"])}
    answers["images/Bob/1.jpg"] = {"gender": "male"}
    assert groups.genders(answers) == {"Ann": "female", "Bob": "male"}


def test_strangers_are_pairs_of_different_names() -> None:
    descriptors = np.array([[0, 0], [3, 4], [0, 1]], np.float32)
    assert strangers(descriptors, ["a", "b", "a"]).tolist() == pytest.approx([5, np.hypot(3, 3)])


DESCRIPTORS = {name: np.array([value], np.float32) for name, value in (("a", 0), ("b", 1), ("c", 5))}
PAIRS = [(0, "a", "b", True), (0, "a", "c", False), (1, "b", "c", False)]
PEOPLE = dict.fromkeys("ab", "Ann") | {"c": "Bob"}


def test_pairs_are_measured() -> None:
    found = judge(DESCRIPTORS, PAIRS, PEOPLE)
    assert found is not None
    assert found.distances.tolist() == [1, 5, 4]
    assert sorted(found.strangers) == [4, 5]


@pytest.mark.parametrize("pairs", [PAIRS[:2], [*PAIRS, (1, "b", "unknown", True)]])
def test_nothing_is_judged_by_one_fold_or_before_all_is_measured(pairs: list) -> None:
    assert judge(DESCRIPTORS, pairs, PEOPLE) is None


def test_a_face_that_could_not_be_described_is_nobody() -> None:
    found = judge(DESCRIPTORS | {"b": np.array([np.nan], np.float32)}, PAIRS, PEOPLE)
    assert found is not None
    assert found.distances.tolist() == [np.inf, 5, np.inf]
    assert sorted(found.strangers) == [5, np.inf]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"detector": {"name": "mtcnn", "minFaceSize": 40}}, Request(DetectorOptions("mtcnn", min_face_size=40))),
        (
            {"detector": {"name": "ssd_mobilenetv1"}, "landmarks": {"name": "tiny"}, "descriptors": True},
            Request(DetectorOptions("ssd_mobilenetv1"), landmarks="tiny", descriptors=True),
        ),
        (
            {"detector": {"name": "tiny_face_detector", "inputSize": 416}, "ageGender": True},
            Request(DetectorOptions("tiny_face_detector", input_size=416), age_gender=True),
        ),
    ],
)
def test_both_sides_are_asked_the_same(asked: dict, expected: Request) -> None:
    assert server_request(asked) == expected


def face(x: float, **parts: object) -> dict:
    return {"box": {"x": x, "y": 0, "width": 100, "height": 100}, "score": 0.9, **parts}


def test_faces_are_paired_by_their_boxes() -> None:
    alone, pairs = twins([face(0), face(300), face(600)], [face(301), face(0.5)])
    assert alone == 1
    assert [(a["box"]["x"], b["box"]["x"]) for a, b in pairs] == [(0, 0.5), (300, 301)]


def test_differences_of_each_part() -> None:
    one = face(0, descriptor=[0, 0], expressions={"happy": 0.25, "sad": 0.75}, age=20, gender="male")
    other = face(2, descriptor=[3, 4], expressions={"happy": 0.5, "sad": 0.5}, age=21.5, gender="female")
    assert dict(differences(one, other)) == {
        "box": 2,
        "score": 0,
        "descriptor": 5,
        "expressions": 0.25,
        "age": 1.5,
        "gender": 1,
    }


def test_a_part_that_one_side_lacks_is_no_small_difference() -> None:
    assert dict(differences(face(0, age=3), face(0)))["age"] == float("inf")


def test_the_largest_difference_over_pictures() -> None:
    found = largest({"a": [face(0)], "b": [face(0), face(500)]}, {"a": [face(1)], "b": [face(3)], "c": []})
    assert found == {"faces": 1, "box": 3, "score": 0}
    assert told(found) == "box 3e+00 px, score 0e+00, 1 faces without a twin"
