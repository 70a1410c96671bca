"""References: single faces of people, with their pictures."""

from flask import Response
from flask_smorest import Blueprint

from webapp.domain.references import Reference
from webapp.web.access import gallery
from webapp.web.rest.documents import jpeg
from webapp.web.schemas import ReferenceSchema

blueprint = Blueprint("references", __name__, description="Faces in photos that stand for people.")


@blueprint.get("/references/<reference_id>")
@blueprint.response(200, ReferenceSchema)
@blueprint.alt_response(404, description="not-found")
def read(reference_id: str) -> Reference:
    """Return a reference."""
    return gallery().store.reference(reference_id)


@blueprint.delete("/references/<reference_id>")
@blueprint.response(204)
@blueprint.alt_response(404, description="not-found")
def delete(reference_id: str) -> None:
    """Delete a reference, and its photo where no other reference needs it."""
    gallery().remove_reference(reference_id)


@blueprint.get("/references/<reference_id>/photo")
@blueprint.response(200, content_type="image/jpeg")
@blueprint.alt_response(404, description="not-found")
def photo(reference_id: str) -> Response:
    """Return the whole photo."""
    return jpeg(gallery().photo(reference_id), f"{reference_id}-photo")


@blueprint.get("/references/<reference_id>/thumbnail")
@blueprint.response(200, content_type="image/jpeg")
@blueprint.alt_response(404, description="not-found")
def thumbnail(reference_id: str) -> Response:
    """Return the face, 160 × 160 pixels."""
    return jpeg(gallery().thumbnail(reference_id), f"{reference_id}-thumbnail")
