"""The REST API under /api/v1."""

from flask import Flask
from flask_smorest import Api
from werkzeug.exceptions import HTTPException

from webapp.web.errors import http_error
from webapp.web.rest import descriptors, galleries, health, installation, people, references, sessions, submissions
from webapp.web.schemas import ErrorSchema
from webapp.web.security import COOKIE
from webapp.web.version import VERSION

PREFIX = "/api/v1"
_GALLERY = PREFIX + "/galleries/<gallery_id>"
_BLUEPRINTS = (
    (health.blueprint, PREFIX),
    (sessions.blueprint, PREFIX),
    (installation.users, PREFIX),
    (installation.audit, PREFIX),
    (galleries.lists, PREFIX),
    (galleries.blueprint, _GALLERY),
    (people.blueprint, _GALLERY),
    (references.blueprint, _GALLERY),
    (descriptors.blueprint, _GALLERY),
    (submissions.blueprint, _GALLERY),
)


class FamiliarApi(Api):
    """flask-smorest with Familiar's shape of errors."""

    ERROR_SCHEMA = ErrorSchema

    def handle_http_exception(self, error: HTTPException):  # type: ignore[no-untyped-def]
        """Return the answer to a refusal of the framework."""
        return http_error(error)


def init_app(app: Flask) -> None:
    """Register all resources and the OpenAPI document."""
    app.config.update(
        API_TITLE="Familiar",
        API_VERSION=VERSION,
        OPENAPI_VERSION="3.0.3",
        OPENAPI_URL_PREFIX=PREFIX,
    )
    security = {
        "session": {"type": "apiKey", "in": "cookie", "name": COOKIE, "description": f"Over HTTPS: __Host-{COOKIE}."},
        "key": {"type": "http", "scheme": "bearer"},
    }
    either = {"components": {"securitySchemes": security}, "security": [{"session": []}, {"key": []}]}
    api = FamiliarApi(app, spec_kwargs=either)
    for blueprint, prefix in _BLUEPRINTS:
        api.register_blueprint(blueprint, url_prefix=prefix)
