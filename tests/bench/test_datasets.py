"""Readers of the collections, on small hand-made ones."""

import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench.accuracy import datasets, matlab
from bench.accuracy.datasets import Aged, Collections, DataMissing, Frame, Pair


def write(folder: Path, name: str, text: str = "") -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_the_environment_says_where_the_data_are(tmp_path: Path) -> None:
    (tmp_path / "lfw").mkdir()
    assert datasets.collections({"FAMILIAR_EVAL_DATA": str(tmp_path)}).folder("lfw") == tmp_path / "lfw"


def test_without_the_environment_they_lie_beside_the_checkout() -> None:
    assert datasets.collections({}).root == datasets.ROOT.parent / "shared" / "data"


def test_a_collection_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(DataMissing, match=r"no folder wider .*FAMILIAR_EVAL_DATA"):
        Collections(tmp_path).folder("wider")


def test_lfw_pairs(tmp_path: Path) -> None:
    lines = ["2\t1", "Ann_Lee\t1\t12", "Ann_Lee\t1\tBob\t2", "Cid\t3\t4", "Bob\t1\tCid\t1"]
    write(tmp_path, "pairs.txt", "\n".join(lines))
    assert datasets.lfw_pairs(tmp_path) == [
        Pair(0, "images/Ann_Lee/Ann_Lee_0001.jpg", "images/Ann_Lee/Ann_Lee_0012.jpg", True),
        Pair(0, "images/Ann_Lee/Ann_Lee_0001.jpg", "images/Bob/Bob_0002.jpg", False),
        Pair(1, "images/Cid/Cid_0003.jpg", "images/Cid/Cid_0004.jpg", True),
        Pair(1, "images/Bob/Bob_0001.jpg", "images/Cid/Cid_0001.jpg", False),
    ]


def test_a_cut_list_of_pairs_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "pairs.txt", "2\t1\nAnn\t1\t2\nAnn\t1\tBob\t2\n")
    with pytest.raises(ValueError, match="announces 4 pairs and holds 2"):
        datasets.lfw_pairs(tmp_path)


def test_points_count_pixels_from_one(tmp_path: Path) -> None:
    lines = "\n".join(f"{i + 1}.5 {i + 2}" for i in range(68))
    write(tmp_path, "a.pts", f"version: 1\nn_points:  68\n{{\n{lines}\n}}\n")
    points = datasets.read_points(tmp_path / "a.pts")
    assert points.shape == (68, 2)
    assert points[[0, 67]].tolist() == [[0.5, 1], [67.5, 68]]


def test_other_numbers_of_points_are_refused(tmp_path: Path) -> None:
    write(tmp_path, "a.pts", "version: 1\nn_points: 1\n{\n1 2\n}")
    with pytest.raises(ValueError, match="holds 1 points"):
        datasets.read_points(tmp_path / "a.pts")


def test_expressions_take_turns_under_the_network_s_names(tmp_path: Path) -> None:
    for name in ["disgust/1.jpg", "fear/1.jpg", "fear/2.jpg", "surprise/9.jpg"]:
        write(tmp_path, name)
    assert list(datasets.fer_faces(tmp_path).items()) == [
        ("disgust/1.jpg", "disgusted"),
        ("fear/1.jpg", "fearful"),
        ("surprise/9.jpg", "surprised"),
        ("fear/2.jpg", "fearful"),
    ]


def test_utk_names(tmp_path: Path) -> None:
    for name in ["26_1_2_20170116.jpg.chip.jpg", "100_0_4_2017.jpg.chip.jpg", "39_1_20170116.jpg.chip.jpg"]:
        write(tmp_path, name)  # the last one lacks a label, as a few of the collection do
    assert sorted(datasets.utk_faces(tmp_path), key=lambda face: face.age) == [
        Aged("26_1_2_20170116.jpg.chip.jpg", 26, "female", "Asian"),
        Aged("100_0_4_2017.jpg.chip.jpg", 100, "male", "Others"),
    ]


def test_a_frame_that_is_listed_twice_is_read_once(tmp_path: Path) -> None:
    row = "Ann,0,1,frames/Ann/0_1.jpg"
    write(tmp_path, "index.csv", f"identity,clip,frame,file\n{row}\n{row}\nAnn,2,1,frames/Ann/2_1.jpg\n")
    assert datasets.ytf_frames(tmp_path) == [
        Frame("frames/Ann/0_1.jpg", "Ann", "0"),
        Frame("frames/Ann/2_1.jpg", "Ann", "2"),
    ]


def element(kind: int, content: bytes) -> bytes:
    """An element of a MAT-file; up to four bytes share a word with their size."""
    if len(content) <= 4:
        return struct.pack("<HH", kind, len(content)) + content.ljust(4, b"\0")
    return struct.pack("<II", kind, len(content)) + content + b"\0" * (-len(content) % 8)


def matrix(value: Any, name: str = "") -> bytes:
    """An array as a MAT-file holds it: a text, a cell of values, or numbers."""
    if isinstance(value, str):
        kind, shape, parts = 4, (1, len(value)), element(4, value.encode("utf-16-le"))
    elif value.dtype == object:
        kind, shape, parts = 1, value.shape, b"".join(matrix(each) for each in value.ravel(order="F"))
    else:
        kind, shape = 6, value.shape
        parts = element(9, value.astype("<f8").tobytes(order="F"))
    head = element(6, struct.pack("<II", kind, 0)) + element(5, np.array(shape, "<i4").tobytes())
    return element(14, head + element(1, name.encode()) + parts)


def cell(*rows: Any) -> np.ndarray:
    found = np.empty((len(rows), 1), object)
    for index, value in enumerate(rows):
        found[index, 0] = value
    return found


def save(file: Path, **variables: Any) -> None:
    """Write a MAT-file, each variable packed as MATLAB does."""
    body = b""
    for name, value in variables.items():
        packed = zlib.compress(matrix(value, name))
        body += struct.pack("<II", 15, len(packed)) + packed
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"MATLAB 5.0 MAT-file".ljust(124) + b"\x00\x01IM" + body)


def test_a_mat_file_is_read(tmp_path: Path) -> None:
    numbers = np.array([[1.0, 2, 3], [4, 5, 6.5]])
    save(
        tmp_path / "a.mat",
        texts=cell("13--Interview", "b"),
        numbers=numbers,
        nested=cell(cell(numbers, np.zeros((0, 1)))),
    )
    found = matlab.read(tmp_path / "a.mat")
    assert found["texts"].shape == (2, 1)
    assert found["texts"][:, 0].tolist() == ["13--Interview", "b"]
    assert np.array_equal(found["numbers"], numbers)
    assert np.array_equal(found["nested"][0, 0][0, 0], numbers)
    assert found["nested"][0, 0][1, 0].shape == (0, 1)


@pytest.mark.parametrize(
    "content", [b"", b"\x89HDF\r\n" + bytes(200), b"MATLAB 5.0 MAT-file".ljust(124) + b"\x01\x00MI"]
)
def test_another_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.mat").write_bytes(content)
    with pytest.raises(matlab.UnreadableMat, match=r"a\.mat"):
        matlab.read(tmp_path / "a.mat")


def test_crowds_know_which_faces_count(tmp_path: Path) -> None:
    boxes = np.array([[1.0, 2, 30, 40], [5, 6, 7, 8], [9, 9, 9, 9]])
    kept = {"easy": [1], "medium": [1, 3], "hard": [1, 2, 3]}
    for level, numbers in kept.items():
        save(
            tmp_path / "eval_gt" / f"wider_{level}_val.mat",
            event_list=cell("0--Parade", "1--Other"),
            file_list=cell(cell("gone", "here"), cell("there")),
            face_bbx_list=cell(cell(boxes[:1], boxes), cell(boxes[:2])),
            gt_list=cell(cell(np.array([[1.0]]), np.array([numbers], float).T), cell(np.zeros((0, 1)))),
        )
    write(tmp_path, "images/0--Parade/here.jpg")
    write(tmp_path, "images/1--Other/there.jpg")
    first, second = datasets.crowds(tmp_path)
    assert (first.path, second.path) == ("images/0--Parade/here.jpg", "images/1--Other/there.jpg")
    assert np.array_equal(first.faces, boxes)
    assert {level: mask.tolist() for level, mask in first.counted.items()} == {
        "easy": [True, False, False],
        "medium": [True, False, True],
        "hard": [True, True, True],
    }
    assert not second.counted["hard"].any()
