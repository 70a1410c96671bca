"""A gallery on a real database and real files, in a folder of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.support.faces import RECOGNISER
from webapp.domain.catalogue import MAIN
from webapp.domain.gallery import Gallery, GalleryRules
from webapp.domain.inbox import Inbox
from webapp.inference.photos import PillowCodec
from webapp.storage.engine import open_engine
from webapp.storage.galleries import SqlGalleryStore
from webapp.storage.migrate import migrate
from webapp.storage.photos import FolderPhotoStore


@dataclass
class Home:
    """A data folder with everything in it."""

    data: Path
    engine: Engine
    gallery: Gallery

    @property
    def inbox(self) -> Inbox:
        """Submissions to the gallery."""
        return Inbox(self.gallery)

    def files(self) -> set[str]:
        """Photos and thumbnails, by path."""
        return {str(path.relative_to(self.data)) for path in self.data.rglob("*.jpg")}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{tmp_path / 'familiar.db'}")
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def home(tmp_path: Path, engine: Engine) -> Home:
    rules = GalleryRules(RECOGNISER, threshold=0.5)
    return Home(
        tmp_path, engine, Gallery(SqlGalleryStore(engine, MAIN), FolderPhotoStore(tmp_path), PillowCodec(), rules)
    )
