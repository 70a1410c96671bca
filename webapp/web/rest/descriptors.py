"""The gallery's descriptors, all in one answer, so that a page matches faces by itself."""

import json
from typing import Any

from flask import Response, request
from flask_smorest import Blueprint

from webapp.domain.faces import Recogniser
from webapp.web import payloads
from webapp.web.access import gallery
from webapp.web.rest.documents import revalidated
from webapp.web.schemas import DescriptorsSchema, RecogniserArgs

JSON, BINARY = "application/json", "application/octet-stream"

blueprint = Blueprint("descriptors", __name__, description="All that a page needs to tell who is who.")


@blueprint.get("/descriptors")
@blueprint.arguments(RecogniserArgs, location="query")
@blueprint.response(200, DescriptorsSchema, description="JSON, or bytes where Accept asks for them")
@blueprint.alt_response(304, description="nothing has changed since the answer with the ETag in If-None-Match")
def read(wanted: dict[str, Any]) -> Response:
    """Return everybody's descriptors. The mark is compared before anything is read from the database."""
    kind = request.accept_mimetypes.best_match((JSON, BINARY), JSON)
    recogniser = _recogniser(wanted)
    mark = gallery().mark(recogniser)
    response = Response(mimetype=kind)
    if not request.if_none_match.contains(_etag(mark, kind)):
        mark, found = gallery().descriptors(recogniser)
        binary = kind == BINARY
        response.data = payloads.descriptors_bytes(found) if binary else json.dumps(payloads.descriptors_json(found))
    response.vary.add("Accept")
    return revalidated(response, _etag(mark, kind))


def _etag(mark: str, kind: str) -> str:
    return f"{mark}-{kind.rsplit('/', 1)[1]}"


def _recogniser(wanted: dict[str, Any]) -> Recogniser:
    current = gallery().rules.recogniser
    return Recogniser(wanted["recogniser"] or current.name, wanted["version"] or current.version)
