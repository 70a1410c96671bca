"""Static files with the same content types on every machine; browsers ask again each time and get a 304."""

import mimetypes

from flask import Flask

_TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".bin": "application/octet-stream",
}


def init_app(app: Flask) -> None:
    """Fix the types that a browser insists on; the machine's own table may say anything."""
    for suffix, kind in _TYPES.items():
        mimetypes.add_type(kind, suffix)
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = None
