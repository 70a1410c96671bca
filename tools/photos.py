"""Bring photos out of pinned packages. None is ever committed.

`tools/photos.py` brings all of them into tests/.photos/, where the tests find them. `tools/photos.py --samples` brings
those that the pages offer to try into static/samples/, made smaller and without the data that cameras write.

The face-recognition sdist carries two people in several photos, scikit-image a freely usable portrait, and
@vladmandic/face-api photos of groups. NOTICE tells whose photos they are.
"""

import argparse
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
PHOTOS = ROOT / "tests" / ".photos"
SAMPLES = ROOT / "static" / "samples"
FACE_API = "@vladmandic/face-api@1.7.15"
DEMO = ROOT / "node_modules" / "@vladmandic" / "face-api" / "demo"
PACKAGES = {  # requirement → (how pip is to get it, photos in it)
    "face-recognition==1.3.0": (
        ["--no-binary", "face-recognition", "--no-build-isolation"],
        ("obama.jpg", "obama2.jpg", "obama3.jpg", "biden.jpg", "32bit.png"),
    ),
    "scikit-image==0.26.0": (["--only-binary", ":all:"], ("astronaut.png", "rocket.jpg")),
    FACE_API: ([], tuple(f"sample{number}.jpg" for number in range(1, 7))),
}
SHOWN = {  # what the pages call a sample → its photo
    "three_friends": "sample3.jpg",
    "group_of_four": "sample6.jpg",
    "group_of_six": "sample5.jpg",
    "four_at_a_party": "sample4.jpg",
    "a_friend": "sample1.jpg",
    "eileen_collins": "astronaut.png",
    "barack_obama_1": "obama.jpg",
    "barack_obama_2": "obama2.jpg",
    "barack_obama_3": "obama3.jpg",
    "joe_biden": "biden.jpg",
}
CUT = {"a_friend": (1230, 60, 1850, 830)}  # a sample that is a part of its photo → left, top, right, bottom; pixels
LARGE, SMALL = 1280, 160  # pixels of a sample's longer side, and of the square that shows it small


def main() -> None:
    """Fetch what is missing; does nothing when all photos are there."""
    options = argparse.ArgumentParser(description="Bring photos out of pinned packages.")
    options.add_argument("--samples", action="store_true", help="those that the pages offer, into static/samples/")
    if not options.parse_args().samples:
        bring(PHOTOS, {name for _, names in PACKAGES.values() for name in names})
    elif not all((SAMPLES / f"{name}.jpg").exists() for name in SHOWN):
        with tempfile.TemporaryDirectory() as folder:
            bring(Path(folder), set(SHOWN.values()))
            make_samples(Path(folder), SAMPLES)


def bring(folder: Path, wanted: set[str]) -> None:
    """Have the photos of these names in the folder, from a package where they are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for requirement, (options, names) in PACKAGES.items():
        missing = {name for name in names if name in wanted and not (folder / name).exists()}
        if missing:
            for name, data in found(requirement, options, missing).items():
                (folder / name).write_bytes(data)


def found(requirement: str, options: list[str], names: set[str]) -> dict[str, bytes]:
    """Return the photos of these names out of a package: an installed one, or one downloaded for them."""
    if requirement == FACE_API and DEMO.exists():
        return {name: (DEMO / name).read_bytes() for name in names}
    with tempfile.TemporaryDirectory() as folder:
        if requirement == FACE_API:
            subprocess.run(["npm", "pack", "--silent", FACE_API], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        else:
            command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, *options, requirement]
            subprocess.run(command, check=True)
        (archive,) = Path(folder).iterdir()
        photos = {name: data for name, data in members(archive) if name in names}
    if missing := names - set(photos):
        raise SystemExit(f"{requirement} does not hold {', '.join(sorted(missing))}.")
    return photos


def members(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Yield base name and content of the pictures in a wheel, an sdist or a package of npm."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            for name in wheel.namelist():
                if name.endswith((".png", ".jpg")):
                    yield PurePosixPath(name).name, wheel.read(name)
    else:
        with tarfile.open(archive) as package:
            for member in package:
                if member.isfile() and member.name.endswith((".png", ".jpg")):
                    yield PurePosixPath(member.name).name, package.extractfile(member).read()  # type: ignore[union-attr]


def make_samples(photos: Path, samples: Path) -> None:
    """Write each sample as NAME.jpg, and as the square NAME.small.jpg that shows it small."""
    from PIL import Image, ImageOps  # installed by the set-up, which runs this

    samples.mkdir(parents=True, exist_ok=True)
    for name, photo in SHOWN.items():
        with Image.open(photos / photo) as opened:
            picture = ImageOps.exif_transpose(opened).convert("RGB").crop(CUT.get(name))
        small = ImageOps.fit(picture, (SMALL, SMALL), centering=(0.5, 0.2))
        small.save(samples / f"{name}.small.jpg", quality=80)
        picture.thumbnail((LARGE, LARGE))
        picture.save(samples / f"{name}.jpg", quality=90)


if __name__ == "__main__":
    main()
