"""How views reach the application's parts, and who is asking."""

from typing import TYPE_CHECKING, cast

from flask import Flask, current_app, g, request, session
from flask_login import current_user

from webapp.domain.catalogue import MAIN, GalleryInfo
from webapp.domain.gallery import Gallery
from webapp.domain.inbox import Inbox
from webapp.domain.roles import Actor
from webapp.domain.users import User
from webapp.web.refusals import BadKey

if TYPE_CHECKING:
    from webapp.services import Services
    from webapp.web.metrics import Metrics

_KEY, _METRICS = "familiar", "familiar-metrics"
_BEARER = "Bearer "


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
    """Return the account that is signed in, or None."""
    return current_user.account if current_user.is_authenticated else None


def has_key() -> bool:
    """Whether the request comes with an API key: then its cookies count for nothing."""
    return request.headers.get("Authorization", "").startswith(_BEARER)


def actor() -> Actor | None:
    """Return who asks, with their roles, or None. Raises BadKey for a key that is not good."""
    if "actor" not in g:
        g.actor = _key_actor() if has_key() else _user_actor()
    return cast("Actor | None", g.actor)


def gallery() -> Gallery:
    """Return the gallery in the request's address. Raises NotFound."""
    return services().open.of(g.gallery_id)


def inbox() -> Inbox:
    """Return the inbox of the gallery in the request's address. Raises NotFound."""
    return services().open.inbox(g.gallery_id)


def visible_galleries() -> list[GalleryInfo]:
    """Return the galleries that whoever asks may see."""
    who = actor()
    return [] if who is None else services().galleries.visible(who)


def page_gallery() -> str:
    """Return the id of the gallery that pages show: the one in `?gallery=`, which is remembered, or the first."""
    ids = [info.id for info in visible_galleries()]
    wanted = request.args.get("gallery", session.get("gallery"))
    if wanted in ids:
        session["gallery"] = wanted
        return cast("str", wanted)
    return ids[0] if ids else MAIN


def _user_actor() -> Actor | None:
    account = viewer()
    return None if account is None else services().galleries.actor(account)


def _key_actor() -> Actor:
    key = services().galleries.key_of(request.headers["Authorization"].removeprefix(_BEARER).strip())
    if key is None:
        raise BadKey
    return Actor(key.id, "key", roles={key.gallery_id: key.role})
