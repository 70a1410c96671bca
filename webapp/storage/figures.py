"""How large the gallery is."""

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import SQLAlchemyError

from webapp.storage.models import PersonRow, ReferenceRow
from webapp.storage.photos import FolderPhotoStore


class StorageFigures:
    """Figures of a database and a photo folder."""

    def __init__(self, engine: Engine, photos: FolderPhotoStore) -> None:
        self._engine = engine
        self._photos = photos

    def gallery(self) -> dict[str, int] | None:
        """Return how many people and references there are; None while the database cannot be asked."""
        counted = {"people": PersonRow, "references": ReferenceRow}
        try:
            with self._engine.connect() as connection:
                return {
                    kind: connection.scalar(select(func.count()).select_from(row)) or 0 for kind, row in counted.items()
                }
        except SQLAlchemyError:
            return None

    def photo_bytes(self) -> int:
        """Return the size of all photo files; looks at every one of them."""
        return self._photos.size()
