"""The live page's networks: each is fetched when it is first needed, does its work, and may fail without harm."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.camera import FakeCamera
from tests.browser.conftest import SLOW
from tests.browser.site import MODELS
from tests.browser.steps import enrol, look

ESTIMATES = re.compile(
    r"^(neutral|happy|sad|angry|fearful|disgusted|surprised) \d+\s% · about \d+, (male|female) \d+\s%$"
)
DETECTORS = {"ssd_mobilenetv1": "SSD MobileNet V1", "mtcnn": "MTCNN", "tiny_face_detector": "Tiny face detector"}


def fetched(page: Page) -> list[str]:
    """Return a list that grows with each network whose weights the page asks for."""
    names: list[str] = []

    def note(url: str) -> None:
        found = re.search(r"/static/models/(\w+)/.*\.bin", url)
        if found and found[1] not in names:
            names.append(found[1])

    page.on("request", lambda request: note(request.url))
    return names


def switch(page: Page, name: str) -> None:
    page.get_by_role("switch", name=name).click()


def in_view(page: Page, *texts: str | re.Pattern[str]) -> None:
    """Wait for exactly one face in view, of which all this is said."""
    expect(page.locator("#present > *")).to_have_count(1, timeout=SLOW)
    for text in texts:
        expect(page.locator("#present > *")).to_contain_text(text, timeout=SLOW)


def settled(page: Page) -> None:
    """Wait until nothing is being fetched or checked."""
    expect(page.locator("#engine .engine-text")).to_contain_text("Ready", timeout=SLOW)


def test_every_detector_finds_the_person_and_changing_it_does_not_stop_the_video(
    page: Page, fake_camera: FakeCamera, photos: Path
) -> None:
    enrol(page, photos / "obama.jpg", "Barack Obama")
    fake_camera.show(photos / "obama2.jpg")
    asked = fetched(page)
    look(page)
    in_view(page, "Barack Obama")
    page.evaluate("document.querySelector('#video').addEventListener('pause', () => { globalThis.paused = true })")
    for name, title in DETECTORS.items():
        page.locator("#detector").select_option(name)
        expect(page.locator(f"#detector-hint [data-for={name}]")).to_be_visible()
        expect(page.locator("#present > *")).to_have_count(1)
        page.wait_for_function("() => document.querySelector('#engine').classList.contains('ready')", timeout=SLOW)
        assert name in asked, title
        page.evaluate("document.querySelector('#present').replaceChildren()")
        in_view(page, "Barack Obama")
    assert page.evaluate("globalThis.paused") is None


def test_a_network_is_fetched_only_when_it_is_first_needed(
    visitor: BrowserContext, fake_camera: FakeCamera, photos: Path
) -> None:
    fake_camera.show(photos / "obama2.jpg")
    page = visitor.new_page()
    asked = fetched(page)
    look(page)
    in_view(page)
    settled(page)
    assert asked == ["tiny_face_detector"]
    expect(page.locator("#stat-landmarks")).to_have_text("–")
    for name, network in (
        ("Landmarks", "face_landmark_68"),
        ("Expressions", "face_expression"),
        ("Age and gender", "age_gender"),
    ):
        before = list(asked)
        switch(page, name)
        expect(page.locator(f"#stat-{name.split()[0].lower()}{'-gender' * ('gender' in name)}")).not_to_have_text(
            "–", timeout=SLOW
        )
        assert asked == [*before, network]
    expect(page.locator("#present .details")).to_have_text(ESTIMATES)
    for name in ("Landmarks", "Expressions", "Age and gender"):
        switch(page, name)
    expect(page.locator("#present .details")).to_have_text("")
    expect(page.locator("#stat-expressions")).to_have_text("–")


def test_the_recogniser_is_not_fetched_before_names_are_wanted(
    page: Page, fake_camera: FakeCamera, photos: Path
) -> None:
    enrol(page, photos / "obama.jpg", "Barack Obama")
    fake_camera.show(photos / "obama2.jpg")
    asked = fetched(page)
    page.goto("/")
    switch(page, "Names")
    switch(page, "Camera")
    switch(page, "Detection")
    in_view(page, "Face 1")
    assert asked == ["tiny_face_detector"]
    switch(page, "Names")
    in_view(page, "Barack Obama")
    assert sorted(asked) == ["face_landmark_68", "face_recognition", "tiny_face_detector"]


def test_a_detector_that_cannot_be_fetched_is_told_and_the_one_before_goes_on(
    visitor: BrowserContext, fake_camera: FakeCamera, photos: Path
) -> None:
    fake_camera.show(photos / "astronaut.png")
    visitor.route("**/ssd_mobilenetv1/*.bin", lambda route: route.fulfill(status=404, body=""))
    page = visitor.new_page()
    look(page)
    in_view(page)
    page.locator("#detector").select_option("ssd_mobilenetv1")
    expect(page.locator("#alerts")).to_contain_text(
        "SSD MobileNet V1 could not be loaded, so Tiny face detector goes on"
    )
    expect(page.locator("#alerts")).to_contain_text("404")
    expect(page.locator("#detector")).to_have_value("tiny_face_detector")
    page.evaluate("document.querySelector('#present').replaceChildren()")
    in_view(page)


@pytest.mark.parametrize(("name", "network"), [("Expressions", "face_expression"), ("Age and gender", "age_gender")])
def test_an_estimate_that_cannot_be_fetched_is_told_and_switched_off(
    name: str, network: str, visitor: BrowserContext, fake_camera: FakeCamera, photos: Path
) -> None:
    fake_camera.show(photos / "astronaut.png")
    visitor.route(f"**/{network}/*.bin", lambda route: route.fulfill(status=404, body=""))
    page = visitor.new_page()
    look(page)
    in_view(page)
    switch(page, name)
    expect(page.locator("#alerts")).to_contain_text(f"{network}/")
    expect(page.get_by_role("switch", name=name)).not_to_be_checked()
    page.evaluate("document.querySelector('#present').replaceChildren()")
    in_view(page)


def test_an_estimate_that_is_computed_wrongly_costs_nothing_else(
    visitor: BrowserContext, fake_camera: FakeCamera, photos: Path
) -> None:
    fake_camera.show(photos / "astronaut.png")
    spec = json.loads((MODELS / "face_expression" / "spec.json").read_text())
    for output in spec["selftest"]["outputs"].values():
        output["values"] = [value + 1 for value in output["values"]]
    visitor.route("**/face_expression/spec.json", lambda route: route.fulfill(json=spec))
    page = visitor.new_page()
    look(page)
    in_view(page)
    switch(page, "Expressions")
    expect(page.locator("#alerts")).to_contain_text("Face expression", timeout=2 * SLOW)  # every backend is tried
    expect(page.get_by_role("switch", name="Expressions")).not_to_be_checked()
    expect(page.get_by_role("switch", name="Detection")).to_be_checked()
    in_view(page)
    settled(page)


def test_settings_count_at_once_and_can_be_put_back(
    visitor: BrowserContext, fake_camera: FakeCamera, photos: Path
) -> None:
    fake_camera.show(photos / "astronaut.png")
    page = visitor.new_page()
    page.goto("/")
    page.locator("#detector").select_option("mtcnn")
    switch(page, "Camera")
    switch(page, "Detection")
    in_view(page)
    page.get_by_text("The detector’s settings").click()
    expect(page.get_by_label("Input size")).to_be_hidden()
    page.get_by_label("Smallest face").fill("200")
    expect(page.locator("output[for=mtcnn-smallest]")).to_have_text("200")
    expect(page.locator("#present > *")).to_have_count(0, timeout=SLOW)
    page.get_by_role("button", name="Back to the defaults").click()
    in_view(page)


def test_descriptors_of_another_version_never_meet_the_gallery(
    page: Page, fake_camera: FakeCamera, photos: Path
) -> None:
    enrol(page, photos / "obama.jpg", "Barack Obama")
    fake_camera.show(photos / "obama2.jpg")
    spec = json.loads((MODELS / "face_recognition" / "spec.json").read_text())
    crops = [{**crop, "version": "another"} for crop in spec["crops"]]
    page.route("**/face_recognition/spec.json", lambda route: route.fulfill(json={**spec, "crops": crops}))
    look(page)
    expect(page.locator("#alerts")).to_contain_text("another version of the recogniser", timeout=SLOW)
    expect(page.get_by_role("switch", name="Names")).not_to_be_checked()
    in_view(page, "Face 1")


def test_the_models_page_shows_every_network(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/about")
    page.locator("main").get_by_role("link", name="Models", exact=True).click()
    here = {folder.parent.name for folder in MODELS.glob("[!.]*/card.json")}
    extras = {"tiny_yolov2", "facenet", "antispoof", "liveness"}
    shown = page.locator("article.model").evaluate_all("all => all.map((one) => one.id)")
    assert sorted(shown) == sorted(here | extras)
    card = page.locator("#face_expression")
    expect(card.get_by_text("What a face shows is not what a person feels.")).to_be_hidden()
    card.get_by_text("What it cannot do").click()
    expect(card.get_by_text("What a face shows is not what a person feels.")).to_be_visible()
