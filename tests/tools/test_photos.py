"""The sample pictures: each that set-up makes is offered, has its name in every language, and comes from a package."""

import json
from pathlib import Path

import pytest
from PIL import Image

from tools import photos
from webapp.paths import ROOT
from webapp.web import samples, texts


def test_every_sample_is_offered_by_its_name() -> None:
    assert set(samples.NAMES) == set(photos.SHOWN)
    assert samples.FOLDER == photos.SAMPLES
    for language in texts.LANGUAGES:
        known = json.loads((ROOT / "texts" / language / "source.json").read_text())
        assert {f"sample_{name}" for name in samples.NAMES} <= set(known)


def test_every_sample_comes_from_a_package() -> None:
    assert set(photos.SHOWN.values()) <= {name for _, names in photos.PACKAGES.values() for name in names}


def test_face_apis_version_is_the_one_that_is_installed() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    name, version = photos.FACE_API.rsplit("@", 1)
    assert package["devDependencies"][name] == version


def test_a_sample_is_made_smaller_upright_and_without_what_cameras_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held sideways
    exif[0x010F] = "Camera"
    Image.new("RGB", (3000, 1500), "red").save(tmp_path / "x.jpg", exif=exif)
    monkeypatch.setattr(photos, "SHOWN", {"one": "x.jpg", "part": "x.jpg"})
    monkeypatch.setattr(photos, "CUT", {"part": (10, 20, 110, 320)})
    photos.make_samples(tmp_path, tmp_path / "samples")
    with (
        Image.open(tmp_path / "samples" / "one.jpg") as large,
        Image.open(tmp_path / "samples" / "one.small.jpg") as small,
        Image.open(tmp_path / "samples" / "part.jpg") as part,
    ):
        assert large.size == (photos.LARGE // 2, photos.LARGE)
        assert part.size == (100, 300)
        assert small.size == (photos.SMALL, photos.SMALL)
        assert not large.getexif()
        assert not small.getexif()


def test_pages_do_without_samples_that_are_not_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samples, "FOLDER", tmp_path)
    assert samples.found() == []
    (tmp_path / "joe_biden.jpg").touch()
    assert samples.found() == ["joe_biden"]
