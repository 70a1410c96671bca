"""People, references and descriptors over REST."""

import io
import json

import numpy as np
import pytest
from PIL import Image

from tests.support.client import Client, code
from tests.support.faces import BOX, RECOGNISER, descriptor, face
from tests.support.pictures import jpeg


def test_a_person_is_made_read_renamed_and_deleted(client: Client) -> None:
    made = client.add_person("  Ada Lovelace ")
    assert set(made) == {"id", "name", "createdAt", "referenceCount", "cover"}
    assert (made["name"], made["referenceCount"], made["cover"]) == ("Ada Lovelace", 0, None)
    assert made["createdAt"].endswith("+00:00")
    path = f"/people/{made['id']}"
    assert client.get(path).json == made
    assert client.call("PATCH", path, json={"name": "Ada King"}).json == {**made, "name": "Ada King"}
    gone = client.call("DELETE", path)
    assert (gone.status_code, gone.data) == (204, b"")
    assert code(client.get(path)) == (404, "not-found")


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "\u05e9\u05dc\u05d5\u05dd", "\U0001f60a", "'; DROP TABLE people; --", "{{ 7*7 }}"],
)
def test_an_odd_name_comes_back_as_the_text_that_it_is(client: Client, name: str) -> None:
    person = client.add_person(name)
    answer = client.get(f"/people/{person['id']}")
    assert answer.json["name"] == name
    assert answer.content_type == "application/json"


@pytest.mark.parametrize("name", ["", "   ", "x" * 300, "a\0b", "a\u202eb", "\ud800"])
@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_a_bad_name_is_refused(client: Client, name: str, method: str) -> None:
    person = client.add_person("Ada")
    path = "/people" if method == "POST" else f"/people/{person['id']}"
    assert code(client.call(method, path, json={"name": name})) == (422, "bad-name")
    assert [each["name"] for each in client.get("/people").json["people"]] == ["Ada"]


@pytest.mark.parametrize("body", [{}, {"name": None}, {"name": 7}, {"name": ["x"]}, [], "x"])
def test_a_body_without_a_name_is_refused(client: Client, body: object) -> None:
    assert code(client.call("POST", "/people", json=body)) == (422, "bad-request")


def test_a_body_that_is_no_json_is_refused(client: Client) -> None:
    answer = client.call("POST", "/people", data=b"{", content_type="application/json")
    assert code(answer) == (400, "bad-request")


def test_people_come_in_parts_and_are_searched(client: Client) -> None:
    for name in ("Cy", "Ada", "bo", "Ada B"):
        client.add_person(name)
    first = client.get("/people?limit=3").json
    assert [person["name"] for person in first["people"]] == ["Ada", "Ada B", "bo"]
    assert first["total"] == 4
    rest = client.get("/people", query_string={"limit": 3, "cursor": first["next"]}).json
    assert [person["name"] for person in rest["people"]] == ["Cy"]
    assert (rest["next"], rest["total"]) == (None, 4)
    assert client.get("/people?query=ADA").json["total"] == 2


@pytest.mark.parametrize(
    "query,status,reason",
    [
        ("limit=0", 422, "bad-request"),
        ("limit=201", 422, "bad-request"),
        ("limit=x", 422, "bad-request"),
        ("cursor=x", 400, "bad-cursor"),
    ],
)
def test_a_bad_part_is_refused(client: Client, query: str, status: int, reason: str) -> None:
    assert code(client.get(f"/people?{query}")) == (status, reason)


def test_a_reference_has_a_photo_and_a_thumbnail(client: Client) -> None:
    person = client.add_person("Ada")
    made = client.add_reference(person["id"])
    assert made["personId"] == person["id"]
    assert made["box"] == BOX
    assert made["recogniser"] == {"name": RECOGNISER.name, "version": RECOGNISER.version}
    assert (made["photo"]["width"], made["photo"]["height"]) == (80, 60)
    assert client.get(f"/references/{made['id']}").json == made
    assert client.get(f"/people/{person['id']}/references").json == {"references": [made], "next": None, "total": 1}
    known = client.get(f"/people/{person['id']}").json
    assert (known["referenceCount"], known["cover"]) == (1, made["id"])
    sizes = {"photo": (80, 60), "thumbnail": (160, 160)}
    for name, size in sizes.items():
        answer = client.get(f"/references/{made['id']}/{name}")
        assert answer.content_type == "image/jpeg"
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert Image.open(io.BytesIO(answer.data)).size == size
        again = client.get(f"/references/{made['id']}/{name}", headers={"If-None-Match": answer.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
    assert client.call("DELETE", f"/references/{made['id']}").status_code == 204
    assert client.get(f"/people/{person['id']}").json["cover"] is None
    for name in sizes:
        assert code(client.get(f"/references/{made['id']}/{name}")) == (404, "not-found")


@pytest.mark.parametrize(
    "changes,status,reason",
    [
        ({"box": {**BOX, "x": 80}}, 422, "bad-face"),
        ({"box": {**BOX, "y": float("nan")}}, 422, "bad-face"),
        ({"box": {**BOX, "width": float("inf")}}, 422, "bad-face"),
        ({"box": {**BOX, "width": 0}}, 422, "bad-face"),
        ({"box": {**BOX, "width": "30"}}, 422, "bad-face"),
        ({"box": {**BOX, "width": True}}, 422, "bad-face"),
        ({"box": {**BOX, "width": 10**400}}, 422, "bad-face"),
        ({"box": [1, 2, 3, 4]}, 422, "bad-face"),
        ({"box": None}, 422, "bad-face"),
        ({"descriptor": [0.1] * 127}, 422, "bad-face"),
        ({"descriptor": [float("nan")] * 128}, 422, "bad-face"),
        ({"descriptor": ["0.1"] * 128}, 422, "bad-face"),
        ({"descriptor": None}, 422, "bad-face"),
        ({"recogniser": None}, 422, "bad-face"),
        ({"recogniser": {"name": RECOGNISER.name, "version": ["1"]}}, 422, "bad-face"),
        ({"recogniser": {"name": RECOGNISER.name, "version": "another"}}, 409, "other-recogniser"),
        ({"recogniser": {"name": "dlib", "version": RECOGNISER.version}}, 409, "other-recogniser"),
    ],
)
def test_a_face_that_makes_no_sense_is_refused(client: Client, changes: dict, status: int, reason: str) -> None:
    person = client.add_person("Ada")
    assert code(client.send_photo(person["id"], jpeg(), face(**changes))) == (status, reason)
    assert client.get(f"/people/{person['id']}").json["referenceCount"] == 0


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "[" * 100_000])
def test_a_face_that_is_no_json_object_is_refused(client: Client, text: str) -> None:
    person = client.add_person("Ada")
    answer = client.call("POST", f"/people/{person['id']}/references", data={"face": text})
    assert code(answer) == (422, "bad-face")


def test_what_does_not_exist_is_not_found(client: Client) -> None:
    missing = "0" * 32
    calls = [
        ("GET", f"/people/{missing}"),
        ("PATCH", f"/people/{missing}"),
        ("DELETE", f"/people/{missing}"),
        ("GET", f"/people/{missing}/references"),
        ("GET", f"/references/{missing}"),
        ("DELETE", f"/references/{missing}"),
        ("GET", f"/references/{missing}/photo"),
        ("GET", f"/references/{missing}/thumbnail"),
        ("GET", "/people/..%2f..%2fetc%2fpasswd"),
        ("GET", "/nothing"),
    ]
    body = {"json": {"name": "Ada"}}
    answers = {path: code(client.call(method, path, **(body if method == "PATCH" else {}))) for method, path in calls}
    assert set(answers.values()) == {(404, "not-found")}
    assert code(client.send_photo(missing, jpeg())) == (404, "not-found")


def unpack(data: bytes) -> tuple[dict, np.ndarray]:
    length = int.from_bytes(data[:4], "little")
    assert length % 4 == 0
    return json.loads(data[4 : 4 + length]), np.frombuffer(data[4 + length :], "<f4").reshape(-1, 128)


def binary(client: Client, **headers: str):
    return client.get("/descriptors", headers={"Accept": "application/octet-stream", **headers})


def test_the_gallery_is_the_same_in_json_and_in_bytes(client: Client) -> None:
    for index, name in enumerate(("Zo\u00eb \U0001f60a", "Ada", "Without")):
        person = client.add_person(name)
        for seed in range(index, 2):
            client.add_reference(person["id"], seed=10 * index + seed)
    answer, packed = client.get("/descriptors").json, binary(client)
    assert packed.content_type == "application/octet-stream"
    header, rows = unpack(packed.data)
    assert [person["name"] for person in answer["people"]] == ["Ada", "Zo\u00eb \U0001f60a"]
    assert (answer["length"], answer["threshold"]) == (128, 0.5)
    for member in ("recogniser", "length", "threshold"):
        assert header[member] == answer[member]
    counts = [{"id": p["id"], "name": p["name"], "count": len(p["references"])} for p in answer["people"]]
    assert header["people"] == counts
    in_json = [reference["descriptor"] for person in answer["people"] for reference in person["references"]]
    assert np.array_equal(np.array(in_json, np.float32), rows)
    assert np.array_equal(rows, [descriptor(11), descriptor(0), descriptor(1)])


def test_an_empty_gallery_is_whole_too(client: Client) -> None:
    assert client.get("/descriptors").json["people"] == []
    header, rows = unpack(binary(client).data)
    assert (header["people"], rows.shape) == ([], (0, 128))


def test_the_gallery_is_sent_again_only_after_a_change(client: Client) -> None:
    person = client.add_person("Ada")
    seen = {client.get("/descriptors").headers["ETag"], binary(client).headers["ETag"]}
    assert len(seen) == 2, "two forms have two strong tags"
    assert not any(tag.startswith("W/") for tag in seen)
    changes = (
        lambda: client.add_reference(person["id"]),
        lambda: client.call("PATCH", f"/people/{person['id']}", json={"name": "Bo"}),
        lambda: client.add_person("Cy"),
        lambda: client.call("DELETE", f"/people/{person['id']}"),
    )
    for change in changes:
        tag = binary(client).headers["ETag"]
        same = binary(client, **{"If-None-Match": tag})
        assert (same.status_code, same.data, same.headers["ETag"]) == (304, b"", tag)
        assert "Accept" in same.headers["Vary"]
        change()
        answer = binary(client, **{"If-None-Match": tag})
        assert answer.status_code == 200
        assert answer.headers["ETag"] not in seen
        seen.add(answer.headers["ETag"])


def test_descriptors_of_another_recogniser_never_appear(client: Client) -> None:
    client.add_reference(client.add_person("Ada")["id"])
    asked = {"recogniser": RECOGNISER.name, "version": "another"}
    answer = client.get("/descriptors", query_string=asked)
    assert answer.json["people"] == []
    assert answer.json["recogniser"] == {"name": RECOGNISER.name, "version": "another"}
    assert answer.headers["ETag"] != client.get("/descriptors").headers["ETag"]


def test_the_document_describes_every_address(client: Client) -> None:
    document = client.get("/openapi.json").json
    assert document["openapi"].startswith("3.")
    rules = {
        (rule.rule.replace("<", "{").replace(">", "}"), method.lower())
        for rule in client.http.application.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if rule.rule.startswith("/api/v1/") and rule.rule != "/api/v1/openapi.json"
    }
    described = {
        (path, method) for path, methods in document["paths"].items() for method in methods if method != "parameters"
    }
    assert described == rules
    upload = document["paths"]["/api/v1/galleries/{gallery_id}/people/{person_id}/references"]["post"]["requestBody"][
        "content"
    ]
    assert set(upload["multipart/form-data"]["schema"]["properties"]) == {"photo", "face"}
