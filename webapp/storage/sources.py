"""Readers of what photos are imported from: a folder, or a ZIP archive of the same layout.

Nothing is ever written to the disk by a name that a source gives.
"""

import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from webapp.domain.archives import ArchiveLimits, Kind, Member, check_archive
from webapp.domain.errors import BadSource, FileUnreadable, NoPhotos
from webapp.domain.offers import Offer, is_picture, without_top
from webapp.domain.photos import MAX_BYTES

_UTF8 = 0x800  # the flag of a member whose name is UTF-8 (APPNOTE.TXT 4.4.4); without it, code page 437
_ENCRYPTED = 0x1
_PLAIN = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


@contextmanager
def opened(path: Path, limits: ArchiveLimits | None = None) -> Iterator[list[Offer]]:
    """Give the photos of a folder or archive, in the order of their paths; they can be read until this ends.

    Raises BadSource, NoPhotos, ArchiveTooLarge, UnsafeArchive.
    """
    if path.is_dir():
        yield _some(path, _from_folder(path))
        return
    try:
        archive = zipfile.ZipFile(path)
    except _DAMAGED as error:
        raise BadSource(path=path) from error
    with archive:
        yield _some(path, _from_archive(archive, path, limits or ArchiveLimits()))


def _some(path: Path, offers: list[Offer]) -> list[Offer]:
    if not offers:
        raise NoPhotos(path=path)
    return sorted(offers, key=lambda offer: offer.path)


def _from_folder(root: Path) -> list[Offer]:
    """Return the pictures of a folder. Links are not followed, and unreadable folders are left out."""
    found = []
    for folder, _, names in os.walk(root):
        for path in (Path(folder, name) for name in names):
            relative = path.relative_to(root).as_posix()
            about = path.lstat()
            if is_picture(relative) and stat.S_ISREG(about.st_mode):
                found.append(Offer(relative, f"{about.st_size}-{about.st_mtime_ns}", _file_reader(path)))
    return found


def _from_archive(archive: zipfile.ZipFile, path: Path, limits: ArchiveLimits) -> list[Offer]:
    infos = archive.infolist()
    members = [_member(info) for info in infos]
    check_archive(members, path.stat().st_size, limits)
    pictures = [
        (member.name, info)
        for member, info in zip(members, infos, strict=True)
        if member.kind is Kind.FILE and is_picture(member.name)
    ]
    names = without_top([name for name, _ in pictures], path.stem)
    return [
        Offer(name, f"{info.file_size}-{info.CRC:08x}", _member_reader(archive, info))
        for name, (_, info) in zip(names, pictures, strict=True)
    ]


def _member(info: zipfile.ZipInfo) -> Member:
    """Return what the archive declares of a member."""
    name = _name(info)
    mode = stat.S_IFMT(info.external_attr >> 16)
    kind = Kind.FOLDER if name.endswith("/") else Kind.FILE if mode in (0, stat.S_IFREG) else Kind.OTHER
    plain = info.compress_type in _PLAIN and not info.flag_bits & _ENCRYPTED
    return Member(name, info.file_size, info.compress_size, kind, plain)


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name. Many programs write UTF-8 without saying so, and some backslashes between folders."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode()
    return name.replace("\\", "/")


def _file_reader(path: Path) -> Callable[[], bytes]:
    def read() -> bytes:
        with _readable(), path.open("rb") as file:
            return file.read(MAX_BYTES + 1)

    return read


def _member_reader(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        with _readable(), archive.open(info) as file:
            return file.read(MAX_BYTES + 1)

    return read


@contextmanager
def _readable() -> Iterator[None]:
    """Raise FileUnreadable for whatever goes wrong with a file or a member."""
    try:
        yield
    except _DAMAGED as error:
        reason = getattr(error, "strerror", None) or "its data are damaged"
        raise FileUnreadable(reason=reason) from error
