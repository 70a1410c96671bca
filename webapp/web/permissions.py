"""Who may do what: one line for every route. A route without a line is closed, and a test names it."""

from collections.abc import Callable
from enum import Enum
from typing import cast

from flask import Flask, Response, g, redirect, request, url_for
from flask_wtf import CSRFProtect

from webapp.domain.catalogue import MAIN
from webapp.domain.errors import Forbidden, NotFound
from webapp.domain.roles import Actor, Role
from webapp.web.access import actor, has_key, services
from webapp.web.refusals import SignInNeeded


class Need(Enum):
    """What a route asks of whoever calls it, where it is no role in the gallery of its address."""

    NOTHING = "nothing"
    SIGN_IN = "sign-in"
    ACCOUNT = "account"  # a person's, not a program's key
    OPERATOR = "operator"
    OFFERING = "offering"  # nothing in the first gallery where enrolment is open, else an editor


NEEDS: dict[str, Need | Role] = {
    "static": Need.NOTHING,
    "api-docs.openapi_json": Need.NOTHING,
    "health.health": Need.NOTHING,
    "operations.livez": Need.NOTHING,
    "operations.readyz": Need.NOTHING,
    "operations.figures": Need.OPERATOR,
    "pages.live": Need.NOTHING,
    "pages.all_tools": Need.NOTHING,
    "pages.compare": Need.NOTHING,
    "pages.similarity": Need.NOTHING,
    "pages.matching": Need.NOTHING,
    "pages.analyse": Need.NOTHING,
    "pages.video": Need.NOTHING,
    "pages.batch": Need.NOTHING,
    "pages.enrol": Need.NOTHING,
    "pages.api": Need.NOTHING,
    "pages.about": Need.NOTHING,
    "pages.models": Need.NOTHING,
    "pages.sign_in": Need.NOTHING,
    "pages.submit_sign_in": Need.NOTHING,
    "pages.setup": Need.NOTHING,
    "pages.submit_setup": Need.NOTHING,
    "pages.admin": Need.ACCOUNT,
    "session.read": Need.NOTHING,
    "session.create": Need.NOTHING,
    "session.delete": Need.NOTHING,
    "session.delete_all": Need.ACCOUNT,
    "users.everybody": Need.OPERATOR,
    "galleries.visible": Need.SIGN_IN,
    "galleries.create": Need.OPERATOR,
    "gallery.read": Role.VIEWER,
    "gallery.change": Role.ADMIN,
    "gallery.members": Role.ADMIN,
    "gallery.add_member": Role.ADMIN,
    "gallery.remove_member": Role.ADMIN,
    "gallery.keys": Role.ADMIN,
    "gallery.make_key": Role.ADMIN,
    "gallery.end_key": Role.ADMIN,
    "gallery.audit": Role.ADMIN,
    "audit.everything": Need.OPERATOR,
    "people.search": Role.VIEWER,
    "people.create": Role.EDITOR,
    "people.read": Role.VIEWER,
    "people.rename": Role.EDITOR,
    "people.delete": Role.EDITOR,
    "people.references": Role.VIEWER,
    "people.add_reference": Role.EDITOR,
    "references.read": Role.VIEWER,
    "references.delete": Role.EDITOR,
    "references.photo": Role.VIEWER,
    "references.thumbnail": Role.VIEWER,
    "descriptors.read": Role.VIEWER,
    "submissions.create": Need.OFFERING,
    "submissions.waiting": Role.EDITOR,
    "submissions.photo": Role.EDITOR,
    "submissions.refuse": Role.EDITOR,
    "submissions.approve": Role.EDITOR,
}

_READING = ("GET", "HEAD", "OPTIONS")


def init_app(app: Flask, csrf: CSRFProtect) -> None:
    """Check every request before its view runs, and remember every change after it."""
    app.url_value_preprocessor(_take_gallery)
    app.before_request(lambda: _guard(csrf))
    app.after_request(_remember)


def _take_gallery(_endpoint: str | None, values: dict[str, str] | None) -> None:
    """Take the gallery out of the address, so that views need not carry it."""
    g.gallery_id = (values or {}).pop("gallery_id", None)


def _guard(csrf: CSRFProtect) -> Response | None:
    if request.endpoint is None:
        return None  # there is nothing at this address, which is said later
    if not has_key():
        csrf.protect()  # a key is no cookie: no other site can make a browser send it
    need = NEEDS.get(request.endpoint, Need.OPERATOR)
    if request.endpoint == "pages.admin" and actor() is None:
        return cast("Response", redirect(url_for("pages.sign_in", next=request.path)))
    if isinstance(need, Role):
        _check_role(need)
    else:
        _CHECKS[need]()
    return None


def _signed_in() -> Actor:
    who = actor()
    if who is None:
        raise SignInNeeded
    return who


def _check_account() -> None:
    if _signed_in().kind != "user":
        raise Forbidden(need="account")


def _check_operator() -> None:
    if not _signed_in().operator:
        raise Forbidden(need="operator")


def _check_offering() -> None:
    if not (services().settings.open_enrolment and g.gallery_id == MAIN):
        _check_role(Role.EDITOR)


def _check_role(need: Role) -> None:
    own = _signed_in().role_in(g.gallery_id)
    if own is None:
        raise NotFound(kind="gallery")  # nobody learns from a refusal which galleries there are
    if own < need:
        raise Forbidden(need=need.word)


_CHECKS: dict[Need, Callable[[], object]] = {
    Need.NOTHING: lambda: None,
    Need.SIGN_IN: _signed_in,
    Need.ACCOUNT: _check_account,
    Need.OPERATOR: _check_operator,
    Need.OFFERING: _check_offering,
}


def _remember(response: Response) -> Response:
    """Note what was changed, and every attempt to sign in."""
    endpoint = request.endpoint or ""
    attempt = endpoint in ("session.create", "pages.submit_sign_in") and response.status_code == 401
    if request.method not in _READING and endpoint and (response.status_code < 400 or attempt):
        subject = {name: str(value) for name, value in (request.view_args or {}).items()}
        subject |= g.get("subject", {})
        action = f"{endpoint}.refused" if attempt else endpoint
        services().audit.note(g.get("actor") or _now_signed_in(), action, g.get("gallery_id"), subject)
    return response


def _now_signed_in() -> Actor | None:
    """Return who has signed in by this very request."""
    g.pop("actor", None)
    return None if has_key() else actor()
