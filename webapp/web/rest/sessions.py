"""Signing in and out."""

from typing import Any

from flask_login import current_user
from flask_smorest import Blueprint
from flask_wtf.csrf import generate_csrf

from webapp.web.access import page_gallery, services, viewer
from webapp.web.schemas import SessionSchema, SignInSchema
from webapp.web.security import end_session, sign_in_limit, sign_in_with

blueprint = Blueprint("session", __name__, description="Signing in and out.")


@blueprint.get("/session")
@blueprint.doc(security=[])
@blueprint.response(200, SessionSchema)
def read() -> dict[str, Any]:
    """Tell who is signed in, and the token that requests which change something must carry in X-CSRF-Token."""
    return _session()


@blueprint.post("/session")
@sign_in_limit
@blueprint.doc(security=[])
@blueprint.arguments(SignInSchema)
@blueprint.response(200, SessionSchema)
@blueprint.alt_response(401, description="wrong-password")
@blueprint.alt_response(429, description="too-many-attempts")
def create(credentials: dict[str, str]) -> dict[str, Any]:
    """Sign in."""
    sign_in_with(credentials["name"], credentials["password"])
    return _session()


@blueprint.delete("/session")
@blueprint.response(204)
def delete() -> None:
    """Sign out; copies of the session's cookie stop working too."""
    if current_user.is_authenticated:
        services().accounts.sign_out(current_user.token)
    end_session()


@blueprint.delete("/sessions")
@blueprint.response(204)
def delete_all() -> None:
    """Sign out everywhere: in this browser and in all others."""
    services().accounts.sign_out_everywhere(current_user.account.id)
    end_session()


def _session() -> dict[str, Any]:
    gallery = page_gallery()
    return {
        "user": viewer(),
        "csrfToken": generate_csrf(),
        "openEnrolment": services().settings.open_enrolment,
        "gallery": gallery,
        "threshold": services().open.of(gallery).rules.threshold,
    }
