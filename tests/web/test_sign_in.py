"""Accounts, sessions, CSRF and the limits on attempts."""

from urllib.parse import quote

import pytest

from tests.support.client import ADMIN, PASSWORD, Client, code, place
from tests.web.conftest import MakeApp, parts

NEW = "a long new password"


def test_the_session_tells_who_is_signed_in(client: Client, stranger: Client) -> None:
    mine, theirs = client.get("/session").json, stranger.get("/session").json
    assert set(mine) == {"user", "csrfToken", "openEnrolment", "gallery", "threshold"}
    assert (mine["user"], theirs["user"]) == ({"name": ADMIN, "operator": True}, None)
    assert (mine["openEnrolment"], mine["threshold"]) == (False, 0.5)


@pytest.mark.parametrize(
    "name,password", [(ADMIN, "wrong"), ("nobody", PASSWORD), ("", ""), (ADMIN, PASSWORD + "\0"), (ADMIN, "x" * 10_000)]
)
def test_a_wrong_name_and_a_wrong_password_are_told_alike(stranger: Client, name: str, password: str) -> None:
    answer = stranger.sign_in(name, password)
    assert code(answer) == (401, "wrong-password")
    assert answer.json["error"]["message"] == "The name or the password is wrong."
    assert stranger.get("/session").json["user"] is None


@pytest.mark.parametrize("name", [ADMIN.upper(), f"  {ADMIN} "])
def test_the_name_may_be_typed_in_any_case(stranger: Client, name: str) -> None:
    assert stranger.sign_in(name).status_code == 200


def test_signing_out_ends_the_session_for_every_copy_of_its_cookie(client: Client) -> None:
    copied = client.http.get_cookie("familiar").value
    assert client.call("DELETE", "/session").status_code == 204
    assert code(client.get("/people")) == (401, "sign-in-needed")
    client.http.set_cookie("familiar", copied)
    assert client.get("/session").json["user"] is None
    assert code(client.get("/people")) == (401, "sign-in-needed")


def test_one_sign_out_does_not_end_another_sign_in(app, client: Client) -> None:
    phone = Client(app)
    phone.sign_in()
    client.call("DELETE", "/session")
    assert phone.get("/people").status_code == 200


def test_signing_in_gives_a_fresh_session(stranger: Client) -> None:
    before = stranger.token
    stranger.sign_in()
    fresh, stranger.token = stranger.token, before
    assert code(stranger.call("POST", "/people", json={"name": "Ada"})) == (403, "csrf")
    stranger.token = fresh
    assert stranger.call("POST", "/people", json={"name": "Ada"}).status_code == 201


CHANGES = [
    ("POST", "/session"),
    ("DELETE", "/session"),
    ("POST", "/people"),
    ("PATCH", "/people/1"),
    ("DELETE", "/people/1"),
    ("POST", "/people/1/references"),
    ("DELETE", "/references/1"),
    ("POST", "/submissions"),
    ("DELETE", "/submissions/1"),
    ("POST", "/submissions/1/approval"),
]


@pytest.mark.parametrize("method,path", CHANGES)
@pytest.mark.parametrize("token", [None, "", "x"])
def test_a_change_needs_the_csrf_token(client: Client, method: str, path: str, token: str | None) -> None:
    headers = {} if token is None else {"X-CSRF-Token": token}
    answer = client.http.open(place(path), method=method, json={"name": "Ada"}, headers=headers)
    assert code(answer) == (403, "csrf")


@pytest.mark.parametrize(
    "method,path",
    [change for change in CHANGES if change[1] != "/session"]
    + [
        ("GET", "/people"),
        ("GET", "/people/1"),
        ("GET", "/people/1/references"),
        ("GET", "/references/1"),
        ("GET", "/references/1/photo"),
        ("GET", "/references/1/thumbnail"),
        ("GET", "/descriptors"),
        ("GET", "/submissions"),
        ("GET", "/submissions/1/photo"),
    ],
)
def test_everything_about_people_needs_sign_in(stranger: Client, method: str, path: str) -> None:
    assert code(stranger.call(method, path)) == (401, "sign-in-needed")


def test_failed_attempts_are_limited_and_successful_ones_are_not(stranger: Client) -> None:
    for _ in range(12):
        assert stranger.sign_in().status_code == 200
    answers = [stranger.sign_in(password="wrong") for _ in range(11)]
    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    assert code(answers[-1]) == (429, "too-many-attempts")
    assert code(stranger.sign_in()) == (429, "too-many-attempts")
    form = {"name": ADMIN, "password": PASSWORD, "csrf_token": stranger.token}
    assert stranger.http.post("/sign-in", data=form).status_code == 429, "the page shares the limit"


def form(client: Client, path: str, **fields: str):
    client.renew_token()
    return client.http.post(path, data={"csrf_token": client.token, **fields})


@pytest.mark.parametrize(
    "target,path",
    [
        ("/admin", "/admin"),
        ("/admin?tab=submissions#x", "/admin?tab=submissions#x"),
        ("", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/evil.example", "/"),
        ("evil.example", "/"),
        ("///evil.example", "/"),
    ],
)
def test_signing_in_leads_to_pages_of_this_site_alone(stranger: Client, target: str, path: str) -> None:
    answer = form(stranger, "/sign-in", name=ADMIN, password=PASSWORD, next=target)
    assert (answer.status_code, answer.headers["Location"]) == (303, path)
    again = stranger.http.get(f"/sign-in?next={quote(target)}")
    assert (again.status_code, again.headers["Location"]) == (302, path)


def test_the_sign_in_page_says_what_is_wrong(stranger: Client) -> None:
    answer = form(stranger, "/sign-in", name=ADMIN, password="wrong", next="/admin")
    assert answer.status_code == 401
    assert "The name or the password is wrong." in answer.text
    assert 'value="/admin"' in answer.text


def test_a_form_needs_the_csrf_token_too(stranger: Client) -> None:
    answer = stranger.http.post("/sign-in", data={"name": ADMIN, "password": PASSWORD})
    assert answer.status_code == 403
    assert stranger.get("/session").json["user"] is None


def test_the_first_account_is_made_by_the_link_once(make_app: MakeApp) -> None:
    app = make_app()
    accounts = parts(app).accounts
    old, token = accounts.setup_token(), accounts.setup_token()
    client = Client(app)
    fields = {"name": "Ada", "password": NEW, "again": NEW}
    assert client.http.get(f"/setup?token={token}").status_code == 200
    assert form(client, f"/setup?token={old}", **fields).status_code == 410, "a newer link replaces an older one"
    made = form(client, f"/setup?token={token}", **fields)
    assert (made.status_code, made.headers["Location"]) == (303, "/admin")
    client.renew_token()
    assert client.get("/session").json["user"] == {"name": "Ada", "operator": True}
    assert form(Client(app), f"/setup?token={token}", **fields).status_code == 410
    assert [user.name for user in accounts.users()] == ["Ada"]
    assert accounts.setup_token() is None


@pytest.mark.parametrize(
    "changes,sentence",
    [
        ({"again": "another password"}, "The two passwords differ."),
        ({"password": "short", "again": "short"}, "shorter than 12 characters"),
        ({"password": "x" * 257, "again": "x" * 257}, "longer than 256 characters"),
        ({"name": " "}, "This name cannot be used"),
    ],
)
def test_the_setup_page_says_what_is_wrong_and_the_link_stays_good(
    make_app: MakeApp, changes: dict[str, str], sentence: str
) -> None:
    app = make_app()
    token = parts(app).accounts.setup_token()
    fields = {"name": "Ada", "password": NEW, "again": NEW}
    wrong = form(Client(app), "/setup", token=token, **{**fields, **changes})
    assert wrong.status_code == 422
    assert sentence in wrong.text
    assert form(Client(app), "/setup", token=token, **fields).status_code == 303


@pytest.mark.parametrize("token", ["", "x", "\u00e9", "x" * 5000])
def test_an_invented_link_is_no_good(stranger: Client, token: str) -> None:
    answer = form(stranger, "/setup", token=token, name="Eve", password=NEW, again=NEW)
    assert answer.status_code == 410
    assert "This link has been used" in answer.text


def test_a_reset_link_sets_a_new_password_and_ends_all_sign_ins(app, client: Client) -> None:
    token = parts(app).accounts.reset_token(ADMIN)
    assert form(Client(app), f"/setup?token={token}", name="Eve", password=NEW, again=NEW).status_code == 303
    assert code(client.get("/people")) == (401, "sign-in-needed")
    assert client.sign_in().status_code == 401
    assert client.sign_in(password=NEW).status_code == 200
    assert [user.name for user in parts(app).accounts.users()] == [ADMIN]
    assert form(Client(app), f"/setup?token={token}", name=ADMIN, password=NEW, again=NEW).status_code == 410
