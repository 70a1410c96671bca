"""Galleries: which there are, their settings, their members and keys, and what was done in them."""

from datetime import timedelta
from typing import Any

from flask import g
from flask_smorest import Blueprint

from webapp.domain.audit import Entry
from webapp.domain.catalogue import ApiKey, GalleryInfo, Member
from webapp.domain.errors import NotFound
from webapp.domain.pages import Page, PageQuery
from webapp.domain.roles import Role
from webapp.domain.users import User
from webapp.web.access import actor, services, visible_galleries
from webapp.web.schemas import (
    AuditArgs,
    AuditSchema,
    GalleriesSchema,
    GalleryChangeSchema,
    GallerySchema,
    KeysSchema,
    MadeKeySchema,
    MemberSchema,
    MembersSchema,
    NameSchema,
    WantedKeySchema,
    WantedMemberSchema,
)

lists = Blueprint("galleries", __name__, description="The galleries that somebody may see.")
blueprint = Blueprint("gallery", __name__, description="One gallery: settings, members, keys, what was done.")


@lists.get("/galleries")
@lists.response(200, GalleriesSchema)
def visible() -> dict[str, Any]:
    """List the galleries that whoever asks may see, oldest first."""
    return {"galleries": [_with_role(info) for info in visible_galleries()]}


@lists.post("/galleries")
@lists.arguments(NameSchema)
@lists.response(201, GallerySchema)
@lists.alt_response(409, description="name-taken")
@lists.alt_response(422, description="bad-name")
def create(given: dict[str, str]) -> dict[str, Any]:
    """Add an empty gallery."""
    return _with_role(services().galleries.add(given["name"]))


@blueprint.get("")
@blueprint.response(200, GallerySchema)
def read() -> dict[str, Any]:
    """Return a gallery's name and settings, and the role of whoever asks."""
    return _with_role(services().catalogue.gallery(g.gallery_id))


@blueprint.patch("")
@blueprint.arguments(GalleryChangeSchema)
@blueprint.response(200, GallerySchema)
@blueprint.alt_response(409, description="name-taken")
@blueprint.alt_response(422, description="bad-name")
def change(given: dict[str, Any]) -> dict[str, Any]:
    """Rename a gallery, or set the distance below which a face is known."""
    changed = services().galleries.change(g.gallery_id, **given)
    services().open.changed()
    return _with_role(changed)


@blueprint.get("/members")
@blueprint.response(200, MembersSchema)
def members() -> dict[str, list[Member]]:
    """List the accounts that have a role in a gallery, by name."""
    return {"members": services().galleries.members(g.gallery_id)}


@blueprint.post("/members")
@blueprint.arguments(WantedMemberSchema)
@blueprint.response(201, MemberSchema)
@blueprint.alt_response(404, description="not-found")
def add_member(given: dict[str, Any]) -> Member:
    """Give the account of exactly this name a role in place of the one that it has."""
    user = _account_named(given["name"])
    role = Role.named(given["role"])
    services().galleries.set_role(g.gallery_id, user.id, role)
    g.subject = {"user_id": user.id, "role": role.word}
    return Member(user.id, user.name, role)


@blueprint.delete("/members/<user_id>")
@blueprint.response(204)
@blueprint.alt_response(404, description="not-found")
def remove_member(user_id: str) -> None:
    """Take an account's role away; keys that it made end with it."""
    services().galleries.set_role(g.gallery_id, user_id, None)


@blueprint.get("/keys")
@blueprint.response(200, KeysSchema)
def keys() -> dict[str, list[ApiKey]]:
    """List the keys of programs, oldest first; their secrets are known to nobody here."""
    return {"keys": services().galleries.keys(g.gallery_id)}


@blueprint.post("/keys")
@blueprint.arguments(WantedKeySchema)
@blueprint.response(201, MadeKeySchema)
@blueprint.alt_response(422, description="bad-name")
def make_key(given: dict[str, Any]) -> dict[str, Any]:
    """Make a key with a role that is not above one's own. Its secret is in this answer and nowhere else."""
    who = actor()
    assert who is not None  # noqa: S101 — the route needs a role
    lasts = None if given["days"] is None else timedelta(days=given["days"])
    key, secret = services().galleries.make_key(who, g.gallery_id, given["name"], Role.named(given["role"]), lasts)
    g.subject = {"key_id": key.id, "role": key.role.word}
    return {**vars(key), "secret": secret}


@blueprint.delete("/keys/<key_id>")
@blueprint.response(204)
@blueprint.alt_response(404, description="not-found")
def end_key(key_id: str) -> None:
    """End a key."""
    services().galleries.end_key(g.gallery_id, key_id)


@blueprint.get("/audit")
@blueprint.arguments(AuditArgs, location="query")
@blueprint.response(200, AuditSchema)
def audit(wanted: dict[str, Any]) -> Page[Entry]:
    """List what was done in a gallery, newest first."""
    return services().audit.entries(PageQuery(wanted["limit"], wanted["cursor"]), g.gallery_id, wanted["action"])


def _with_role(info: GalleryInfo) -> dict[str, Any]:
    who = actor()
    role = who and who.role_in(info.id)
    threshold = services().open.of(info.id).rules.threshold
    return {**vars(info), "threshold": threshold, "role": role}


def _account_named(name: str) -> User:
    user = next((user for user in services().accounts.users() if user.name == name), None)
    if user is None:
        raise NotFound(kind="account")
    return user
