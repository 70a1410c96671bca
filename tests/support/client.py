"""A client of the REST API inside the test's own process: it carries cookie and CSRF token as a page does."""

import json
import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from urllib3 import encode_multipart_formdata
from werkzeug.test import TestResponse

from tests.support.faces import face
from tests.support.pictures import jpeg

ADMIN, PASSWORD = "Ada Admin", "correct horse battery"
API = "/api/v1"
SERVER = re.compile(r"/(session|sessions|galleries|users|audit|health|openapi\.json)\b")


def place(path: str) -> str:
    """Return a path of the API: below the first gallery, except for what belongs to the server."""
    return API + path if SERVER.match(path) else f"{API}/galleries/main{path}"


class Client:
    """One browser."""

    def __init__(self, app: Flask, base_url: str = "http://localhost") -> None:
        self.http: FlaskClient = app.test_client()
        self._base_url = base_url
        self.token = ""

    def call(self, method: str, path: str, **more: Any) -> TestResponse:
        """Call the REST API with the CSRF token."""
        headers = {"X-CSRF-Token": self.token, **more.pop("headers", {})}
        return self.http.open(place(path), method=method, headers=headers, base_url=self._base_url, **more)

    def get(self, path: str, **more: Any) -> TestResponse:
        """Read."""
        return self.call("GET", path, **more)

    def renew_token(self) -> None:
        """Ask for the session's CSRF token."""
        self.token = self.get("/session").json["csrfToken"]

    def sign_in(self, name: str = ADMIN, password: str = PASSWORD) -> TestResponse:
        """Sign in; the answer is returned, whatever it is."""
        self.renew_token()
        answer = self.call("POST", "/session", json={"name": name, "password": password})
        if answer.status_code == 200:
            self.token = answer.json["csrfToken"]
        return answer

    def add_person(self, name: str) -> dict[str, Any]:
        """Add a person."""
        answer = self.call("POST", "/people", json={"name": name})
        assert answer.status_code == 201, answer.text
        return answer.json

    def send_photo(self, person_id: str, photo: bytes, described: Any = None) -> TestResponse:
        """Send a photo as a reference; the answer is returned, whatever it is."""
        return self.upload(f"/people/{person_id}/references", photo, face() if described is None else described)

    def add_reference(self, person_id: str, seed: int = 1, photo: bytes | None = None) -> dict[str, Any]:
        """Add a reference."""
        answer = self.send_photo(person_id, photo or jpeg(), face(seed))
        assert answer.status_code == 201, answer.text
        return answer.json

    def upload(self, path: str, photo: bytes, described: Any, **texts: str) -> TestResponse:
        """Send a multipart request."""
        parts = {"photo": ("../../photo.jpg", photo), "face": json.dumps(described), **texts}
        data, content_type = encode_multipart_formdata(parts)
        return self.call("POST", path, data=data, content_type=content_type)


def code(answer: TestResponse) -> tuple[int, str]:
    """Return status and code of an error, after checking that it has the one shape and a sentence."""
    error = answer.json["error"]
    assert set(answer.json) == {"error"}
    assert set(error) == {"code", "message"}
    assert error["message"][0].isupper() and error["message"].endswith("."), error["message"]
    return answer.status_code, error["code"]
