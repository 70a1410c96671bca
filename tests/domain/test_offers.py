"""Whom a photo is of stands in the name of its folder."""

import pytest

from webapp.domain.errors import BadName, FaceError, OutsideFolder
from webapp.domain.offers import Offer, is_picture, without_top


def person(path: str) -> str:
    return Offer(path, "", lambda: b"").person


@pytest.mark.parametrize(
    "path,name",
    [
        ("Ada_Lovelace/1.jpg", "Ada Lovelace"),
        ("Ada Lovelace/Ada_1.jpg", "Ada Lovelace"),
        ("_Ada__Lovelace_/x.jpg", "Ada Lovelace"),
        ("Zoe\u0308/1.jpg", "Zo\u00eb"),
        ("愛達/1.jpg", "愛達"),
    ],
)
def test_underscores_are_spaces(path: str, name: str) -> None:
    assert person(path) == name


@pytest.mark.parametrize(
    "path,refusal",
    [
        ("1.jpg", OutsideFolder),
        ("Ada/2020/1.jpg", OutsideFolder),
        ("___/1.jpg", BadName),
        ("A\u202eda/1.jpg", BadName),
        ("\udcff/1.jpg", BadName),
        ("a" * 101 + "/1.jpg", BadName),
    ],
)
def test_what_names_nobody_is_refused(path: str, refusal: type[FaceError]) -> None:
    with pytest.raises(refusal):
        person(path)


@pytest.mark.parametrize(
    "path,expected",
    [
        ("Ada/1.JPG", True),
        ("Ada/1.heic", True),
        ("Ada/notes.txt", False),
        ("Ada/jpg", False),
        ("Ada/._1.jpg", False),
        (".cache/1.jpg", False),
        ("__MACOSX/Ada/1.jpg", False),
    ],
)
def test_pictures_are_told_by_their_names(path: str, expected: bool) -> None:
    assert is_picture(path) is expected


@pytest.mark.parametrize(
    "paths,expected",
    [
        (["LFW/Ada/1.jpg", "lfw/Bo/2.jpg"], ["Ada/1.jpg", "Bo/2.jpg"]),
        (["lfw/Ada/1.jpg", "Bo/2.jpg"], ["lfw/Ada/1.jpg", "Bo/2.jpg"]),
        (["Ada/2020/1.jpg"], ["Ada/2020/1.jpg"]),
        (["lfw/1.jpg"], ["lfw/1.jpg"]),
    ],
)
def test_the_folder_that_an_archive_is_named_after_does_not_count(paths: list[str], expected: list[str]) -> None:
    assert without_top(paths, "lfw") == expected
