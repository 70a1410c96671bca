"""Photos that people offer, and what becomes of them."""

from typing import Any

from flask import Response, request
from flask_smorest import Blueprint

from webapp.domain.pages import Page, PageQuery
from webapp.domain.references import Reference
from webapp.domain.submissions import Submission
from webapp.web import payloads
from webapp.web.access import actor, gallery, inbox
from webapp.web.refusals import BadRequest
from webapp.web.rest.documents import jpeg, json_body, multipart
from webapp.web.schemas import ApprovalSchema, Multipart, PageArgs, ReceiptSchema, ReferenceSchema, SubmissionsSchema
from webapp.web.security import limiter

blueprint = Blueprint("submissions", __name__, description="Photos that wait for approval.")


@blueprint.post("/submissions")
@limiter.limit("30 per 10 minutes", exempt_when=lambda: actor() is not None)
@blueprint.doc(requestBody=multipart(Multipart.submission))
@blueprint.response(202, ReceiptSchema)
@blueprint.alt_response(429, description="too-many-attempts")
def create() -> Submission:
    """Offer a photo of a face."""
    box = payloads.box(payloads.face_part(request))
    return inbox().submit(payloads.text(request, "name"), payloads.photo(request), box)


@blueprint.get("/submissions")
@blueprint.arguments(PageArgs, location="query")
@blueprint.response(200, SubmissionsSchema)
def waiting(wanted: dict[str, Any]) -> Page[Submission]:
    """List what waits, oldest first."""
    return gallery().store.submissions(PageQuery(**wanted))


@blueprint.get("/submissions/<submission_id>/photo")
@blueprint.response(200, content_type="image/jpeg")
@blueprint.alt_response(404, description="not-found")
def photo(submission_id: str) -> Response:
    """Return an offered photo."""
    return jpeg(inbox().photo(submission_id), f"{submission_id}-photo")


@blueprint.delete("/submissions/<submission_id>")
@blueprint.response(204)
@blueprint.alt_response(404, description="not-found")
def refuse(submission_id: str) -> None:
    """Refuse a photo and delete it."""
    inbox().refuse(submission_id)


@blueprint.post("/submissions/<submission_id>/approval")
@blueprint.doc(requestBody=json_body(ApprovalSchema))
@blueprint.response(201, ReferenceSchema)
@blueprint.alt_response(404, description="not-found")
@blueprint.alt_response(409, description="other-recogniser")
@blueprint.alt_response(422, description="bad-face, bad-name, bad-request")
def approve(submission_id: str) -> Reference:
    """Take a photo into the gallery, with a descriptor from the approver's browser, never from whoever offered it."""
    given = payloads.body(request)
    box = inbox()
    match given.get("personId"), given.get("name"):
        case str(person_id), None:
            return box.approve(submission_id, person_id, payloads.described_face(given))
        case None, str(name):
            return box.approve(submission_id, box.newcomer(name), payloads.described_face(given))
    raise BadRequest(reason="give either personId or name")
