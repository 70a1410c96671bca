"""Gunicorn with Familiar's log, and with a worker that closes its sockets when it has to stop."""

from types import FrameType

from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

from webapp.logs import log
from webapp.web import sockets


class Log(Logger):
    """Gunicorn's log goes where Familiar's goes."""

    def setup(self, cfg: Config) -> None:
        """Take Gunicorn's own handlers away; called by its constructor."""
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


class Worker(ThreadWorker):
    """A worker with threads. An open socket would keep its thread as long as the page stays open."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop: requests under way may finish, sockets may not stay."""
        if self.alive:
            self.method_queue.defer(self._stop_sockets)  # in the main loop: a signal's handler must take no lock
        super().handle_exit(sig, frame)

    def _stop_sockets(self) -> None:
        log.info("stopping")
        sockets.close_all(self.wsgi)
