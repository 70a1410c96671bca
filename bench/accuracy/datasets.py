"""Readers of the labelled collections. They lie outside the project, and none of their pictures is copied into it."""

import csv
import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bench.accuracy import matlab

ROOT = Path(__file__).resolve().parents[2]
LEVELS = ("easy", "medium", "hard")
EXPRESSIONS = {  # FER2013's folder → the network's class
    "angry": "angry",
    "disgust": "disgusted",
    "fear": "fearful",
    "happy": "happy",
    "neutral": "neutral",
    "sad": "sad",
    "surprise": "surprised",
}
RACES = ("White", "Black", "Asian", "Indian", "Others")  # UTKFace's labels, in its order
GENDERS = ("male", "female")


class DataMissing(Exception):
    """A collection is not on this machine."""


@dataclass(frozen=True)
class Pair:
    """Two photos, by their paths in the collection, and whether they show one person."""

    fold: int
    first: str
    second: str
    same: bool


@dataclass(frozen=True)
class Crowd:
    """A WIDER picture: boxes [n, 4] (x, y, width, height in pixels), and which of them count at each level, [n]."""

    path: str
    faces: NDArray[np.float64]
    counted: Mapping[str, NDArray[np.bool_]]


@dataclass(frozen=True)
class Aged:
    """A UTKFace chip with its labels."""

    path: str
    age: int
    gender: str
    race: str


@dataclass(frozen=True)
class Frame:
    """A frame of a YouTube Faces clip."""

    path: str
    person: str
    clip: str


@dataclass(frozen=True)
class Collections:
    """The folder of all collections."""

    root: Path

    def folder(self, name: str) -> Path:
        """Return a collection's folder. Raises DataMissing."""
        found = self.root / name
        if not found.is_dir():
            raise DataMissing(
                f"No evaluation data: there is no folder {name} in {self.root}. Name the folder of the collections in "
                "FAMILIAR_EVAL_DATA, or put them into shared/data beside the checkout."
            )
        return found


def collections(environment: Mapping[str, str] = os.environ) -> Collections:
    """Return the collections that FAMILIAR_EVAL_DATA names, else those beside the checkout."""
    named = environment.get("FAMILIAR_EVAL_DATA")
    return Collections(Path(named).expanduser() if named else ROOT.parent / "shared" / "data")


def read_picture(file: Path) -> NDArray[np.uint8]:
    """Return a picture as RGB, [height, width, 3]; grey ones in three equal channels."""
    with Image.open(file) as picture:
        return np.asarray(picture.convert("RGB"))


def lfw_pairs(folder: Path) -> list[Pair]:
    """Return the pairs of pairs.txt, fold by fold; paths are relative to the collection."""
    head, *lines = (folder / "pairs.txt").read_text().splitlines()
    folds, each = map(int, head.split())
    if len(lines) != folds * each * 2:
        raise ValueError(f"pairs.txt announces {folds * each * 2} pairs and holds {len(lines)}.")
    return [_pair(line.split("\t"), number // (2 * each)) for number, line in enumerate(lines)]


def _pair(words: list[str], fold: int) -> Pair:
    if len(words) == 3:
        name, first, second = words
        return Pair(fold, _lfw_path(name, first), _lfw_path(name, second), True)
    name, first, other, second = words
    return Pair(fold, _lfw_path(name, first), _lfw_path(other, second), False)


def _lfw_path(name: str, number: str) -> str:
    return f"images/{name}/{name}_{int(number):04d}.jpg"


def crowds(folder: Path) -> list[Crowd]:
    """Return the pictures of WIDER that are there, with the official lists of faces that count."""
    lists = {level: matlab.read(folder / "eval_gt" / f"wider_{level}_val.mat") for level in LEVELS}
    first = lists[LEVELS[0]]
    found = []
    for event, (name,) in enumerate(first["event_list"]):
        for number, (stem,) in enumerate(first["file_list"][event, 0]):
            path = f"images/{name}/{stem}.jpg"
            if (folder / path).exists():
                faces = first["face_bbx_list"][event, 0][number, 0].astype(float)
                kept = {
                    level: _counted(each["gt_list"][event, 0][number, 0], len(faces)) for level, each in lists.items()
                }
                found.append(Crowd(path, faces, kept))
    return sorted(found, key=lambda each: each.path)


def _counted(numbers: NDArray[np.integer], faces: int) -> NDArray[np.bool_]:
    """Return a mask of the faces whose 1-based numbers are listed."""
    mask = np.zeros(faces, bool)
    mask[numbers.ravel().astype(int) - 1] = True
    return mask


def read_points(file: Path) -> NDArray[np.float64]:
    """Return the 68 points of a .pts file, [68, 2], in pixels with the first pixel's centre at 0."""
    lines = file.read_text().split("{")[1].split("}")[0].split()
    points = np.array(lines, float).reshape(-1, 2)
    if points.shape != (68, 2):
        raise ValueError(f"{file.name} holds {len(points)} points, not 68.")
    return points - 1


def lfpw_images(folder: Path) -> list[str]:
    """Return the names of the pictures that have points."""
    return sorted(file.with_suffix(".jpg").name for file in folder.glob("*.pts"))


def fer_faces(folder: Path) -> dict[str, str]:
    """Return path → the network's name of the expression, the classes taking turns so that a part holds them all."""
    columns = [sorted((folder / name).glob("*.jpg")) for name in EXPRESSIONS]
    mixed = sorted((index / len(column), file) for column in columns for index, file in enumerate(column))
    return {f"{file.parent.name}/{file.name}": EXPRESSIONS[file.parent.name] for _, file in mixed}


def utk_faces(folder: Path) -> list[Aged]:
    """Return the chips with the labels of their names, in an order without meaning: a part is like the whole."""
    files = sorted(folder.glob("*.jpg"), key=lambda file: hashlib.sha256(file.name.encode()).digest())
    return [aged for file in files if (aged := _aged(file.name))]


def _aged(name: str) -> Aged | None:
    """Return the labels of a name, `age_gender_race_date`; None where one is missing, as in a few of the collection."""
    words = name.split("_")
    if len(words) != 4 or not all(word.isdigit() for word in words[:3]):
        return None
    age, gender, race = map(int, words[:3])
    return Aged(name, age, GENDERS[gender], RACES[race])


def ytf_frames(folder: Path) -> list[Frame]:
    """Return the frames of index.csv, each once."""
    return list(dict.fromkeys(_frames(folder / "index.csv")))


def _frames(index: Path) -> Iterator[Frame]:
    with index.open(newline="") as file:
        for row in csv.DictReader(file):
            yield Frame(row["file"], row["identity"], row["clip"])
