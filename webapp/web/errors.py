"""Errors to answers: every code has its status here, once."""

from flask import Flask, Response, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from webapp.domain.errors import FaceError, TooLarge
from webapp.domain.photos import MAX_BYTES
from webapp.web.observed import request_id
from webapp.web.translations import translated

STATUS = {
    "archive-too-large": 413,
    "bad-cursor": 400,
    "bad-face": 422,
    "bad-key": 401,
    "bad-name": 422,
    "bad-password": 422,
    "bad-rate": 422,
    "bad-request": 422,
    "bad-source": 422,
    "bad-thresholds": 422,
    "busy": 503,
    "csrf": 403,
    "empty-file": 400,
    "file-unreadable": 422,
    "forbidden": 403,
    "heic-unsupported": 415,
    "import-running": 409,
    "inbox-full": 503,
    "link-spent": 410,
    "name-taken": 409,
    "no-photos": 422,
    "not-an-image": 415,
    "not-found": 404,
    "other-recogniser": 409,
    "outside-folder": 422,
    "several-of-name": 409,
    "sign-in-needed": 401,
    "svg-refused": 415,
    "too-large": 413,
    "too-many-pixels": 413,
    "truncated-image": 422,
    "unsafe-archive": 422,
    "wrong-password": 401,
}

# Refusals of the framework, by status.
_HTTP = {
    400: ("bad-request", "The request cannot be understood."),
    404: ("not-found", "There is nothing at this address."),
    405: ("method-not-allowed", "This address does not take this method."),
    413: (TooLarge.code, str(TooLarge(limit=MAX_BYTES // 2**20))),
    415: ("unsupported-type", "The content type of the request is not the expected one."),
    422: ("bad-request", "The request cannot be understood."),
    429: ("too-many-attempts", "Too many attempts; wait a few minutes and try again."),
    500: ("server-error", "Something went wrong on the server; its log says what, under {id}."),
}


def init_app(app: Flask) -> None:
    """Give all errors one shape: JSON under /api, a page for people, a plain sentence for others."""
    app.register_error_handler(FaceError, _refused)
    app.register_error_handler(CSRFError, _bad_token)


def answer(status: int, code: str, message: str) -> Response:
    """Return an error's answer, in the language of the request."""
    message = translated(message)
    if request.path.startswith("/api/"):
        response = jsonify(error={"code": code, "message": message})
    elif status < 500 and request.accept_mimetypes.best_match(("text/plain", "text/html")) == "text/html":
        response = Response(render_template("error.html", status=status, message=message))
    else:
        response = Response(message + "\n", mimetype="text/plain")  # a page may need what has just failed
    response.status_code = status
    return response


def http_error(error: HTTPException) -> Response:
    """Return the answer to a refusal of the framework."""
    status = error.code or 500
    code, message = _HTTP.get(status, ("refused", error.description or error.name))
    response = answer(status, code, _details(error) or message.replace("{id}", request_id()))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _refused(error: FaceError) -> Response:
    return answer(STATUS[error.code], error.code, str(error))


def _bad_token(_error: CSRFError) -> Response:
    return answer(STATUS["csrf"], "csrf", "The page is too old or the request came from elsewhere; reload the page.")


def _details(error: HTTPException) -> str | None:
    """Return what webargs found wrong with the parts of a request, as one sentence."""
    places = getattr(error, "data", {}).get("messages", {})
    found = [
        f"Check “{name}”: {str(problem)[:1].lower()}{str(problem)[1:]}"
        for fields in places.values()
        if isinstance(fields, dict)
        for name, problems in fields.items()
        for problem in (problems if isinstance(problems, list) else [problems])
    ]
    return " ".join(found) or None
