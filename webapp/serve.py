"""`familiar serve`: prepare, say where, and run Gunicorn until a signal comes.

One worker process with threads: an open WebSocket keeps one thread, and everything that changes the gallery passes
through one process.
"""

import errno
import socket
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from webapp import create_app, data_folder, logs, tls
from webapp.config import Settings, SettingsError
from webapp.gunicorn_parts import Log, Worker
from webapp.services import open_services
from webapp.web.version import VERSION


def serve(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM. Raises SettingsError where that cannot begin."""
    logs.configure(settings.log_level, settings.log_format)
    data_folder.prepare(settings.data)
    setup_token = _make_ready(settings)
    listener = bind(settings.host, settings.port)
    server = Server(settings, listener)
    _announce(settings, public_address(settings, listener.getsockname()[1]), setup_token)
    server.run()


def bind(host: str, port: int) -> socket.socket:
    """Return a listening socket. Raises SettingsError with a sentence where the address cannot be had."""
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
    except OSError as error:
        raise SettingsError(_why_not(host, port, error)) from error
    listener.listen(256)
    return listener


def public_address(settings: Settings, port: int) -> str:
    """Return the address at which browsers find the server."""
    host = settings.host
    if host in ("", "0.0.0.0", "::"):  # noqa: S104 — compared, not bound
        host = socket.gethostname()
    return f"{settings.scheme}://{f'[{host}]' if ':' in host else host}:{port}"


class Server(BaseApplication):
    """Gunicorn with settings of ours instead of its command line."""

    def __init__(self, settings: Settings, listener: socket.socket) -> None:
        self._settings = settings
        self._listener = listener
        super().__init__()

    def load_config(self) -> None:
        """Set what differs from Gunicorn's defaults; called by its constructor."""
        options: dict[str, Any] = {
            "bind": f"fd://{self._listener.fileno()}",
            "worker_class": Worker,
            "workers": 1,
            "threads": self._settings.threads,
            "graceful_timeout": self._settings.stop_seconds,
            "forwarded_allow_ips": "",  # proxies are the application's business, see FAMILIAR_TRUSTED_PROXIES
            "logger_class": Log,
            "timeout": 120,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        if self._settings.scheme == "https":
            cert, key = tls.certificate(self._settings.data, self._settings.host)
            options |= {"certfile": str(cert), "keyfile": str(key)}
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application; called in the worker process."""
        app = create_app(self._settings)
        logs.log.info("started", version=VERSION, threads=self._settings.threads)
        return app


def _make_ready(settings: Settings) -> str | None:
    """Migrate, sweep, and return the token for the first account where there is none yet.

    The database is closed again, because a connection must not pass into the worker process.
    """
    services = open_services(settings)
    try:
        services.gallery.sweep()
        return services.accounts.setup_token()
    finally:
        services.engine.dispose()


def _announce(settings: Settings, address: str, setup_token: str | None) -> None:
    print(f"Familiar is at {address}", flush=True)
    if settings.scheme == "https":
        print(
            "It uses HTTPS with a certificate of its own, because browsers give a webcam to nothing less;", flush=True
        )
        print("the browser warns of it once, and you may go on.", flush=True)
    if setup_token:
        print(f"To create the first account, open {address}/setup?token={setup_token}", flush=True)
    print("Press Ctrl-C to stop.", flush=True)


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is taken by another program; choose another one, such as FAMILIAR_PORT={port + 1}."
    if error.errno == errno.EACCES:
        return f"Port {port} needs administrator rights; choose one above 1023 with FAMILIAR_PORT."
    return f"{host}:{port} cannot be used: {error.strerror}; see FAMILIAR_HOST and FAMILIAR_PORT."
