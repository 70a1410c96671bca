"""The main job, end to end: enrol a person from one photo, and be recognised by the camera from another."""

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.camera import FakeCamera
from tests.browser.site import Site
from tests.browser.steps import enrol, look


def test_enrolled_person_is_named_live_and_a_stranger_is_unknown(
    page: Page, server: Site, fake_camera: FakeCamera, photos: Path
) -> None:
    enrol(page, photos / "obama.jpg", "Barack Obama")
    (person,) = server.people()
    assert (person["name"], person["referenceCount"]) == ("Barack Obama", 1)

    fake_camera.show(photos / "obama2.jpg")
    look(page)
    expect(page.locator("#present > *")).to_have_count(1)
    expect(page.locator("#present > *").first).to_contain_text("Barack Obama")

    page.get_by_role("switch", name="Camera").click()
    fake_camera.show(photos / "biden.jpg")
    page.get_by_role("switch", name="Camera").click()
    expect(page.locator("#present > *").first).to_contain_text(re.compile("unknown", re.IGNORECASE))
    expect(page.locator("#present")).not_to_contain_text("Barack Obama")


def test_an_open_page_learns_of_changes_without_reloading(
    page: Page, server: Site, fake_camera: FakeCamera, photos: Path
) -> None:
    fake_camera.show(photos / "obama2.jpg")
    look(page)
    expect(page.locator("#present > *").first).to_contain_text(re.compile("unknown", re.IGNORECASE))
    other = page.context.new_page()
    enrol(other, photos / "obama.jpg", "Barack Obama")
    page.bring_to_front()
    expect(page.locator("#present > *").first).to_contain_text("Barack Obama")

    (person,) = server.people()
    server.json("DELETE", f"/people/{person['id']}")
    expect(page.locator("#present > *").first).to_contain_text(re.compile("unknown", re.IGNORECASE))


def test_nothing_is_uploaded_while_looking(page: Page, fake_camera: FakeCamera, photos: Path) -> None:
    fake_camera.show(photos / "astronaut.png")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(f"{request.method} {request.url}") if request.post_data else None)
    look(page)
    expect(page.locator("#present > *")).to_have_count(1)
    expect(page.locator("#stat-fps")).not_to_have_text("–")
    assert [entry for entry in sent if "/socket.io/" not in entry] == []


def test_a_visitor_sees_faces_but_no_names(visitor: BrowserContext, fake_camera: FakeCamera, photos: Path) -> None:
    fake_camera.show(photos / "astronaut.png")
    page = visitor.new_page()
    look(page)
    expect(page.locator("#present > *")).to_have_count(1)
    page.get_by_role("switch", name="Names").click()
    expect(page.get_by_role("link", name="Sign in to see names")).to_be_visible()
