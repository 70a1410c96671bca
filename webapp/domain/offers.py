"""Photos that are offered for enrolment, laid out as in Labeled Faces in the Wild: `Name_of_a_person/any name.jpg`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from webapp.domain.errors import OutsideFolder
from webapp.domain.names import clean_name

# What looks like a picture by its name. Some of them are refused with a reason when they are opened.
PICTURES = frozenset(
    (".jpg", ".jpeg", ".jfif", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".heif", ".avif", ".svg")
)


@dataclass(frozen=True)
class Offer:
    """A photo that somebody offers.

    Attributes:
        path: in the source, with / between its parts.
        mark: by which a photo of the same path is told from another one, without reading it.
        read: returns at most `photos.MAX_BYTES` + 1 bytes; raises FileUnreadable.
    """

    path: str
    mark: str
    read: Callable[[], bytes]

    @property
    def person(self) -> str:
        """The name of whom it shows, by its folder. Raises OutsideFolder, BadName."""
        folders = PurePosixPath(self.path).parts[:-1]
        if len(folders) != 1:
            raise OutsideFolder
        return clean_name(" ".join(folders[0].replace("_", " ").split()))


def is_picture(path: str) -> bool:
    """Tell whether a path names a picture that is not hidden, as those are that systems leave behind."""
    parts = PurePosixPath(path).parts
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return not hidden and PurePosixPath(path).suffix.lower() in PICTURES


def without_top(paths: Iterable[str], top: str) -> list[str]:
    """Return paths without the folder that all of them share, where it is called like the archive they come from."""
    split = [(path, PurePosixPath(path).parts) for path in paths]
    if not all(len(parts) > 2 and parts[0].casefold() == top.casefold() for _, parts in split):
        return [path for path, _ in split]
    return [str(PurePosixPath(*parts[1:])) for _, parts in split]
