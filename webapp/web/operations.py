"""What operators and their machines ask: does it live, can it work, how is it doing."""

from flask import Blueprint, Response, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST

from webapp.web.access import metrics, services

blueprint = Blueprint("operations", __name__)


@blueprint.get("/livez")
def livez() -> Response:
    """Tell that the process answers; nothing else is touched."""
    return jsonify(status="ok")


@blueprint.get("/readyz")
def readyz() -> tuple[Response, int]:
    """Tell whether requests can be served, and by codes what is missing."""
    problems = services().readiness.problems()
    return jsonify(status="unavailable" if problems else "ok", problems=problems), 503 if problems else 200


@blueprint.get("/metrics")
def figures() -> Response:
    """Return figures for Prometheus; `?photos` adds the size of the photo files, which takes longer."""
    return Response(metrics().text(with_photos="photos" in request.args), content_type=CONTENT_TYPE_LATEST)
