"""Every header that protects: of a page, an answer of the API, a static file, an error; over HTTP and HTTPS."""

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.support.client import Client
from tests.web.conftest import MakeApp, add_admin

NEEDED_ANYWAY = {"Content-Type", "Content-Length", "Content-Disposition", "Date", "ETag", "Last-Modified", "Set-Cookie"}
NEEDED_ANYWAY |= {"Vary", "X-Request-Id", "Accept-Ranges"}
UNUSED = (
    "accelerometer=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), "
    "microphone=(), midi=(), payment=(), serial=(), usb=()"
)
ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": f"camera=(self), {UNUSED}",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-DNS-Prefetch-Control": "off",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
}
NOT_KEPT = {"Cache-Control": "no-store"}
ISOLATED = {"Cross-Origin-Embedder-Policy": "require-corp"}
ANSWERS = {
    "a page with a camera": ("/", 200, ALWAYS | NOT_KEPT | ISOLATED),
    "a tool": ("/compare", 200, ALWAYS | NOT_KEPT | ISOLATED),
    "another page": ("/about", 200, ALWAYS | NOT_KEPT),
    "the API": ("/api/v1/session", 200, ALWAYS | NOT_KEPT),
    "a static file": ("/static/pages/live.js", 200, ALWAYS | ISOLATED | {"Cache-Control": "no-cache"}),
    "an error of the API": ("/api/v1/nowhere", 404, ALWAYS | NOT_KEPT),
    "no such page": ("/nowhere", 404, ALWAYS | NOT_KEPT),
    "no such file": ("/static/nothing.js", 404, ALWAYS | ISOLATED),
    "a probe": ("/livez", 200, ALWAYS | NOT_KEPT),
}
HSTS = {"Strict-Transport-Security": "max-age=31536000"}


def protecting(answer: TestResponse) -> dict[str, str]:
    """Return the headers that protect, without the policy for contents, which test_pages.py looks at."""
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    return {k: v for k, v in answer.headers if k not in NEEDED_ANYWAY and k != "Content-Security-Policy"}


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("path,status,expected", ANSWERS.values(), ids=ANSWERS)
def test_these_headers_and_no_others_protect(
    app: Flask, path: str, status: int, expected: dict[str, str], scheme: str
) -> None:
    answer = Client(app).http.get(path, base_url=f"{scheme}://localhost")
    answer.close()
    assert answer.status_code == status
    assert protecting(answer) == expected | (HSTS if scheme == "https" else {})


def test_a_fault_of_the_server_is_protected_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(client.http.application.extensions["familiar"].gallery), "people", None)
    answer = client.get("/people")
    assert answer.status_code == 500
    assert protecting(answer) == ALWAYS | NOT_KEPT


def test_pages_stand_beside_other_sites_where_the_operator_wants_it(make_app: MakeApp) -> None:
    http = Client(make_app(isolated=False)).http
    for path in ("/", "/compare", "/static/pages/live.js"):
        answer = http.get(path)
        answer.close()
        assert "Cross-Origin-Embedder-Policy" not in answer.headers


@pytest.mark.parametrize("scheme,name", [("http", "familiar"), ("https", "__Host-familiar")])
def test_the_name_of_the_cookie_keeps_it_to_this_host(app: Flask, scheme: str, name: str) -> None:
    client = Client(app, f"{scheme}://localhost")
    cookies = client.sign_in().headers.getlist("Set-Cookie")
    (cookie,) = [each for each in cookies if each.startswith(f"{name}=")]
    flags = {flag.strip() for flag in cookie.split(";")[1:]}
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= flags
    assert ("Secure" in flags) is (scheme == "https")
    assert not any(flag.startswith("Domain") for flag in flags)
    assert client.get("/people").status_code == 200


def test_a_cookie_of_the_other_name_is_worth_nothing(app: Flask) -> None:
    client = Client(app)
    client.sign_in()
    client.http.set_cookie("__Host-familiar", client.http.get_cookie("familiar").value)
    client.http.delete_cookie("familiar")
    assert client.get("/people").status_code == 401


def test_signing_out_makes_the_browser_forget_pictures(client: Client) -> None:
    assert "Clear-Site-Data" not in client.get("/session").headers
    assert client.call("DELETE", "/session").headers["Clear-Site-Data"] == '"cache"'


FORWARDED = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7", "X-Forwarded-Host": "faces.example"}


@pytest.mark.parametrize("proxies,believed", [(0, False), (1, True)])
def test_a_proxy_is_believed_only_where_there_is_one(make_app: MakeApp, proxies: int, believed: bool) -> None:
    app = make_app(trusted_proxies=proxies)
    answer = Client(app).get("/session", headers=FORWARDED)
    assert ("Strict-Transport-Security" in answer.headers) is believed
    assert answer.headers["Set-Cookie"].startswith("__Host-familiar=" if believed else "familiar=")


@pytest.mark.parametrize("proxies,statuses", [(0, [401] * 10 + [429] * 2), (1, [401] * 12)])
def test_attempts_are_counted_by_the_address_that_is_believed(
    make_app: MakeApp, proxies: int, statuses: list[int]
) -> None:
    app = make_app(trusted_proxies=proxies)
    add_admin(app)
    client = Client(app)
    client.renew_token()
    wrong = {"name": "Eve", "password": "wrong"}
    answers = [
        client.call("POST", "/session", json=wrong, headers={"X-Forwarded-For": f"192.0.2.{number}"})
        for number in range(12)
    ]
    assert [answer.status_code for answer in answers] == statuses
