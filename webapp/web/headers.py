"""The headers that keep pages and their data to themselves: OWASP's list, each with the value that fits these pages."""

from flask import Flask, Response, current_app, request

from webapp.web.tools import TOOLS, address

POLICY = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "connect-src": "'self'",
    "img-src": "'self' data: blob:",
    "media-src": "'self' blob:",
    "style-src": "'self'",
    "worker-src": "'self'",
    "font-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "form-action": "'self'",
}
# WebAssembly with threads starts its workers from blobs. Scripts obey the policy of their own answer inside a worker.
THREADED = POLICY | {"script-src": POLICY["script-src"] + " blob:", "worker-src": "'self' blob:"}
# A tool fetches pictures from any address that the reader gives.
FETCHING = THREADED | {"connect-src": "'self' http: https:"}
_TOOL_PAGES = frozenset(map(address, TOOLS))
_ISOLATED_PAGES = {"/", "/enrol"} | _TOOL_PAGES

# Features that browsers of today know; they warn of a name that they do not.
_UNUSED = (
    *("accelerometer", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer"),
    *("microphone", "midi", "payment", "serial", "usb"),
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # as frame-ancestors, for browsers that do not know it
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-DNS-Prefetch-Control": "off",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(["camera=(self)", *(f"{feature}=()" for feature in _UNUSED)]),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Other programs on this host may be without HTTPS, so nothing is said about them (includeSubDomains).
TRANSPORT = "max-age=31536000"
# Pictures that the browser has kept. The networks, in its storage, say nothing about anybody and stay.
FORGET = '"cache"'

_ISOLATED = "FAMILIAR_ISOLATED"


def init_app(app: Flask, isolated: bool) -> None:
    """Add the headers to every answer; `isolated` pages may use WebAssembly with threads."""
    app.config[_ISOLATED] = isolated
    app.after_request(_protect)


def forget(response: Response) -> Response:
    """Make the browser forget pictures of people."""
    response.headers["Clear-Site-Data"] = FORGET
    return response


def _protect(response: Response) -> Response:
    static = request.path.startswith("/static/")
    response.headers.update(ALWAYS)
    response.headers["Content-Security-Policy"] = _policy()
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = TRANSPORT
    if current_app.config[_ISOLATED] and (static or request.path in _ISOLATED_PAGES):
        response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
    if not static:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _policy() -> str:
    if request.path in _TOOL_PAGES:
        policy = FETCHING
    elif request.path in _ISOLATED_PAGES or request.path.startswith("/static/"):
        policy = THREADED
    else:
        policy = POLICY
    return "; ".join(f"{name} {value}" for name, value in policy.items())
