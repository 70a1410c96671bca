"""What an archive of photos may hold. Its list of members is judged before anything in it is unpacked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath

from webapp.domain.errors import ArchiveTooLarge, UnsafeArchive

NESTED = frozenset(
    (".zip", ".jar", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".txz", ".zst", ".iso", ".cab")
)
_DRIVE = re.compile(r"[A-Za-z]:")


class Kind(Enum):
    """What a member is."""

    FILE = "file"
    FOLDER = "folder"
    OTHER = "other"  # a link, a device


@dataclass(frozen=True)
class Member:
    """A member as the archive declares it. Sizes in bytes; `name` as it is written, with / between its parts.

    `plain` tells whether it is stored or deflated, without a password: other methods may need any amount of memory.
    """

    name: str
    size: int
    packed: int
    kind: Kind = Kind.FILE
    plain: bool = True


@dataclass(frozen=True)
class ArchiveLimits:
    """The most of everything. A photo is compressed already: one that unpacks to much more is no photo."""

    members: int = 100_000
    bytes: int = 32 * 2**30  # of all members, unpacked
    ratio: int = 100  # of unpacked to packed bytes


def check_archive(members: Sequence[Member], archive_bytes: int, limits: ArchiveLimits) -> None:
    """Raise ArchiveTooLarge or UnsafeArchive unless everything in an archive of this size may be looked at."""
    if len(members) > limits.members:
        raise ArchiveTooLarge(reason=f"it holds more than {limits.members} files")
    if sum(member.size for member in members) > limits.bytes:
        raise ArchiveTooLarge(reason=f"it unpacks to more than {limits.bytes // 2**30} GiB")
    if sum(member.packed for member in members) > archive_bytes:
        raise ArchiveTooLarge(reason="its files overlap")  # one piece of data that counts as many files
    for member in members:
        if reason := _why_not(member, limits):
            raise UnsafeArchive(member=member.name, reason=reason)


def _why_not(member: Member, limits: ArchiveLimits) -> str | None:
    """Return what is wrong with a member, None where nothing is."""
    table = (
        ("is a link or a device", member.kind is Kind.OTHER),
        ("has an absolute name", member.name.startswith("/")),
        ("has the name of a drive", _DRIVE.match(member.name) is not None),
        ("leads out of its folder", ".." in PurePosixPath(member.name).parts),
        ("has a name with control characters", any(ord(character) < 32 for character in member.name)),
        ("is an archive itself", PurePosixPath(member.name).suffix.lower() in NESTED),
        ("has a password or an unusual compression", not member.plain),
        (f"unpacks to more than {limits.ratio} times its size", member.size > limits.ratio * max(member.packed, 1)),
    )
    return next((reason for reason, is_so in table if is_so), None)
