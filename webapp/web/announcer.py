"""Finds out that galleries have changed, whichever process changed them, and tells each change once."""

import logging
import threading
from collections.abc import Callable, Mapping

EVERY = 1.0  # seconds between two looks at the database, for changes made by `familiar import` and the like


class Announcer:
    """Compares the marks of galleries with those that were told last."""

    def __init__(self, marks: Callable[[], Mapping[str, str]], tell: Callable[[str, str], None]) -> None:
        """Take note of nothing yet.

        Args:
            marks: returns gallery → mark of its present content.
            tell: called with gallery and mark after a change.
        """
        self._marks = marks
        self._tell = tell
        self._told: dict[str, str] = {}
        self._lock = threading.Lock()
        self._watching = False

    def look(self) -> None:
        """Tell of each gallery that has another mark than when this looked last."""
        with self._lock:
            marks = dict(self._marks())
            changed = [gallery for gallery in marks if marks[gallery] != self._told.get(gallery)]
            self._told = marks
            for gallery in changed:
                self._tell(gallery, marks[gallery])

    def watch(self) -> None:
        """Look every second from now on, in a thread that ends with the process; more calls change nothing."""
        with self._lock:
            if self._watching:
                return
            self._watching = True
            self._told = dict(self._marks())
        threading.Thread(target=self._keep_looking, name="announcer", daemon=True).start()

    def _keep_looking(self) -> None:
        pause = threading.Event()
        while not pause.wait(EVERY):
            try:
                self.look()
            except Exception:  # a database that is busy or gone for a while; the next look may succeed
                logging.getLogger(__name__).warning("The galleries could not be looked at.")
