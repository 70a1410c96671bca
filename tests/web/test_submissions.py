"""Photos that people offer wait for approval."""

import pytest

from tests.support.client import Client, code
from tests.support.faces import BOX, descriptor, face
from tests.support.pictures import jpeg
from tests.web.conftest import MakeApp, add_admin, parts
from webapp.domain import inbox


@pytest.fixture
def visitor(make_app: MakeApp) -> Client:
    app = make_app(open_enrolment=True)
    add_admin(app)
    client = Client(app)
    client.renew_token()
    return client


def offer(client: Client, name: str = "Bo", photo: bytes | None = None, **face: object):
    return client.upload("/submissions", photo or jpeg(), face or {"box": BOX}, name=name)


def test_a_visitor_may_offer_a_photo_where_enrolment_is_open_and_nothing_else(visitor: Client) -> None:
    assert visitor.get("/session").json["openEnrolment"] is True
    receipt = offer(visitor)
    assert receipt.status_code == 202
    assert set(receipt.json) == {"id", "name", "createdAt"}
    path = f"/submissions/{receipt.json['id']}"
    for method, address in (
        ("GET", "/submissions"),
        ("GET", f"{path}/photo"),
        ("DELETE", path),
        ("POST", f"{path}/approval"),
    ):
        assert code(visitor.call(method, address)) == (401, "sign-in-needed")


def test_a_stranger_may_not_where_it_is_closed(stranger: Client) -> None:
    assert code(offer(stranger)) == (401, "sign-in-needed")


def test_an_offer_does_not_change_the_gallery_before_it_is_approved(visitor: Client) -> None:
    offered = offer(visitor).json
    visitor.sign_in()
    tag = visitor.get("/descriptors").headers["ETag"]
    assert visitor.get("/people").json["total"] == 0
    waiting = visitor.get("/submissions").json
    assert (waiting["total"], waiting["next"]) == (1, None)
    assert waiting["submissions"] == [{**offered, "box": BOX}]
    assert visitor.get(f"/submissions/{offered['id']}/photo").content_type == "image/jpeg"
    made = visitor.call("POST", f"/submissions/{offered['id']}/approval", json={"name": "Bo", **face(7)})
    assert made.status_code == 201
    gallery = visitor.get("/descriptors", headers={"If-None-Match": tag})
    assert gallery.json["people"][0]["references"] == [{"id": made.json["id"], "descriptor": descriptor(7).tolist()}]
    assert visitor.get("/submissions").json["total"] == 0


def test_a_submission_is_approved_for_somebody_known_or_refused(client: Client) -> None:
    person = client.add_person("Ada")
    first, second = offer(client).json["id"], offer(client).json["id"]
    made = client.call("POST", f"/submissions/{first}/approval", json={"personId": person["id"], **face()})
    assert made.json["personId"] == person["id"]
    assert client.call("DELETE", f"/submissions/{second}").status_code == 204
    assert code(client.get(f"/submissions/{second}/photo")) == (404, "not-found")


@pytest.mark.parametrize(
    "whom,changes,answer",
    [
        ({}, {}, (422, "bad-request")),
        ({"name": "Bo", "personId": "1"}, {}, (422, "bad-request")),
        ({"name": 7}, {}, (422, "bad-request")),
        ({"name": " "}, {}, (422, "bad-name")),
        ({"personId": "0" * 32}, {}, (404, "not-found")),
        ({"name": "Bo"}, {"descriptor": []}, (422, "bad-face")),
        ({"name": "Bo"}, {"box": {**BOX, "x": 999}}, (422, "bad-face")),
        ({"name": "Bo"}, {"recogniser": {"name": "other", "version": "1"}}, (409, "other-recogniser")),
    ],
)
def test_a_bad_approval_leaves_the_submission_waiting(client: Client, whom: dict, changes: dict, answer: tuple) -> None:
    waiting = offer(client).json["id"]
    refused = client.call("POST", f"/submissions/{waiting}/approval", json={**face(**changes), **whom})
    assert code(refused) == answer
    assert client.get("/submissions").json["total"] == 1
    assert client.get("/people").json["total"] == 0


@pytest.mark.parametrize(
    "name,photo,described,answer",
    [
        ("", jpeg(), {"box": BOX}, (422, "bad-name")),
        ("Bo", b"x", {"box": BOX}, (415, "not-an-image")),
        ("Bo", jpeg(), {"box": {**BOX, "x": 500}}, (422, "bad-face")),
        ("Bo", jpeg(), {"nothing": 1}, (422, "bad-face")),
    ],
)
def test_a_bad_offer_is_refused(client: Client, name: str, photo: bytes, described: dict, answer: tuple) -> None:
    assert code(offer(client, name, photo, **described)) == answer
    assert client.get("/submissions").json["total"] == 0


def test_an_offer_without_a_name_is_refused(client: Client) -> None:
    assert code(client.upload("/submissions", jpeg(), {"box": BOX})) == (422, "bad-request")


def test_strangers_cannot_fill_the_disk(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "MOST_WAITING", 2)
    answers = [offer(client).status_code for _ in range(3)]
    assert answers == [202, 202, 503]


def test_strangers_are_slowed_down_and_the_signed_in_are_not(visitor: Client) -> None:
    answers = [offer(visitor, photo=b"x") for _ in range(31)]
    assert [answer.status_code for answer in answers] == [415] * 30 + [429]
    assert code(answers[-1]) == (429, "too-many-attempts")
    visitor.sign_in()
    assert code(offer(visitor, photo=b"x")) == (415, "not-an-image")


def test_open_enrolment_opens_the_first_gallery_alone(visitor: Client) -> None:
    other = parts(visitor.http.application).galleries.add("Other").id
    answer = visitor.upload(f"/galleries/{other}/submissions", jpeg(), {"box": BOX}, name="Bo")
    assert code(answer) == (401, "sign-in-needed")
