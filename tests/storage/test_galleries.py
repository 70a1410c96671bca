"""Galleries in one database: each holds its own, and files are shared only where they are the same."""

from io import BytesIO
from pathlib import Path

from sqlalchemy import Engine

from tests.storage.conftest import Home
from tests.support.faces import RECOGNISER, described
from tests.support.pictures import jpeg
from webapp.domain.catalogue import GalleryInfo
from webapp.domain.clock import new_id, now
from webapp.domain.gallery import Gallery, GalleryRules
from webapp.domain.pages import PageQuery
from webapp.inference.photos import PillowCodec
from webapp.storage.catalogue import SqlCatalogue
from webapp.storage.galleries import SqlGalleryStore
from webapp.storage.photos import FolderPhotoStore


def other(engine: Engine, folder: Path) -> Gallery:
    info = GalleryInfo(new_id(), "Other", now(), recogniser=RECOGNISER)
    SqlCatalogue(engine).add_gallery(info)
    rules = GalleryRules(RECOGNISER, threshold=0.5)
    return Gallery(SqlGalleryStore(engine, info.id), FolderPhotoStore(folder), PillowCodec(), rules)


def test_what_one_gallery_holds_another_does_not_know(home: Home) -> None:
    second = other(home.engine, home.data)
    person = home.gallery.add_person("Ada")
    reference = home.gallery.enrol(person.id, BytesIO(jpeg()), described())
    before = second.mark()
    assert second.people("", PageQuery()).total == 0
    assert second.descriptors()[1].people == ()
    assert second.store.recognisers() == []
    assert second.store.references_of_photo(reference.photo.sha256) == []
    assert [each.id for each in home.gallery.store.references_of_photo(reference.photo.sha256)] == [reference.id]
    home.gallery.rename(person.id, "Bo")
    assert second.mark() == before


def test_a_photo_stays_while_another_gallery_needs_it(home: Home) -> None:
    second = other(home.engine, home.data)
    kept = []
    for gallery in (home.gallery, second):
        person = gallery.add_person("Ada")
        kept.append((person, gallery.enrol(person.id, BytesIO(jpeg()), described())))
    (mine, _), (_, theirs) = kept
    home.gallery.remove_person(mine.id)
    assert second.photo(theirs.id)
    second.remove_reference(theirs.id)
    assert home.files() == set()
