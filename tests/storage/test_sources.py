"""Folders and archives as sources of photos: good ones, damaged ones and hostile ones."""

import io
import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from webapp.domain.archives import ArchiveLimits
from webapp.domain.errors import BadSource, FileUnreadable, NoPhotos, UnsafeArchive
from webapp.domain.photos import MAX_BYTES
from webapp.storage.sources import opened

FILES = {"Ada_L/2.jpg": b"two", "Ada_L/1.jpg": b"one", "Bo/3.png": b"three"}


def zipped(path: Path, files: dict[str, bytes], **changes: int) -> Path:
    """Write an archive; `changes` are made to the description of each member."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            for attribute, value in changes.items():
                setattr(info, attribute, value)
            archive.writestr(info, content)
    return path


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def content(path: Path) -> list[tuple[str, bytes]]:
    with opened(path) as offers:
        return [(offer.path, offer.read()) for offer in offers]


@pytest.mark.parametrize("kind", ["folder", "archive", "archive with a folder of its name"])
def test_photos_come_in_the_order_of_their_paths(tmp_path: Path, kind: str) -> None:
    extra = {"Ada_L/notes.txt": b"no photo", "__MACOSX/Ada_L/._1.jpg": b"no photo either"}
    if kind == "folder":
        path = written(tmp_path / "lfw", FILES | extra)
    else:
        top = "lfw/" if "its name" in kind else ""
        path = zipped(tmp_path / "lfw.zip", {top + name: data for name, data in (FILES | extra).items()})
    assert content(path) == sorted(FILES.items())
    assert list(tmp_path.iterdir()) == [path]


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    folder = written(tmp_path / "in", {"Ada/1.jpg": b"one"})
    written(tmp_path / "out", {"secret.jpg": b"secret"})
    (folder / "Ada" / "link.jpg").symlink_to(tmp_path / "out" / "secret.jpg")
    (folder / "Eve").symlink_to(tmp_path / "out")
    os.mkfifo(folder / "Ada" / "pipe.jpg")
    assert content(folder) == [("Ada/1.jpg", b"one")]


HOSTILE = {
    "climbing": ({"Ada/../../../etc/x.jpg": b"x"}, {}),
    "climbing by backslashes": ({"Ada\\..\\..\\x.jpg": b"x"}, {}),
    "absolute": ({"/etc/x.jpg": b"x"}, {}),
    "drive": ({"C:\\x\\y.jpg": b"x"}, {}),
    "link": ({"Ada/1.jpg": b"/etc/passwd"}, {"external_attr": (stat.S_IFLNK | 0o777) << 16}),
    "pipe": ({"Ada/1.jpg": b""}, {"external_attr": (stat.S_IFIFO | 0o777) << 16}),
    "archive in an archive": ({"Ada/1.jpg": b"x", "Ada/more.zip": b"PK"}, {}),
    "unusual compression": ({"Ada/1.jpg": b"x"}, {"compress_type": zipfile.ZIP_LZMA}),
    "bomb": ({"Ada/1.jpg": bytes(10_000_000)}, {}),
}


@pytest.mark.parametrize("files,changes", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_archive_is_refused_whole(tmp_path: Path, files: dict[str, bytes], changes: dict[str, int]) -> None:
    path = zipped(tmp_path / "in.zip", files, **changes)
    with pytest.raises(UnsafeArchive), opened(path):
        pass
    assert list(tmp_path.iterdir()) == [path]


def patched(path: Path, offset: int, value: bytes, signature: bytes = b"PK\x01\x02") -> Path:
    """Change bytes of the first header of a kind, counted from its signature."""
    data = bytearray(path.read_bytes())
    at = data.index(signature) + offset
    data[at : at + len(value)] = value
    path.write_bytes(data)
    return path


def test_a_member_with_a_password_is_refused(tmp_path: Path) -> None:
    path = patched(zipped(tmp_path / "in.zip", {"Ada/1.jpg": b"x"}), 8, struct.pack("<H", 1))
    with pytest.raises(UnsafeArchive, match="password"), opened(path):
        pass


def test_a_member_never_gives_more_than_it_declares(tmp_path: Path) -> None:
    path = patched(zipped(tmp_path / "in.zip", {"Ada/1.jpg": os.urandom(5000)}), 24, struct.pack("<I", 100))
    with opened(path) as (offer,), pytest.raises(FileUnreadable):
        offer.read()


def test_a_file_is_read_to_a_byte_over_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "in" / "Ada" / "1.jpg"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        file.truncate(MAX_BYTES * 3)
    with opened(tmp_path / "in") as (offer,):
        assert len(offer.read()) == MAX_BYTES + 1


def test_limits_can_be_narrower(tmp_path: Path) -> None:
    path = zipped(tmp_path / "in.zip", {"Ada/1.jpg": b"x" * 50})
    with pytest.raises(UnsafeArchive, match="2 times"), opened(path, ArchiveLimits(ratio=2)):
        pass


@pytest.mark.parametrize("flag", [0, 0x800])
def test_names_in_utf_8_are_read_whether_they_say_so_or_not(tmp_path: Path, flag: int) -> None:
    path = zipped(tmp_path / "in.zip", {"愛達_L/1.jpg": b"one"})
    data = path.read_bytes()
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(signature) + offset
        data = data[:at] + struct.pack("<H", flag) + data[at + 2 :]
    path.write_bytes(data)
    with opened(path) as (offer,):
        assert (offer.path, offer.person) == ("愛達_L/1.jpg", "愛達 L")
        assert offer.read() == b"one"


def test_other_names_are_read_in_the_old_way(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("ZoX/1.jpg", b"x")
    path = tmp_path / "in.zip"
    path.write_bytes(buffer.getvalue().replace(b"ZoX", b"Zo\x89"))  # ë in code page 437
    with opened(path) as (offer,):
        assert offer.person == "Zoë"


def test_a_damaged_member_is_the_only_one_lost(tmp_path: Path) -> None:
    path = zipped(tmp_path / "in.zip", {"Ada/1.jpg": os.urandom(500), "Ada/2.jpg": b"two"})
    data = bytearray(path.read_bytes())
    data[100] ^= 255
    path.write_bytes(data)
    with opened(path) as (first, second):
        with pytest.raises(FileUnreadable, match="damaged"):
            first.read()
        assert second.read() == b"two"


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x05\x06"])
def test_what_is_no_archive_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "in.zip"
    path.write_bytes(content)
    with pytest.raises(BadSource), opened(path):
        pass


def test_what_is_not_there_and_what_is_empty(tmp_path: Path) -> None:
    with pytest.raises(BadSource), opened(tmp_path / "nowhere"):
        pass
    with pytest.raises(NoPhotos), opened(tmp_path):
        pass
    with pytest.raises(NoPhotos), opened(zipped(tmp_path / "in.zip", {"Ada/notes.txt": b"x"})):
        pass
