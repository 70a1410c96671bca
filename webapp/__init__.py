"""Familiar's Flask application. `create_app` is the one place that knows every part."""

from datetime import timedelta

from flask import Flask

from webapp import data_folder
from webapp.config import Settings, load_settings
from webapp.domain.accounts import SIGN_IN_LASTS
from webapp.domain.photos import MAX_BYTES
from webapp.paths import ROOT
from webapp.services import open_services
from webapp.web import errors, pages, rest, security, sockets, static_files, texts
from webapp.web.access import attach

FORM_BYTES = 256 * 1024  # what a form may hold beside its photo


def create_app(settings: Settings | None = None) -> Flask:
    """Return the application. Raises SettingsError."""
    settings = settings or load_settings()
    app = Flask("webapp", root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.config.update(
        SECRET_KEY=data_folder.prepare(settings.data),
        MAX_CONTENT_LENGTH=MAX_BYTES + FORM_BYTES,
        SESSION_COOKIE_NAME="familiar",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.scheme == "https",
        PERMANENT_SESSION_LIFETIME=timedelta(seconds=SIGN_IN_LASTS.total_seconds()),
    )
    services = open_services(settings)
    attach(app, services)
    errors.init_app(app)
    security.init_app(app, services.accounts)
    static_files.init_app(app)
    texts.init_app(app)
    rest.init_app(app)
    app.register_blueprint(pages.blueprint)
    sockets.init_app(app, services.gallery)
    return app
