"""The Analyse page: one picture, everything that is found in its faces."""

import io
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.pictures import choose, fetch, problems, transfer, turned

EXPRESSIONS = {"neutral", "happy", "sad", "angry", "fearful", "disgusted", "surprised"}


@pytest.fixture
def analyse(visitor) -> Page:
    page = visitor.new_page()
    page.goto("/analyse")
    return page


def faces(page: Page) -> Locator:
    return page.locator("#faces .face-card")


def saved(page: Page, button: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


def report(page: Page) -> dict[str, Any]:
    return json.loads(saved(page, "Save JSON"))


def test_a_sample_picture_is_analysed(analyse: Page) -> None:
    analyse.get_by_role("button", name="Group of four").click()
    expect(faces(analyse).nth(3)).to_be_visible()
    count = faces(analyse).count()
    expect(analyse.locator("#summary")).to_have_text(re.compile(rf"^{count} faces found in \d+ ms\.$"))
    found = report(analyse)
    assert found["picture"]["name"] == "Group of four"
    assert len(found["faces"]) == count
    for face in found["faces"]:
        assert len(face["landmarks"]) == 68
        assert set(face["expressions"]) == EXPRESSIONS
        assert sum(face["expressions"].values()) == pytest.approx(1, abs=1e-3)
        assert 0 < face["age"] < 100
        assert "descriptor" not in face
    image = Image.open(io.BytesIO(saved(analyse, "Save the picture")))
    assert image.size == (found["picture"]["width"], found["picture"]["height"])
    assert has_green(image)


def has_green(image: Image.Image) -> bool:
    """Tell whether boxes were drawn into a picture."""
    return (79, 224, 181) in {colour for _, colour in image.convert("RGB").getcolors(image.width * image.height) or []}


def test_a_face_is_chosen_in_the_picture_and_in_the_list(analyse: Page) -> None:
    analyse.get_by_role("button", name="Group of four").click()
    rows, targets = analyse.locator("#faces .face-select"), analyse.locator(".view-face")
    expect(rows.nth(3)).to_be_visible()
    assert targets.nth(1).get_attribute("aria-label") == f"Face 2 of {rows.count()}"
    targets.nth(1).click()
    expect(rows.nth(1)).to_have_attribute("aria-pressed", "true")
    rows.nth(2).focus()
    analyse.keyboard.press("Enter")
    expect(targets.nth(2)).to_have_attribute("aria-pressed", "true")
    expect(targets.nth(1)).to_have_attribute("aria-pressed", "false")
    expect(rows.nth(1)).to_have_attribute("aria-pressed", "false")


def test_the_switches_decide_what_is_found_and_shown(analyse: Page, photos: Path) -> None:
    choose(analyse, photos / "obama.jpg")
    expect(faces(analyse)).to_have_count(1)
    expect(analyse.locator(".bars dt").first).to_have_text("happy")
    analyse.get_by_role("switch", name="Expressions").click()
    expect(analyse.locator(".bars")).to_have_count(0)
    analyse.get_by_role("switch", name="Age and gender").click()
    expect(faces(analyse).first).not_to_contain_text("male")
    analyse.get_by_role("switch", name="Descriptors").click()
    expect(analyse.locator("#summary")).to_contain_text("1 face found")
    (face,) = report(analyse)["faces"]
    assert len(face["descriptor"]) == 128
    assert {"expressions", "age", "gender"}.isdisjoint(face)
    for name in ("Boxes", "Outlines"):
        analyse.get_by_role("switch", name=name).click()
    plain = Image.open(io.BytesIO(saved(analyse, "Save the picture"))).convert("RGB")
    with Image.open(photos / "obama.jpg") as original:
        below = (0, original.height // 2, original.width, original.height)
        assert plain.crop(below).tobytes() == pytest.approx(original.convert("RGB").crop(below).tobytes(), abs=3)


def test_a_face_is_saved_as_a_picture_of_its_own(analyse: Page, photos: Path) -> None:
    choose(analyse, photos / "obama.jpg")
    crop = Image.open(io.BytesIO(saved(analyse, "Save face 1 as a picture")))
    (face,) = report(analyse)["faces"]
    side = max(face["box"]["width"], face["box"]["height"])
    assert crop.width == crop.height == pytest.approx(1.3 * side, abs=1)


def test_everything_is_copied_as_json(analyse: Page, photos: Path) -> None:
    analyse.context.grant_permissions(["clipboard-read", "clipboard-write"])
    choose(analyse, photos / "obama.jpg")
    analyse.get_by_role("button", name="Copy as JSON").click()
    expect(analyse.locator("#toasts")).to_contain_text("Copied.")
    assert json.loads(analyse.evaluate("navigator.clipboard.readText()")) == report(analyse)


@pytest.mark.parametrize("event", ["drop", "paste"])
def test_a_picture_is_dropped_or_pasted(analyse: Page, photos: Path, event: str) -> None:
    data = (photos / "obama.jpg").read_bytes()
    transfer(analyse, event, "#picture" if event == "drop" else "body", data, "x.jpg", "image/jpeg")
    expect(faces(analyse)).to_have_count(1)


def test_a_picture_that_misses_its_place_does_not_take_the_page_away(analyse: Page, photos: Path) -> None:
    transfer(analyse, "drop", "h1", (photos / "obama.jpg").read_bytes(), "x.jpg", "image/jpeg")
    assert analyse.evaluate("document.dispatchEvent(new DragEvent('drop', { cancelable: true }))") is False


def test_a_picture_turned_by_its_camera_is_analysed_the_right_way_up(
    analyse: Page, photos: Path, tmp_path: Path
) -> None:
    sideways = tmp_path / "sideways.jpg"
    sideways.write_bytes(turned(photos / "obama.jpg"))
    choose(analyse, photos / "obama.jpg")
    expect(faces(analyse)).to_have_count(1)
    upright = report(analyse)
    choose(analyse, sideways)
    expect(analyse.locator("#view img")).to_have_attribute("alt", "sideways.jpg")
    expect(analyse.locator("#summary")).to_contain_text("1 face found")
    found = report(analyse)
    size = ("width", "height")
    assert [found["picture"][each] for each in size] == [upright["picture"][each] for each in size]
    for side, length in found["faces"][0]["box"].items():
        assert length == pytest.approx(upright["faces"][0]["box"][side], abs=12)


@pytest.mark.parametrize(
    "name,content,sentence",
    [
        ("x.jpg", b"\xff\xd8\xff broken", "cannot be opened as a picture"),
        ("x.txt", b"text", "not a picture"),
        ("x.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing"),
        ("x.heic", b"ftypheic", "HEIC"),
        ("x.png", b"", "empty"),
    ],
)
def test_a_file_that_is_no_picture_is_refused_in_words(
    analyse: Page, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    choose(analyse, tmp_path / name)
    expect(problems(analyse)).to_contain_text(name)
    expect(problems(analyse)).to_contain_text(sentence)
    expect(faces(analyse)).to_have_count(0)


@pytest.fixture(scope="module")
def other_site(photos: Path) -> Iterator[str]:
    """Return the address of another site: one picture that it gives to all, one that it keeps, and a page."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = {"/open.jpg": "image/jpeg", "/kept.jpg": "image/jpeg", "/page.html": "text/html"}
            self.send_response(200 if self.path in known else 404)
            self.send_header("Content-Type", known.get(self.path, "text/plain"))
            if self.path != "/kept.jpg":
                self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write((photos / "obama.jpg").read_bytes() if self.path.endswith(".jpg") else b"<p>")

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    "address,sentence",
    [
        ("{site}/kept.jpg", "does not let other sites read its pictures"),
        ("{site}/none.jpg", "status 404"),
        ("{site}/page.html", "not a picture"),
        ("pictures.example/open.jpg", "no web address"),
        ("javascript:alert(1)", "no web address"),
    ],
)
def test_an_address_that_brings_no_picture_is_explained(
    analyse: Page, other_site: str, address: str, sentence: str
) -> None:
    fetch(analyse, address.format(site=other_site))
    expect(problems(analyse)).to_contain_text(sentence)


def test_a_picture_comes_from_an_address(analyse: Page, other_site: str) -> None:
    fetch(analyse, f"{other_site}/open.jpg")
    expect(faces(analyse)).to_have_count(1)
    expect(problems(analyse)).to_have_count(0)


def test_networks_that_do_not_come_are_explained_and_fetched_again(analyse: Page, photos: Path) -> None:
    analyse.context.route("**/models/**", lambda route: route.abort())
    choose(analyse, photos / "obama.jpg")
    expect(analyse.locator("#engine.failed")).to_be_visible()
    expect(analyse.locator("#engine .engine-text")).not_to_be_empty()
    analyse.context.unroute("**/models/**")
    analyse.get_by_role("button", name="Try again").click()
    expect(faces(analyse)).to_have_count(1)


def test_a_picture_without_faces_says_what_to_try(analyse: Page, photos: Path) -> None:
    choose(analyse, photos / "rocket.jpg")
    expect(analyse.locator("#summary")).to_contain_text("No face was found.")
    assert report(analyse)["faces"] == []


def test_another_detector_looks_again(analyse: Page, photos: Path) -> None:
    choose(analyse, photos / "obama.jpg")
    expect(faces(analyse)).to_have_count(1)
    analyse.get_by_label("Detector", exact=True).select_option("ssd_mobilenetv1")
    expect(analyse.locator("#summary")).to_contain_text("1 face found")
    assert report(analyse)["detector"]["name"] == "ssd_mobilenetv1"
