"""PhotoStore on a folder: `photos/ab/<sha256>.jpg`, `thumbnails/ab/<reference>.jpg`; ab are the first two digits."""

from contextlib import AbstractContextManager
from datetime import datetime
from itertools import chain
from pathlib import Path
from tempfile import TemporaryFile

from webapp.domain.errors import NotFound
from webapp.domain.photos import EncodedPhoto
from webapp.storage.files import locked, sync_folder, write_atomically


class FolderPhotoStore:
    """Photo files under the data folder."""

    def __init__(self, data: Path) -> None:
        self._photos = data / "photos"
        self._thumbnails = data / "thumbnails"
        self._lock = data / "photos.lock"

    def exclusive(self) -> AbstractContextManager[None]:
        """See PhotoStore."""
        return locked(self._lock)

    def put(self, encoded: EncodedPhoto) -> bool:
        """See PhotoStore."""
        path = _path(self._photos, encoded.photo.sha256)
        if path.exists():
            return False
        write_atomically(path, encoded.jpeg)
        return True

    def read(self, sha256: str) -> bytes:
        """See PhotoStore."""
        try:
            return _path(self._photos, sha256).read_bytes()
        except FileNotFoundError as error:
            raise NotFound(kind="photo") from error

    def remove(self, sha256: str) -> None:
        """See PhotoStore."""
        _remove(_path(self._photos, sha256))

    def thumbnail(self, reference_id: str) -> bytes | None:
        """See PhotoStore."""
        try:
            return _path(self._thumbnails, reference_id).read_bytes()
        except FileNotFoundError:
            return None

    def put_thumbnail(self, reference_id: str, jpeg: bytes) -> None:
        """See PhotoStore."""
        write_atomically(_path(self._thumbnails, reference_id), jpeg)

    def remove_thumbnail(self, reference_id: str) -> None:
        """See PhotoStore."""
        _remove(_path(self._thumbnails, reference_id))

    def sweep(self, photos: set[str], references: set[str], before: datetime) -> int:
        """See PhotoStore. Files whose writing was interrupted have names that belong to nothing."""
        orphans = [
            path
            for folder, needed in ((self._photos, photos), (self._thumbnails, references))
            for path in folder.glob("*/*")
            if path.stem not in needed and path.stat().st_mtime < before.timestamp()
        ]
        for path in orphans:
            _remove(path)
        return len(orphans)

    def check(self) -> None:
        """Raise OSError where photos cannot be written; what is written to find out has no name and does not stay."""
        self._photos.mkdir(parents=True, exist_ok=True, mode=0o700)
        with TemporaryFile(dir=self._photos) as file:
            file.write(b"x")

    def size(self) -> int:
        """Return the bytes of all photos and thumbnails."""
        return sum(_bytes(path) for path in chain(self._photos.glob("*/*"), self._thumbnails.glob("*/*")))


def _path(folder: Path, name: str) -> Path:
    return folder / name[:2] / f"{name}.jpg"


def _bytes(path: Path) -> int:
    """Return the size of a file; 0 where it has just been deleted."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _remove(path: Path) -> None:
    """Delete a file, and its folder when that is empty then."""
    if not path.exists():
        return
    path.unlink()
    sync_folder(path.parent)
    if not any(path.parent.iterdir()):
        path.parent.rmdir()
