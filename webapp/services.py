"""The parts of one running application, put together from the settings."""

from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from webapp.config import Settings, SettingsError, read_recognisers
from webapp.domain.accounts import Accounts
from webapp.domain.gallery import Gallery, GalleryRules
from webapp.domain.inbox import Inbox
from webapp.domain.recognisers import AUTO, choose
from webapp.inference.photos import PillowCodec
from webapp.readiness import Readiness
from webapp.storage.engine import open_engine
from webapp.storage.figures import StorageFigures
from webapp.storage.galleries import SqlGalleryStore
from webapp.storage.migrate import migrate
from webapp.storage.passwords import ArgonPasswords
from webapp.storage.photos import FolderPhotoStore
from webapp.storage.users import SqlUserStore


@dataclass(frozen=True)
class Services:
    """What views work with."""

    settings: Settings
    engine: Engine
    gallery: Gallery
    inbox: Inbox
    accounts: Accounts
    readiness: Readiness
    figures: StorageFigures


def open_services(settings: Settings) -> Services:
    """Open the data folder, which `data_folder.prepare` made, and bring its database up to date.

    Raises SettingsError where the networks are missing, or the crop or the database cannot be used.
    """
    offered = read_recognisers(settings.models_dir)
    try:
        engine = open_engine(settings.database)
    except (SQLAlchemyError, ImportError) as error:
        raise SettingsError(f"FAMILIAR_DATABASE_URL cannot be used: {_reason(error)}.") from error
    try:
        migrate(engine)
    except SQLAlchemyError as error:
        raise SettingsError(f"The database {engine.url!r} cannot be used: {_reason(error)}.") from error
    store = SqlGalleryStore(engine)
    try:
        recogniser = choose(offered, settings.crop, store.recognisers())
    except KeyError:
        raise SettingsError(
            f"FAMILIAR_CROP cannot be {settings.crop!r}: choose {AUTO}, {', '.join(offered)}."
        ) from None
    rules = GalleryRules(recogniser, settings.threshold)
    photos = FolderPhotoStore(settings.data)
    gallery = Gallery(store, photos, PillowCodec(), rules)
    accounts = Accounts(SqlUserStore(engine), ArgonPasswords())
    readiness = Readiness(engine, photos, settings.models_dir)
    return Services(settings, engine, gallery, Inbox(gallery), accounts, readiness, StorageFigures(engine, photos))


def _reason(error: Exception) -> str:
    """Return the driver's own words, without the statement and the link to a manual that SQLAlchemy adds."""
    return str(getattr(error, "orig", None) or error).splitlines()[0].rstrip(".")
