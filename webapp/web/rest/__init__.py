"""The REST API under /api/v1."""

from flask import Flask
from flask_smorest import Api
from werkzeug.exceptions import HTTPException

from webapp.web.errors import http_error
from webapp.web.rest import descriptors, health, people, references, sessions, submissions
from webapp.web.schemas import ErrorSchema
from webapp.web.security import COOKIE
from webapp.web.version import VERSION

PREFIX = "/api/v1"
_BLUEPRINTS = (
    health.blueprint,
    sessions.blueprint,
    people.blueprint,
    references.blueprint,
    descriptors.blueprint,
    submissions.blueprint,
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
        "session": {"type": "apiKey", "in": "cookie", "name": COOKIE, "description": f"Over HTTPS: __Host-{COOKIE}."}
    }
    api = FamiliarApi(app, spec_kwargs={"components": {"securitySchemes": security}, "security": [{"session": []}]})
    for blueprint in _BLUEPRINTS:
        api.register_blueprint(blueprint, url_prefix=PREFIX)
