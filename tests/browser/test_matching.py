"""The Matching page: a cast of people, recognised in one picture after another."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pictures import choose


@pytest.fixture
def matching(visitor, photos: Path) -> Page:
    page = visitor.new_page()
    page.goto("/matching")
    choose(page, photos / "obama.jpg", photos / "biden.jpg", source="#cast")
    expect(page.locator("#people .person-card")).to_have_count(2)
    return page


def add(page: Page, *files: Path) -> None:
    choose(page, *files, source="#strip")
    expect(page.locator("#pictures li")).to_have_count(len(files))


def test_pictures_are_recognised_one_after_another(matching: Page, photos: Path) -> None:
    add(matching, photos / "obama2.jpg", photos / "astronaut.png", photos / "obama3.jpg")
    matching.get_by_role("button", name="Play").click()
    expect(matching.locator("#pictures [data-done=yes]")).to_have_count(3)
    names = [item.get_attribute("data-names") for item in matching.locator("#pictures li").all()]
    assert names == ["obama", "", "obama"]
    expect(matching.locator("#summary")).to_have_text(re.compile(r"^3 of 3 pictures, \d+ ms each on average\.$"))
    expect(matching.get_by_role("button", name="Play")).to_be_disabled()


def test_the_example_fills_cast_and_strip(visitor) -> None:
    page = visitor.new_page()
    page.goto("/matching")
    page.get_by_role("button", name="Try an example").click()
    expect(page.locator("#people .person-card")).to_have_count(3)
    expect(page.locator("#pictures li")).to_have_count(4)
    page.get_by_role("button", name="Next picture").click()
    expect(page.locator("#pictures li").first).to_have_attribute("data-names", "A friend")


def test_the_keyboard_keeps_its_place_in_the_strip(matching: Page, photos: Path) -> None:
    add(matching, photos / "obama2.jpg", photos / "biden.jpg")
    second = matching.locator("#pictures button").nth(1)
    second.focus()
    matching.keyboard.press("Enter")
    expect(second).to_have_attribute("aria-pressed", "true")
    expect(second).to_be_focused()


def test_a_step_recognises_one_picture_and_a_pause_stops(matching: Page, photos: Path) -> None:
    add(matching, photos / "obama2.jpg", photos / "astronaut.png", photos / "obama3.jpg")
    matching.get_by_role("button", name="Next picture").click()
    expect(matching.locator("#pictures [data-done=yes]")).to_have_count(1)
    matching.get_by_role("button", name="Play").click()
    expect(matching.locator("#pictures [data-done=yes]")).to_have_count(2)
    matching.get_by_role("button", name="Pause").click()
    expect(matching.get_by_role("button", name="Play")).to_be_visible()
    matching.wait_for_timeout(1500)
    expect(matching.locator("#pictures [data-done=no]")).to_have_count(1)


def test_a_recognised_picture_is_shown_again_and_renaming_tells_everywhere(matching: Page, photos: Path) -> None:
    add(matching, photos / "obama2.jpg", photos / "astronaut.png")
    matching.get_by_role("button", name="Play").click()
    expect(matching.locator("#pictures [data-done=yes]")).to_have_count(2)
    matching.locator("#pictures .strip-choose").first.click()
    expect(matching.locator("#view img")).to_have_attribute("alt", "obama2.jpg")
    name = matching.get_by_label("Name", exact=True).first
    name.fill("Barack")
    name.press("Enter")
    expect(matching.locator("#pictures li").first).to_have_attribute("data-names", "Barack")


def test_another_detector_looks_again(matching: Page, photos: Path) -> None:
    add(matching, photos / "obama2.jpg")
    matching.get_by_role("button", name="Next picture").click()
    expect(matching.locator("#pictures [data-done=yes]")).to_have_count(1)
    matching.get_by_label("Detector", exact=True).select_option("mtcnn")
    expect(matching.locator("#pictures [data-done=no]")).to_have_count(1)
    matching.get_by_role("button", name="Next picture").click()
    expect(matching.locator("#pictures li").first).to_have_attribute("data-names", "obama")
