"""Familiar's Flask application. `create_app` is the one place that knows every part."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from webapp import data_folder
from webapp.config import Settings, load_settings
from webapp.domain.photos import MAX_BYTES
from webapp.paths import ROOT
from webapp.services import open_services
from webapp.web import errors, headers, observed, operations, pages, rest, security, sockets, static_files, texts
from webapp.web.access import attach
from webapp.web.metrics import Metrics

FORM_BYTES = 256 * 1024  # what a form may hold beside its photo


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application. Raises SettingsError."""
    settings = settings or load_settings()
    app = Flask("webapp", root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.config.update(
        SECRET_KEY=data_folder.prepare(settings.data),
        MAX_CONTENT_LENGTH=MAX_BYTES + FORM_BYTES,
    )
    services = open_services(settings)
    metrics = Metrics(services.figures)
    attach(app, services, metrics)
    errors.init_app(app)
    security.init_app(app, services.accounts, settings.rate_limit_storage)
    headers.init_app(app, settings.isolated)
    static_files.init_app(app)
    texts.init_app(app)
    rest.init_app(app)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(operations.blueprint)
    metrics.watch_sockets(sockets.init_app(app, services.open, settings.threads).count)
    observed.init_app(app, metrics)
    trust_proxies(app, settings.trusted_proxies)
    return app


def trust_proxies(app: Flask, count: int) -> None:
    """Believe what so many proxies in front say of where a request comes from and how; 0 believes nobody."""
    if count:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
