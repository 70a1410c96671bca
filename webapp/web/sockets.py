"""Socket.IO: tells open pages that a gallery has changed, those that may see it. Nothing else travels here."""

import ssl
import threading
from collections.abc import Callable, Iterable
from typing import Any

from engineio.async_drivers.threading import SimpleWebSocketWSGI
from flask import Flask, request
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import SocketIO, join_room

from webapp.open_galleries import OpenGalleries
from webapp.web.access import viewer, visible_galleries
from webapp.web.announcer import Announcer
from webapp.web.tls_socket import SharedTlsSocket

SPARE_THREADS = 32  # so that pages and photos always find a thread; each open socket takes one
MAX_MESSAGE = 64 * 1024  # bytes; clients have nothing to say

_PATH = "/socket.io"


def most_sockets(threads: int) -> int:
    """Return how many sockets may be open in a server of so many threads."""
    return threads - min(SPARE_THREADS, threads // 2)


def init_app(app: Flask, galleries: OpenGalleries, threads: int) -> "LimitSockets":
    """Serve sockets beside the application, and announce each change of a gallery. Returns what counts them."""
    sockets = SocketIO(
        app,
        async_mode="threading",
        async_handlers=False,  # one thread an event would let a flood of events make hundreds
        max_http_buffer_size=MAX_MESSAGE,
        manage_session=False,
    )
    _bound_messages(sockets)
    limited = LimitSockets(app.wsgi_app, most_sockets(threads))
    app.wsgi_app = limited  # type: ignore[method-assign]

    def announce(gallery_id: str, mark: str) -> None:
        sockets.emit("gallery-changed", {"gallery": gallery_id, "etag": mark}, to=_room(gallery_id))

    announcer = Announcer(galleries.marks, announce)
    galleries.changed = announcer.look

    def connect(_auth: object = None) -> None:
        _admit()
        announcer.watch()  # nobody needs to know before a page listens

    sockets.on_event("connect", connect)
    return limited


def close_all(app: Flask) -> None:
    """Close all sockets, without waiting until their clients have taken notice."""
    for connection in list(app.extensions["socketio"].server.eio.sockets.values()):
        connection.close(wait=False)


def _admit() -> None:
    """Refuse whoever is not signed in, and pages of other sites. A request without Origin comes from no page."""
    if request.headers.get("Origin") != request.host_url.rstrip("/"):
        raise Refused("other-origin")
    if viewer() is None:
        raise Refused("sign-in-needed")
    for info in visible_galleries():
        join_room(_room(info.id))


def _room(gallery_id: str) -> str:
    return f"gallery:{gallery_id}"


class BoundedWebSocket(SimpleWebSocketWSGI):
    """A WebSocket that closes as soon as a message grows too long, instead of collecting it first."""

    def __init__(self, handler: Callable[..., Any], server: Any) -> None:
        super().__init__(handler, server, max_message_size=MAX_MESSAGE)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """Take over the connection."""
        connection = environ.get("gunicorn.socket")
        if isinstance(connection, ssl.SSLSocket):
            environ = environ | {"gunicorn.socket": SharedTlsSocket(connection)}
        return super().__call__(environ, start_response)


def _bound_messages(sockets: SocketIO) -> None:
    engine = sockets.server.eio
    engine._async = engine._async | {"websocket": BoundedWebSocket}


class LimitSockets:
    """WSGI middleware that refuses requests of Socket.IO while `most` of them are open."""

    def __init__(self, app: Callable[..., Iterable[bytes]], most: int) -> None:
        self._app = app
        self._most = most
        self._open = 0
        self._lock = threading.Lock()

    def count(self) -> int:
        """Return how many are open."""
        return self._open

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        if not environ.get("PATH_INFO", "").startswith(_PATH):
            return self._app(environ, start_response)
        if not self._enter():
            start_response("503 Service Unavailable", [("Content-Type", "text/plain"), ("Retry-After", "10")])
            return [b"Too many pages are connected.\n"]
        try:
            return self._app(environ, start_response)
        finally:
            self._leave()

    def _enter(self) -> bool:
        with self._lock:
            free = self._open < self._most
            self._open += free
            return free

    def _leave(self) -> None:
        with self._lock:
            self._open -= 1
