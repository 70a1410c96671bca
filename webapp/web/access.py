"""How views reach the application's parts, and who is asking."""

from typing import TYPE_CHECKING, cast

from flask import Flask, current_app
from flask_login import current_user

from webapp.domain.users import User
from webapp.web.refusals import SignInNeeded

if TYPE_CHECKING:
    from webapp.services import Services
    from webapp.web.metrics import Metrics

_KEY, _METRICS = "familiar", "familiar-metrics"


def attach(app: Flask, services: "Services", metrics: "Metrics") -> None:
    """Give the application its parts."""
    app.extensions[_KEY] = services
    app.extensions[_METRICS] = metrics


def services() -> "Services":
    """Return the parts of the application that handles this request."""
    return cast("Services", current_app.extensions[_KEY])


def metrics() -> "Metrics":
    """Return the figures of the application that handles this request."""
    return cast("Metrics", current_app.extensions[_METRICS])


def viewer() -> User | None:
    """Return who is signed in, or None."""
    return current_user.account if current_user.is_authenticated else None


def require_sign_in() -> None:
    """Raise SignInNeeded unless somebody is signed in. Fit for `before_request`."""
    if viewer() is None:
        raise SignInNeeded


def require_operator() -> None:
    """Raise unless whoever asks may see how the server is doing: for now, whoever is signed in."""
    require_sign_in()
