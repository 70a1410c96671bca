"""What an archive may hold is decided by its list of members."""

import pytest

from webapp.domain.archives import ArchiveLimits, Kind, Member, check_archive
from webapp.domain.errors import ArchiveTooLarge, UnsafeArchive

LIMITS = ArchiveLimits(members=3, bytes=1000, ratio=10)
UNSAFE = {
    "link": (Member("Ada/1.jpg", 5, 5, Kind.OTHER), "is a link"),
    "absolute": (Member("/Ada/1.jpg", 5, 5), "absolute"),
    "share of a network": (Member("//host/Ada/1.jpg", 5, 5), "absolute"),
    "drive": (Member("C:/Ada/1.jpg", 5, 5), "drive"),
    "drive without a root": (Member("c:1.jpg", 5, 5), "drive"),
    "climbing": (Member("Ada/../../1.jpg", 5, 5), "leads out"),
    "climbing folder": (Member("../", 0, 0, Kind.FOLDER), "leads out"),
    "null": (Member("Ada/1.jpg\0.txt", 5, 5), "control characters"),
    "escape": (Member("Ada/\x1b[2J.jpg", 5, 5), "control characters"),
    "archive": (Member("Ada/more.ZIP", 5, 5), "is an archive"),
    "packed twice": (Member("Ada/more.tar.gz", 5, 5), "is an archive"),
    "password": (Member("Ada/1.jpg", 5, 5, plain=False), "password"),
    "bomb": (Member("Ada/1.jpg", 101, 10), "10 times"),
    "bomb of nothing": (Member("Ada/1.jpg", 11, 0), "10 times"),
}
TOO_LARGE = {
    "members": ([Member("a", 1, 1)] * 4, 100, "more than 3 files"),
    "bytes": ([Member("a", 501, 100)] * 2, 300, "unpacks to more than"),
    "overlapping": ([Member("a", 60, 60)] * 2, 100, "overlap"),
}


def test_photos_in_folders_are_let_through() -> None:
    members = [Member("Ada/", 0, 0, Kind.FOLDER), Member("Ada/1..2.jpg", 100, 10), Member("Ada/3: the end.jpg", 9, 9)]
    check_archive(members, 30, LIMITS)


@pytest.mark.parametrize("member,reason", UNSAFE.values(), ids=UNSAFE)
def test_one_dangerous_member_refuses_the_archive(member: Member, reason: str) -> None:
    with pytest.raises(UnsafeArchive, match=reason):
        check_archive([Member("Ada/0.jpg", 5, 5), member], 100, LIMITS)


@pytest.mark.parametrize("members,size,reason", TOO_LARGE.values(), ids=TOO_LARGE)
def test_an_archive_beyond_the_limits_is_refused(members: list[Member], size: int, reason: str) -> None:
    with pytest.raises(ArchiveTooLarge, match=reason):
        check_archive(members, size, LIMITS)
