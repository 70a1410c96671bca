"""Who may do what: every route with every role, with a foreign gallery, and with none."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.support.client import API, PASSWORD, Client, code, place
from tests.support.faces import BOX, face
from tests.support.pictures import jpeg
from tests.web.conftest import parts, password_hash
from webapp.domain.catalogue import MAIN
from webapp.domain.clock import new_id, now
from webapp.domain.roles import Actor, Role
from webapp.domain.users import User
from webapp.storage.users import SqlUserStore
from webapp.web.permissions import NEEDS

WHO = ["nobody", "stranger to it", "viewer", "editor", "admin", "operator", "key: viewer", "key: admin"]
RANK = {"viewer": 1, "editor": 2, "admin": 3, "operator": 4, "key: viewer": 1, "key: admin": 3}
ADMINS = ("/members", "/keys", "/audit")


def least(method: str, path: str) -> str:
    """What a route must ask for, said once more and in another way than in the program."""
    if path.startswith("/api/v1/galleries/<gallery_id>"):
        rest = path.removeprefix("/api/v1/galleries/<gallery_id>")
        if rest.startswith(ADMINS) or (rest == "" and method != "GET"):
            return "admin"
        return "viewer" if method == "GET" and not rest.startswith("/submissions") else "editor"
    if path in ("/api/v1/users", "/api/v1/audit", "/metrics") or (method, path) == ("POST", "/api/v1/galleries"):
        return "operator"
    if path == "/api/v1/galleries":
        return "anybody signed in"
    return "an account" if path in ("/admin", "/api/v1/sessions") else "nobody"


@pytest.fixture
def people(app: Flask) -> dict[str, Client]:
    """A client for each role in the gallery `main`; `stranger to it` is the admin of another one."""
    other = parts(app).galleries.add("Other").id
    made = {"nobody": Client(app)}
    for name in ("stranger to it", "viewer", "editor", "admin", "operator"):
        user = User(new_id(), name, now(), operator=name == "operator")
        SqlUserStore(parts(app).engine).add_user(user, password_hash())
        if name == "stranger to it":
            parts(app).galleries.set_role(other, user.id, Role.ADMIN)
        elif name != "operator":
            parts(app).galleries.set_role(MAIN, user.id, Role.named(name))
        made[name] = Client(app)
        assert made[name].sign_in(name, PASSWORD).status_code == 200
        if name == "admin":
            maker = Actor(user.id, "user", roles={MAIN: Role.ADMIN})
            for role in (Role.VIEWER, Role.ADMIN):
                made[f"key: {role.word}"] = Keyed(app, key_for(app, maker, role))
    made["nobody"].renew_token()
    return made


class Keyed(Client):
    """A program with an API key: no cookie, no CSRF token."""

    def __init__(self, app: Flask, secret: str) -> None:
        super().__init__(app)
        self.secret = secret

    def call(self, method: str, path: str, **more: Any) -> TestResponse:
        """Call the REST API with the key."""
        headers = {"Authorization": f"Bearer {self.secret}", **more.pop("headers", {})}
        return self.http.open(place(path), method=method, headers=headers, **more)


def key_for(app: Flask, maker: Actor, role: Role, lasts: timedelta | None = None) -> str:
    return parts(app).galleries.make_key(maker, MAIN, "A program", role, lasts)[1]


def routes(app: Flask) -> list[tuple[str, Rule]]:
    return [
        (method, rule) for rule in app.url_map.iter_rules() for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    ]


def refused(answer: TestResponse) -> str | None:
    """Why an answer was refused before the view ran; None when it was not."""
    if answer.status_code == 302 and "/sign-in" in answer.headers["Location"]:
        return "sign-in-needed"
    if answer.status_code in (401, 403):
        return code(answer)[1] if answer.is_json else {401: "sign-in-needed", 403: "forbidden"}[answer.status_code]
    if answer.status_code == 404 and answer.is_json and "such gallery" in answer.json["error"]["message"]:
        return "not-found"
    return None


def expected(who: str, need: str) -> str | None:
    if need == "nobody":
        return None
    if who == "nobody":
        return "sign-in-needed"
    if need == "anybody signed in":
        return None
    if need == "an account":
        return "forbidden" if who.startswith("key") else None
    if need == "operator":
        return None if who == "operator" else "forbidden"
    if who == "stranger to it":
        return "not-found"
    return None if RANK[who] >= RANK[need] else "forbidden"


@pytest.mark.parametrize("who", WHO)
def test_every_route_lets_in_whom_it_must_and_nobody_else(app: Flask, people: dict[str, Client], who: str) -> None:
    client = people[who]
    checked = 0
    for method, rule in routes(app):
        if rule.endpoint in (
            "static",
            "session.create",
            "session.delete",
            "session.delete_all",
            "pages.submit_sign_in",
        ):
            continue  # files of everybody; these end the session that the walk needs, and have tests of their own
        values = {name: MAIN if name == "gallery_id" else "1" * 32 for name in rule.arguments}
        path = rule.rule
        for name, value in values.items():
            path = path.replace(f"<{name}>", value)
        headers = {"X-CSRF-Token": client.token, "Accept": "application/json"}
        if isinstance(client, Keyed):
            headers["Authorization"] = f"Bearer {client.secret}"
        answer = client.http.open(path, method=method, json={} if method != "GET" else None, headers=headers)
        assert answer.status_code < 500, (method, path)
        assert refused(answer) == expected(who, least(method, rule.rule)) or rule.endpoint.startswith("pages.submit"), (
            method,
            path,
            answer.text,
        )
        checked += 1
    assert checked > 40


def test_every_route_has_a_decision_and_every_decision_a_route(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(NEEDS)


def test_a_route_without_a_decision_is_closed(people: dict[str, Client], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(NEEDS, "people.search")
    assert code(people["admin"].get("/people")) == (403, "forbidden")
    assert code(people["nobody"].get("/people")) == (401, "sign-in-needed")


FOREIGN: dict[str, Callable[[Client, dict[str, str]], TestResponse]] = {
    "a person": lambda client, ids: client.get(f"/people/{ids['person']}"),
    "renaming a person": lambda client, ids: client.call("PATCH", f"/people/{ids['person']}", json={"name": "Bo"}),
    "deleting a person": lambda client, ids: client.call("DELETE", f"/people/{ids['person']}"),
    "a person's references": lambda client, ids: client.get(f"/people/{ids['person']}/references"),
    "a reference for a person": lambda client, ids: client.send_photo(ids["person"], jpeg()),
    "a reference": lambda client, ids: client.get(f"/references/{ids['reference']}"),
    "deleting a reference": lambda client, ids: client.call("DELETE", f"/references/{ids['reference']}"),
    "a photo": lambda client, ids: client.get(f"/references/{ids['reference']}/photo"),
    "a thumbnail": lambda client, ids: client.get(f"/references/{ids['reference']}/thumbnail"),
    "an offered photo": lambda client, ids: client.get(f"/submissions/{ids['submission']}/photo"),
    "refusing a photo": lambda client, ids: client.call("DELETE", f"/submissions/{ids['submission']}"),
    "approving a photo": lambda client, ids: client.call(
        "POST", f"/submissions/{ids['submission']}/approval", json={**face(), "name": "Ada"}
    ),
    "a key": lambda client, ids: client.call("DELETE", f"/keys/{ids['key']}"),
}


@pytest.mark.parametrize("what", FOREIGN)
def test_what_another_gallery_holds_is_not_there(people: dict[str, Client], what: str) -> None:
    owner = people["stranger to it"]
    (other,) = (info["id"] for info in owner.get("/galleries").json["galleries"])
    ids = fill(owner, other)
    before = contents(owner, other)
    for who in ("admin", "operator"):  # also for those who may see both: the address says which gallery is meant
        assert code(FOREIGN[what](people[who], ids)) == (404, "not-found")
    assert contents(owner, other) == before


def fill(owner: Client, gallery: str) -> dict[str, str]:
    at = f"/galleries/{gallery}"
    person = owner.call("POST", f"{at}/people", json={"name": "Ada"}).json["id"]
    reference = owner.upload(f"{at}/people/{person}/references", jpeg(), face()).json["id"]
    submission = owner.upload(f"{at}/submissions", jpeg(90), {"box": BOX}, name="Bo").json["id"]
    key = owner.call("POST", f"{at}/keys", json={"name": "K", "role": "viewer"}).json["id"]
    return {"person": person, "reference": reference, "submission": submission, "key": key}


def contents(owner: Client, gallery: str) -> list[Any]:
    at = f"/galleries/{gallery}"
    return [owner.get(f"{at}/{what}").json for what in ("people", "descriptors", "submissions", "keys")]


def test_galleries_share_nothing_but_identical_files(people: dict[str, Client]) -> None:
    owner, admin = people["stranger to it"], people["admin"]
    (other,) = (info["id"] for info in owner.get("/galleries").json["galleries"])
    ids = fill(owner, other)
    mine = admin.add_person("Ada")
    kept = admin.add_reference(mine["id"])
    assert [person["name"] for person in admin.get("/people").json["people"]] == ["Ada"]
    assert owner.call("DELETE", f"/galleries/{other}/people/{ids['person']}").status_code == 204
    assert admin.get(f"/references/{kept['id']}/photo").status_code == 200, "the same photo is needed here"


def test_members_come_and_go(people: dict[str, Client]) -> None:
    admin, stranger = people["admin"], people["stranger to it"]
    assert code(stranger.get("/people")) == (404, "not-found")
    added = admin.call("POST", "/members", json={"name": "stranger to it", "role": "viewer"})
    assert (added.status_code, added.json["role"]) == (201, "viewer")
    assert stranger.get("/people").status_code == 200
    assert code(stranger.call("POST", "/people", json={"name": "Ada"})) == (403, "forbidden")
    assert admin.call("DELETE", f"/members/{added.json['userId']}").status_code == 204
    assert code(stranger.get("/people")) == (404, "not-found")
    assert code(admin.call("POST", "/members", json={"name": "no one", "role": "viewer"})) == (404, "not-found")


def test_a_key_is_shown_once_and_kept_as_a_hash(app: Flask, people: dict[str, Client]) -> None:
    made = people["admin"].call("POST", "/keys", json={"name": "Door", "role": "viewer", "days": 1}).json
    assert made["secret"].startswith("fam_")
    assert "secret" not in people["admin"].get("/keys").json["keys"][-1]
    with sqlite3.connect(parts(app).engine.url.database) as database:
        assert made["secret"] not in "\n".join(database.iterdump())
    door = Keyed(app, made["secret"])
    assert door.get("/people").status_code == 200
    (key,) = (key for key in people["admin"].get("/keys").json["keys"] if key["id"] == made["id"])
    assert key["lastUsedAt"] is not None


@pytest.mark.usefixtures("people")
def test_a_key_reaches_no_further_than_its_maker(app: Flask) -> None:
    account = parts(app).accounts
    user = next(user for user in account.users() if user.name == "admin")
    secret = key_for(app, Actor(user.id, "user", roles={MAIN: Role.ADMIN}), Role.EDITOR)
    program = Keyed(app, secret)
    assert program.call("POST", "/people", json={"name": "Ada"}).status_code == 201
    parts(app).galleries.set_role(MAIN, user.id, Role.VIEWER)
    assert code(program.call("POST", "/people", json={"name": "Bo"})) == (403, "forbidden")
    parts(app).galleries.set_role(MAIN, user.id, None)
    assert code(program.get("/people")) == (401, "bad-key")


def test_keys_make_no_keys_and_nobody_makes_one_above_themselves(app: Flask, people: dict[str, Client]) -> None:
    wanted = {"name": "More", "role": "admin"}
    assert code(people["key: admin"].call("POST", "/keys", json=wanted)) == (403, "forbidden")
    editor = next(user for user in parts(app).accounts.users() if user.name == "editor")
    maker = Actor(editor.id, "user", roles={MAIN: Role.EDITOR})
    with pytest.raises(Exception, match="role admin"):
        key_for(app, maker, Role.ADMIN)


@pytest.mark.parametrize("secret", ["", "fam_", "fam_" + "x" * 43, "é"])
def test_a_wrong_key_is_refused_even_beside_a_good_cookie(people: dict[str, Client], secret: str) -> None:
    headers = {"Authorization": f"Bearer {secret}".encode().decode("latin-1")}
    assert code(people["admin"].get("/people", headers=headers)) == (401, "bad-key")


def test_an_expired_and_an_ended_key_are_good_for_nothing(app: Flask, people: dict[str, Client]) -> None:
    user = next(user for user in parts(app).accounts.users() if user.name == "admin")
    maker = Actor(user.id, "user", roles={MAIN: Role.ADMIN})
    assert code(Keyed(app, key_for(app, maker, Role.VIEWER, timedelta(0))).get("/people")) == (401, "bad-key")
    made = people["admin"].call("POST", "/keys", json={"name": "Door", "role": "viewer"}).json
    assert people["admin"].call("DELETE", f"/keys/{made['id']}").status_code == 204
    assert code(Keyed(app, made["secret"]).get("/people")) == (401, "bad-key")


def test_the_log_tells_who_did_what_without_names(app: Flask, people: dict[str, Client]) -> None:
    editor = next(user for user in parts(app).accounts.users() if user.name == "editor")
    person = people["editor"].add_person("Ada Lovelace")
    people["editor"].call("PATCH", f"/people/{person['id']}", json={"name": "Grace Hopper"})
    people["nobody"].sign_in("editor", "wrong password")
    entries = people["admin"].get("/galleries/main/audit").json["entries"]
    assert [entry["action"] for entry in entries[:2]] == ["people.rename", "people.create"]
    assert entries[0]["subject"] == {"person_id": person["id"]}
    assert entries[0]["actorId"] == editor.id
    everything = people["operator"].get("/audit", query_string={"limit": 200})
    assert everything.json["entries"][0]["action"] == "session.create.refused"
    for name in ("Lovelace", "Hopper", "wrong password", "editor"):
        assert name not in everything.text
    few = people["admin"].get("/galleries/main/audit", query_string={"action": "people.create", "limit": 1}).json
    assert [entry["action"] for entry in few["entries"]] == ["people.create"]


def test_signing_out_everywhere_ends_every_sign_in(app: Flask, people: dict[str, Client]) -> None:
    second = Client(app)
    assert second.sign_in("viewer", PASSWORD).status_code == 200
    assert people["viewer"].call("DELETE", "/sessions").status_code == 204
    assert code(second.get("/people")) == (401, "sign-in-needed")
    assert people["editor"].get("/people").status_code == 200


def test_pages_show_the_gallery_that_was_chosen(people: dict[str, Client]) -> None:
    operator = people["operator"]
    (other,) = (info["id"] for info in operator.get("/galleries").json["galleries"] if info["id"] != MAIN)
    assert f'name="gallery" content="{MAIN}"' in operator.http.get("/enrol").text
    assert f'name="gallery" content="{other}"' in operator.http.get(f"/enrol?gallery={other}").text
    assert f'name="gallery" content="{other}"' in operator.http.get("/").text, "it is remembered"
    assert f'name="gallery" content="{MAIN}"' in people["viewer"].http.get(f"/enrol?gallery={other}").text
    assert operator.http.get(f"{API}/openapi.json").status_code == 200
