"""Pages, static files, and the headers that keep them to themselves."""

import mimetypes
from pathlib import Path

import pytest

from tests.support.client import Client, code
from webapp.paths import ROOT
from webapp.web.tools import TOOLS, address

TOOL_PAGES = [address(name) for name in TOOLS]
PAGES = ["/", "/tools", *TOOL_PAGES, "/enrol", "/sign-in", "/api", "/about", "/about/models"]
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; style-src 'self'; worker-src 'self'; font-src 'self'; object-src 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)


def directives(policy: str) -> dict[str, set[str]]:
    return {words[0]: set(words[1:]) for words in (part.split() for part in policy.split(";"))}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_shown_under_its_policy(stranger: Client, path: str) -> None:
    answer = stranger.http.get(path)
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/html")
    isolated = path in ("/", "/enrol", *TOOL_PAGES)
    wanted = directives(POLICY)
    if path in TOOL_PAGES:
        wanted["connect-src"] |= {"http:", "https:"}
    if isolated:
        wanted["script-src"].add("blob:")
        wanted["worker-src"].add("blob:")
    assert directives(answer.headers["Content-Security-Policy"]) == wanted
    assert answer.headers.get("Cross-Origin-Embedder-Policy") == ("require-corp" if isolated else None)


@pytest.mark.parametrize("path", [*PAGES, "/admin"])
def test_no_page_holds_scripts_or_styles_that_the_policy_forbids(client: Client, path: str) -> None:
    page = client.http.get(path, follow_redirects=True).text
    assert "<style" not in page
    assert " style=" not in page
    tags = [tag.split(">")[0] for tag in page.split("<script")[1:]]
    assert all("src=" in tag or 'type="application/json"' in tag for tag in tags)


def test_the_gallery_page_asks_for_sign_in(client: Client, stranger: Client) -> None:
    answer = stranger.http.get("/admin")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/sign-in?next=/admin")
    assert client.http.get("/admin").status_code == 200


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_the_name_of_who_is_signed_in_is_shown_as_text(app, name: str) -> None:
    app.extensions["familiar"].accounts.add(name, "a long password")
    client = Client(app)
    client.sign_in(name, "a long password")
    page = client.http.get("/").text
    assert name not in page
    assert "alert(1)" in page


@pytest.fixture
def static_file(app, tmp_path: Path) -> Path:
    app.static_folder = str(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "name,kind",
    [
        ("x.js", "text/javascript"),
        ("x.wasm", "application/wasm"),
        ("group1-shard1of1.bin", "application/octet-stream"),
        ("model.json", "application/json"),
        ("x.css", "text/css"),
        ("x.svg", "image/svg+xml"),
    ],
)
def test_a_static_file_has_its_type_whatever_the_machine_says(
    stranger: Client, static_file: Path, name: str, kind: str
) -> None:
    (static_file / name).write_bytes(b"content")
    answer = stranger.http.get(f"/static/{name}", buffered=True)
    assert answer.mimetype == kind
    assert answer.headers["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "blob:" in directives(answer.headers["Content-Security-Policy"])["worker-src"]
    assert answer.headers["Cache-Control"] == "no-cache"
    again = stranger.http.get(f"/static/{name}", headers={"If-None-Match": answer.headers["ETag"]}, buffered=True)
    assert (again.status_code, again.data) == (304, b"")
    assert mimetypes.guess_type(name)[0] == kind


@pytest.mark.parametrize("path", ["../pyproject.toml", "..%2fpyproject.toml", "%2e%2e/pyproject.toml", "//etc/passwd"])
def test_nothing_outside_the_static_folder_is_served(stranger: Client, path: str) -> None:
    assert (ROOT / "pyproject.toml").exists()
    assert stranger.http.get(f"/static/{path}", follow_redirects=True).status_code == 404


@pytest.mark.parametrize(
    "method,path,status,reason",
    [
        ("GET", "/nothing", 404, "not-found"),
        ("PUT", "/health", 405, "method-not-allowed"),
        ("GET", "/health", 200, ""),
    ],
)
def test_errors_of_the_framework_have_the_same_shape(
    stranger: Client, method: str, path: str, status: int, reason: str
) -> None:
    answer = stranger.call(method, path)
    assert answer.status_code == status
    if reason:
        assert code(answer) == (status, reason)


def test_a_fault_of_the_server_has_the_same_shape_and_tells_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(type(client.http.application.extensions["familiar"].gallery), "people", fail)
    answer = client.get("/people")
    assert code(answer) == (500, "server-error")
    assert answer.headers["X-Request-Id"] in answer.json["error"]["message"]
    assert "secret" not in answer.text


def test_a_page_that_fails_says_under_what_the_log_tells_more(
    stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.web.pages.version", None)
    answer = stranger.http.get("/about", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.mimetype) == (500, "text/plain")
    assert answer.text.endswith(f"under {answer.headers['X-Request-Id']}.\n")


def test_answers_about_people_are_kept_by_no_cache(client: Client) -> None:
    assert client.get("/people").headers["Cache-Control"] == "no-store"
    assert client.http.get("/").headers["Cache-Control"] == "no-store"
