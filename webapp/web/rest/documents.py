"""Parts of the OpenAPI document that flask-smorest cannot derive, and answers that are no JSON."""

from typing import Any

from flask import Response, request


def multipart(parts: dict[str, Any]) -> dict[str, Any]:
    """Return the description of a multipart request all of whose parts are required."""
    schema = {"type": "object", "properties": parts, "required": list(parts)}
    return {"required": True, "content": {"multipart/form-data": {"schema": schema}}}


def json_body(schema: Any) -> dict[str, Any]:
    """Return the description of a JSON request whose members are checked by the domain."""
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def jpeg(content: bytes, etag: str) -> Response:
    """Return a picture that this browser alone may keep, and only as long as it exists here."""
    return revalidated(Response(content, mimetype="image/jpeg"), etag)


def revalidated(response: Response, etag: str) -> Response:
    """Let the browser keep an answer and ask each time whether it still holds; answer 304 where it does."""
    response.set_etag(etag)
    response.headers["Cache-Control"] = "private, no-cache"
    return response.make_conditional(request)  # type: ignore[return-value]
