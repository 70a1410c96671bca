"""Whether the server is there."""

from flask_smorest import Blueprint

from webapp.web.schemas import HealthSchema
from webapp.web.version import VERSION

blueprint = Blueprint("health", __name__, description="Whether the server is there.")


@blueprint.get("/health")
@blueprint.doc(security=[])
@blueprint.response(200, HealthSchema)
def health() -> dict[str, str]:
    """Tell that the server answers, and its version."""
    return {"status": "ok", "version": VERSION}
