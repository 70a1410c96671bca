"""Whether the server can do its work: database, photo folder, networks."""

import threading
from pathlib import Path
from time import monotonic

from sqlalchemy import Engine

from webapp.config import SettingsError, read_recognisers
from webapp.logs import log
from webapp.storage.photos import FolderPhotoStore
from webapp.storage.readiness import database_problem

LASTS = 1.0  # seconds that a finding is good for: whoever asks often, and anybody may, costs nothing


class Readiness:
    """Looks at what the server depends on."""

    def __init__(self, engine: Engine, photos: FolderPhotoStore, models: Path) -> None:
        self._engine = engine
        self._photos = photos
        self._models = models
        self._lock = threading.Lock()
        self._known: list[str] = []
        self._until = 0.0

    def problems(self) -> list[str]:
        """Return a code for each thing that is missing, an empty list where the server is ready."""
        with self._lock:
            if monotonic() >= self._until:
                found = [database_problem(self._engine), self._photo_problem(), self._network_problem()]
                self._know([code for code in found if code])
            return self._known

    def _know(self, problems: list[str]) -> None:
        if problems != self._known:
            log.warning("readiness has changed", problems=problems)
        self._known, self._until = problems, monotonic() + LASTS

    def _photo_problem(self) -> str | None:
        try:
            self._photos.check()
        except OSError:
            return "photos-unwritable"
        return None

    def _network_problem(self) -> str | None:
        try:
            read_recognisers(self._models)
        except SettingsError:
            return "networks-unreadable"
        return None
