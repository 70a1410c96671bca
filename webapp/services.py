"""The parts of one running application, put together from the settings."""

from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from webapp.config import Settings, SettingsError, read_recognisers
from webapp.domain.accounts import Accounts
from webapp.domain.audit import Audit
from webapp.domain.catalogue import MAIN
from webapp.domain.galleries import Galleries
from webapp.domain.gallery import Gallery
from webapp.domain.recognisers import AUTO, choose
from webapp.inference.photos import PillowCodec
from webapp.open_galleries import OpenGalleries
from webapp.readiness import Readiness
from webapp.storage.audit import SqlAuditLog
from webapp.storage.catalogue import SqlCatalogue
from webapp.storage.engine import open_engine
from webapp.storage.figures import StorageFigures
from webapp.storage.migrate import migrate
from webapp.storage.passwords import ArgonPasswords
from webapp.storage.photos import FolderPhotoStore
from webapp.storage.users import SqlUserStore


@dataclass(frozen=True)
class Services:
    """What views work with."""

    settings: Settings
    engine: Engine
    catalogue: SqlCatalogue
    galleries: Galleries
    open: OpenGalleries
    accounts: Accounts
    audit: Audit
    readiness: Readiness
    figures: StorageFigures

    @property
    def gallery(self) -> Gallery:
        """The gallery that is there from the beginning."""
        return self.open.of(MAIN)


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
    catalogue = SqlCatalogue(engine)
    photos = FolderPhotoStore(settings.data)
    galleries = OpenGalleries(engine, catalogue, photos, PillowCodec(), settings.threshold)
    try:
        galleries.settle_recognisers(offered, settings.crop)
    except KeyError:
        raise SettingsError(
            f"FAMILIAR_CROP cannot be {settings.crop!r}: choose {AUTO}, {', '.join(offered)}."
        ) from None
    return Services(
        settings,
        engine,
        catalogue,
        Galleries(catalogue, choose(offered, settings.crop, [])),
        galleries,
        Accounts(SqlUserStore(engine), ArgonPasswords()),
        Audit(SqlAuditLog(engine)),
        Readiness(engine, photos, settings.models_dir),
        StorageFigures(engine, photos),
    )


def _reason(error: Exception) -> str:
    """Return the driver's own words, without the statement and the link to a manual that SQLAlchemy adds."""
    return str(getattr(error, "orig", None) or error).splitlines()[0].rstrip(".")
