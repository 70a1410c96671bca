"""People of the gallery."""

from typing import Any

from flask import request
from flask_smorest import Blueprint

from webapp.domain.pages import Page, PageQuery
from webapp.domain.people import Person
from webapp.domain.references import Reference
from webapp.web import payloads
from webapp.web.access import gallery
from webapp.web.rest.documents import multipart
from webapp.web.schemas import (
    Multipart,
    NameSchema,
    PageArgs,
    PeopleArgs,
    PeopleSchema,
    PersonSchema,
    ReferenceSchema,
    ReferencesSchema,
)

blueprint = Blueprint("people", __name__, description="The people whom the gallery knows.")


@blueprint.get("/people")
@blueprint.arguments(PeopleArgs, location="query")
@blueprint.response(200, PeopleSchema)
def search(wanted: dict[str, Any]) -> Page[Person]:
    """List people by name."""
    return gallery().people(wanted.pop("query"), PageQuery(**wanted))


@blueprint.post("/people")
@blueprint.arguments(NameSchema)
@blueprint.response(201, PersonSchema)
@blueprint.alt_response(422, description="bad-name")
def create(given: dict[str, str]) -> Person:
    """Add a person; two people may share a name."""
    return gallery().add_person(given["name"])


@blueprint.get("/people/<person_id>")
@blueprint.response(200, PersonSchema)
@blueprint.alt_response(404, description="not-found")
def read(person_id: str) -> Person:
    """Return a person."""
    return gallery().store.person(person_id)


@blueprint.patch("/people/<person_id>")
@blueprint.arguments(NameSchema)
@blueprint.response(200, PersonSchema)
@blueprint.alt_response(404, description="not-found")
@blueprint.alt_response(422, description="bad-name")
def rename(given: dict[str, str], person_id: str) -> Person:
    """Rename a person."""
    return gallery().rename(person_id, given["name"])


@blueprint.delete("/people/<person_id>")
@blueprint.response(204)
@blueprint.alt_response(404, description="not-found")
def delete(person_id: str) -> None:
    """Delete a person with all references, photos and thumbnails."""
    gallery().remove_person(person_id)


@blueprint.get("/people/<person_id>/references")
@blueprint.arguments(PageArgs, location="query")
@blueprint.response(200, ReferencesSchema)
@blueprint.alt_response(404, description="not-found")
def references(wanted: dict[str, Any], person_id: str) -> Page[Reference]:
    """List a person's references, oldest first."""
    return gallery().store.references(person_id, PageQuery(**wanted))


@blueprint.post("/people/<person_id>/references")
@blueprint.doc(requestBody=multipart(Multipart.reference))
@blueprint.response(201, ReferenceSchema)
@blueprint.alt_response(404, description="not-found")
@blueprint.alt_response(409, description="other-recogniser")
@blueprint.alt_response(413, description="too-large, too-many-pixels")
@blueprint.alt_response(415, description="not-an-image, heic-unsupported, svg-refused")
@blueprint.alt_response(422, description="bad-face, truncated-image")
def add_reference(person_id: str) -> Reference:
    """Add a photo in which a face was found."""
    face = payloads.described_face(payloads.face_part(request))
    return gallery().enrol(person_id, payloads.photo(request), face)
