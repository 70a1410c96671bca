"""Looking after the gallery in the page, asserted through the REST API."""

from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.site import Site
from tests.browser.steps import enrol
from tests.support.client import place


def open_person(page: Page, name: str) -> None:
    page.goto("/admin")
    page.locator("#people").get_by_text(name).click()
    expect(page.locator("#person-name")).to_have_text(name)


def test_people_are_shown_searched_and_renamed(page: Page, server: Site, photos: Path) -> None:
    enrol(page, photos / "astronaut.png", "Eileen Collins")
    server.json("POST", "/people", json={"name": "Somebody Else"})
    page.goto("/admin")
    people = page.locator("#people a.person")
    expect(people).to_have_count(2)
    page.locator("#people-search").fill("eileen")
    expect(people).to_have_count(1)
    cover = people.locator("img")
    expect(cover).to_be_visible()
    assert cover.evaluate("async image => { await image.decode(); return image.naturalWidth }") == 160

    open_person(page, "Eileen Collins")
    page.locator("#rename-person").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Eileen Marie Collins")
    page.get_by_role("dialog").get_by_role("button", name="Rename").click()
    expect(page.locator("#person-name")).to_have_text("Eileen Marie Collins")
    assert "Eileen Marie Collins" in [person["name"] for person in server.people()]


def test_deleting_asks_first_and_leaves_nothing(page: Page, server: Site, photos: Path) -> None:
    enrol(page, photos / "astronaut.png", "Eileen Collins")
    open_person(page, "Eileen Collins")
    page.locator("#delete-person").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 photo")
    dialog.get_by_role("button", name="Cancel").click()
    assert len(server.people()) == 1

    page.locator("#delete-person").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.locator("#people-none")).to_be_visible()
    assert server.people() == []
    assert server.json("GET", "/descriptors")["people"] == []


def test_a_single_photo_is_deleted(page: Page, server: Site, photos: Path) -> None:
    enrol(page, photos / "obama.jpg", "Barack Obama")
    enrol_again(page, photos / "obama2.jpg", "Barack Obama")
    (person,) = server.people()
    assert person["referenceCount"] == 2
    open_person(page, "Barack Obama")
    page.locator("#references figure.reference button").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.locator("#references figure.reference")).to_have_count(1)
    assert server.people()[0]["referenceCount"] == 1


def enrol_again(page: Page, photo: Path, name: str) -> None:
    """Enrol another photo under a name that is taken: the page asks whether it is the same person."""
    page.goto("/enrol")
    page.locator("#photo-input").set_input_files(photo)
    page.locator("#photos").get_by_label("Name", exact=True).fill(name)
    page.locator("#photos fieldset.same").get_by_role("radio").first.check()
    page.locator("#save-all").click()
    expect(page.locator(".photo-result").first).to_contain_text("Saved")


def test_the_gallery_is_only_for_those_who_signed_in(visitor: BrowserContext, server: Site) -> None:
    page = visitor.new_page()
    page.goto("/admin")
    expect(page).to_have_url(f"{server.address}/sign-in?next=/admin")
    for path in ("/people", "/descriptors", "/submissions"):
        answer = page.request.get(f"{server.address}{place(path)}")
        assert (answer.status, answer.json()["error"]["code"]) == (401, "sign-in-needed")


def test_signing_out_hides_the_gallery(page: Page, server: Site) -> None:
    page.goto("/admin")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    page.goto("/admin")
    expect(page).to_have_url(f"{server.address}/sign-in?next=/admin")
