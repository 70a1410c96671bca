"""What is known of every request: an id, one line in the log, one measurement. Never who, by name, or what, by content.

A request is told by its route's rule, because a path may be anything that somebody types.
"""

import re
import uuid
from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any

from flask import Flask, request, request_started
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars

from webapp.logs import log
from webapp.web.metrics import Metrics

HEADER = "X-Request-Id"
SOCKETS = "/socket.io"
_WELL_FORMED = re.compile(r"[0-9a-fA-F-]{16,64}")  # UUIDs and trace ids; too little to write a name with
_METHODS = frozenset(("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"))
_PROBES = frozenset(("/livez", "/readyz", "/metrics"))  # asked every few seconds

Environ = dict[str, Any]


def init_app(app: Flask, metrics: Metrics) -> None:
    """Observe an application; to be called after everything else that wraps it."""
    request_started.connect(_note_route, app)
    app.log_exception = _log_exception  # type: ignore[method-assign]
    app.wsgi_app = Observed(app.wsgi_app, metrics)  # type: ignore[method-assign]


def request_id() -> str:
    """Return the id of the request that is being answered."""
    return str(get_contextvars().get("request_id", "–"))


def note_user(user_id: str) -> None:
    """Let the request's line say who asked, by an id that means nothing elsewhere."""
    bind_contextvars(user_id=user_id)


class Observed:
    """WSGI middleware round the whole application."""

    def __init__(self, app: Callable[..., Iterable[bytes]], metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request. Its duration ends when the answer is ready to be sent, for a socket when it closes."""
        given = _given_id(environ) or str(uuid.uuid4())
        clear_contextvars()
        bind_contextvars(request_id=given, route=SOCKETS if _is_socket(environ) else "unmatched")
        begin, status = perf_counter(), 101  # a socket takes the connection over and starts no response

        def start(line: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            nonlocal status
            status = int(line.split()[0])
            return start_response(line, [*headers, (HEADER, given)], exc_info)

        try:
            return self._app(environ, start)
        except StopIteration:  # how a closed socket ends under Gunicorn
            raise
        except Exception as error:
            status = 500
            log.error("a request has failed", exc_info=error)
            raise
        finally:
            self._tell(environ, status, perf_counter() - begin)
            clear_contextvars()

    def _tell(self, environ: Environ, status: int, seconds: float) -> None:
        method = environ["REQUEST_METHOD"] if environ["REQUEST_METHOD"] in _METHODS else "other"
        route = get_contextvars()["route"]
        if status != 101:
            self._metrics.requests.labels(method, route, str(status)).observe(seconds)
        say = log.error if status >= 500 else log.debug if route in _PROBES else log.info
        say("request", method=method, status=status, duration_ms=round(seconds * 1000, 1))


def _note_route(_app: Flask, **_more: Any) -> None:
    if request.url_rule is not None:
        bind_contextvars(route=request.url_rule.rule)


def _is_socket(environ: Environ) -> bool:
    return str(environ.get("PATH_INFO", "")).startswith(SOCKETS)


def _given_id(environ: Environ) -> str | None:
    given = str(environ.get("HTTP_X_REQUEST_ID", ""))
    return given if _WELL_FORMED.fullmatch(given) else None


def _log_exception(exc_info: Any) -> None:
    """Log what no view expected, in place of Flask, which would name the path."""
    log.error("a request has failed", exc_info=exc_info)
