"""The log: one event a line on standard error, JSON or text, without anything that tells who somebody is.

Faces are personal data, so exceptions are told by their kind and place. What they say may quote a name or a query and
is left out, unless the operator asks for it with the level `debug`.
"""

import logging
import sys
import threading
from collections.abc import Iterator
from traceback import format_tb
from typing import TextIO

import structlog
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

_OURS = "familiar"
_CHATTY = ("socketio.server", "engineio.server")  # they bring a handler of their own unless they have a level
_QUOTING = ("Invalid request", "Error handling request")  # Gunicorn goes on with an address or a request line

log: structlog.stdlib.BoundLogger = structlog.get_logger(_OURS)


def configure(level: str, form: str, stream: TextIO | None = None) -> None:
    """Send Familiar's events from `level` up, and warnings of the libraries, to `stream` or standard error.

    `form` is `json`, `text` or `auto`, which is text on a terminal.
    """
    stream = stream or sys.stderr
    as_text = form == "text" or (form == "auto" and stream.isatty())
    common: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _Exceptions(quoted=level == "debug"),
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *common, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    renderer: Processor = (
        structlog.dev.ConsoleRenderer(colors=stream.isatty()) if as_text else structlog.processors.JSONRenderer()
    )
    handler = logging.StreamHandler(stream)
    handler.addFilter(_without_quotes)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*common, structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.root.handlers = [handler]
    logging.root.setLevel(logging.WARNING)
    logging.getLogger(_OURS).setLevel(level.upper())
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.ERROR)
    threading.excepthook = _thread_failed


class _Exceptions:
    """A processor that turns an event's exception into text."""

    def __init__(self, quoted: bool) -> None:
        self._quoted = quoted

    def __call__(self, _logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
        """Replace `exc_info` by `exception`."""
        given: ExcInfo | bool | None = event.pop("exc_info", None)
        error = given[1] if isinstance(given, tuple) else sys.exception() if given is True else given
        if isinstance(error, BaseException):
            event["exception"] = "".join(self._told(error)).rstrip()
        return event

    def _told(self, error: BaseException) -> Iterator[str]:
        """Yield the causes, first things first, as Python does it."""
        earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if earlier is not None:
            yield from self._told(earlier)
            yield "\nand then:\n\n"
        yield from format_tb(error.__traceback__)
        yield f"{type(error).__module__}.{type(error).__qualname__}{f': {error}' if self._quoted else ''}\n"


def _without_quotes(record: logging.LogRecord) -> bool:
    """Cut off what Gunicorn quotes of a request."""
    for beginning in _QUOTING:
        if str(record.msg).startswith(beginning):
            record.msg, record.args = beginning, ()
    return True


def _thread_failed(failed: threading.ExceptHookArgs) -> None:
    if failed.exc_value is not None and not isinstance(failed.exc_value, SystemExit):
        log.error("a thread has failed", exc_info=failed.exc_value)
