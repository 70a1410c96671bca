"""Galleries ready to work with: each with its own part of the database, its recogniser and its threshold."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy import Engine

from webapp.domain.faces import Recogniser
from webapp.domain.gallery import Gallery, GalleryRules
from webapp.domain.inbox import Inbox
from webapp.domain.ports import Catalogue, PhotoCodec, PhotoStore
from webapp.domain.recognisers import choose
from webapp.storage.galleries import SqlGalleryStore


class OpenGalleries:
    """Gives out galleries by their ids. `changed` is called after each change of one."""

    def __init__(
        self, engine: Engine, catalogue: Catalogue, photos: PhotoStore, codec: PhotoCodec, threshold: float
    ) -> None:
        self._engine = engine
        self._catalogue = catalogue
        self._photos = photos
        self._codec = codec
        self._threshold = threshold
        self.changed: Callable[[], None] = lambda: None

    def of(self, gallery_id: str) -> Gallery:
        """Return a gallery. Raises NotFound."""
        info = self._catalogue.gallery(gallery_id)
        if info.recogniser is None:
            raise RuntimeError(f"Gallery {gallery_id} has no recogniser; see settle_recognisers.")
        rules = GalleryRules(info.recogniser, self._threshold if info.threshold is None else info.threshold)
        store = SqlGalleryStore(self._engine, gallery_id)
        return Gallery(store, self._photos, self._codec, rules, lambda: self.changed())

    def marks(self) -> dict[str, str]:
        """Return the mark of every gallery's content, by its id."""
        return {info.id: self.of(info.id).mark() for info in self._catalogue.galleries()}

    def inbox(self, gallery_id: str) -> Inbox:
        """Return the inbox of a gallery. Raises NotFound."""
        return Inbox(self.of(gallery_id))

    def settle_recognisers(self, offered: Mapping[str, Recogniser], crop: str) -> None:
        """Give every gallery its recogniser: what made its descriptors, unless a crop is demanded. Raises KeyError."""
        for info in self._catalogue.galleries():
            kept = SqlGalleryStore(self._engine, info.id).recognisers()
            chosen = choose(offered, crop, kept or ([info.recogniser] if info.recogniser else []))
            if chosen != info.recogniser:
                self._catalogue.change_gallery(replace(info, recogniser=chosen))
