"""How views reach the application's parts, and who is asking."""

from typing import TYPE_CHECKING, cast

from flask import Flask, current_app
from flask_login import current_user

from webapp.domain.users import User
from webapp.web.refusals import SignInNeeded

if TYPE_CHECKING:
    from webapp.services import Services

_KEY = "familiar"


def attach(app: Flask, services: "Services") -> None:
    """Give the application its parts."""
    app.extensions[_KEY] = services


def services() -> "Services":
    """Return the parts of the application that handles this request."""
    return cast("Services", current_app.extensions[_KEY])


def viewer() -> User | None:
    """Return who is signed in, or None."""
    return current_user.account if current_user.is_authenticated else None


def require_sign_in() -> None:
    """Raise SignInNeeded unless somebody is signed in. Fit for `before_request`."""
    if viewer() is None:
        raise SignInNeeded
