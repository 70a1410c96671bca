"""The Compare page: people from reference pictures, looked for in other pictures."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pictures import choose, problems

RED = (255, 107, 94)


@pytest.fixture
def compare(visitor) -> Page:
    page = visitor.new_page()
    page.goto("/compare")
    return page


def rows(page: Page) -> Locator:
    return page.locator("#scores tbody tr")


def known(page: Page) -> list[str | None]:
    """Return who each face of the picture was taken for, in reading order."""
    return [row.get_attribute("data-person") for row in rows(page).all()]


def missing(page: Page) -> list[str | None]:
    return [item.get_attribute("data-person") for item in page.locator("#missing li[data-person]").all()]


def refer(page: Page, *files: Path) -> None:
    """Give reference pictures of one face each and wait for them."""
    before = page.locator("#people .person-card").count()
    choose(page, *files, source="#references")
    expect(page.locator("#people .person-card")).to_have_count(before + len(files))


def has_red(page: Page) -> bool:
    """Tell whether something in the overlay is drawn in the colour of faces that nobody matches."""
    return page.evaluate(
        """([r, g, b]) => {
            const canvas = document.querySelector('.view-frame canvas')
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
            for (let at = 0; at < data.length; at += 4) {
                if (data[at] === r && data[at + 1] === g && data[at + 2] === b && data[at + 3] === 255) return true
            }
            return false
        }""",
        RED,
    )


def test_the_example_shows_somebody_named_strangers_and_who_is_missing(compare: Page) -> None:
    compare.get_by_role("button", name="Try an example").click()
    expect(compare.locator("#people .person-card")).to_have_count(3)
    expect(rows(compare)).to_have_count(3)
    assert sorted(map(str, known(compare))) == ["", "", "A friend"]
    assert missing(compare) == ["Barack Obama 2", "Joe Biden"]
    assert has_red(compare)
    expect(compare.locator("#example")).to_be_hidden()


def test_networks_that_do_not_come_are_fetched_again_and_no_picture_is_lost(compare: Page, photos: Path) -> None:
    compare.context.route("**/models/**", lambda route: route.abort())
    choose(compare, photos / "obama.jpg", source="#references")
    choose(compare, photos / "obama2.jpg", source="#queries")
    expect(compare.locator("#engine.failed .engine-text")).not_to_be_empty()
    expect(compare.locator("#working")).to_be_empty()
    compare.context.unroute("**/models/**")
    compare.get_by_role("button", name="Try again").click()
    expect(rows(compare)).to_have_count(1)
    assert known(compare) == ["obama"]
    expect(problems(compare, "#references")).to_have_count(0)


def test_the_keyboard_keeps_its_place_where_people_are_renamed_and_removed(compare: Page, photos: Path) -> None:
    refer(compare, photos / "obama.jpg", photos / "biden.jpg")
    compare.get_by_label("Name", exact=True).first.focus()
    compare.keyboard.press("Control+A")
    compare.keyboard.type("Barack")
    compare.keyboard.press("Tab")
    expect(compare.get_by_role("button", name="Take this picture of Barack away")).to_be_focused()
    compare.keyboard.press("Enter")
    expect(compare.locator("#people .person-card")).to_have_count(1)
    assert compare.evaluate("document.activeElement.closest('#people') !== null")


def test_the_same_person_is_named_and_somebody_else_is_missing(compare: Page, photos: Path) -> None:
    refer(compare, photos / "obama.jpg", photos / "biden.jpg")
    choose(compare, photos / "obama2.jpg", source="#queries")
    expect(rows(compare)).to_have_count(1)
    assert known(compare) == ["obama"]
    assert missing(compare) == ["biden"]
    expect(compare.locator("#summary")).to_have_text("1 face: 1 known, 0 unknown.")
    assert not has_red(compare)
    same, other = rows(compare).first.locator("td").all()
    assert float(same.locator(".distance").inner_text()) < 0.5 < float(other.locator(".distance").inner_text())
    expect(other).to_contain_text("different")


def test_a_stranger_gets_a_red_box_and_no_name(compare: Page, photos: Path) -> None:
    refer(compare, photos / "obama.jpg")
    choose(compare, photos / "astronaut.png", source="#queries")
    expect(rows(compare)).to_have_count(1)
    expect(rows(compare).first).to_have_attribute("data-known", "no")
    assert known(compare) == [""]
    assert missing(compare) == ["obama"]
    assert has_red(compare)


def test_the_threshold_decides_at_once_without_looking_again(compare: Page, photos: Path) -> None:
    refer(compare, photos / "obama.jpg")
    choose(compare, photos / "obama3.jpg", source="#queries")
    expect(rows(compare).first).to_have_attribute("data-known", "yes")
    compare.evaluate("""() => {
        const slider = document.querySelector('#threshold')
        slider.value = '0.2'
        slider.dispatchEvent(new Event('input', { bubbles: true }))
        window.decided = document.querySelector('#scores tbody tr').dataset.known
    }""")
    assert compare.evaluate("window.decided") == "no"  # in the same task: nothing was computed in between
    assert missing(compare) == ["obama"]
    expect(compare.locator("output[for=threshold]")).to_have_text("0.2")
    assert has_red(compare)


def test_nobody_is_given_to_two_faces_of_one_picture(compare: Page, photos: Path, tmp_path: Path) -> None:
    refer(compare, photos / "obama.jpg")
    choose(compare, montage([photos / "obama.jpg", photos / "obama2.jpg"], 2, tmp_path), source="#queries")
    expect(rows(compare)).to_have_count(2)
    assert known(compare) == ["obama", ""]
    distances = [float(row.locator("td .distance").inner_text()) for row in rows(compare).all()]
    assert distances[0] < distances[1] < 0.5  # the second one would be known, were it alone


def test_people_are_named_merged_and_removed(compare: Page, photos: Path) -> None:
    refer(compare, photos / "obama.jpg", photos / "obama2.jpg", photos / "biden.jpg")
    choose(compare, photos / "obama3.jpg", source="#queries")
    expect(rows(compare).first.locator("td")).to_have_count(3)
    compare.get_by_label("obama2 is the same person as").select_option("obama")
    expect(compare.locator("#people .person-card")).to_have_count(2)
    expect(compare.locator("#people .person-card").first.locator(".reference-row")).to_have_count(2)
    name = compare.get_by_label("Name", exact=True).first
    name.fill("Barack Obama")
    name.press("Enter")
    expect(rows(compare).first).to_have_attribute("data-person", "Barack Obama")
    compare.get_by_role("button", name="Take this picture of biden away").click()
    expect(compare.locator("#missing")).to_have_text("Everybody is in it.")


def test_a_descriptor_can_be_seen_and_copied(compare: Page, photos: Path) -> None:
    compare.context.grant_permissions(["clipboard-read", "clipboard-write"])
    refer(compare, photos / "obama.jpg")
    compare.get_by_text("Descriptor", exact=True).click()
    assert len(compare.locator(".reference-row pre").inner_text().split()) == 128
    compare.get_by_role("button", name="Copy").click()
    expect(compare.locator("#toasts")).to_contain_text("Copied.")
    assert len(json.loads(compare.evaluate("navigator.clipboard.readText()"))) == 128


def test_a_reference_without_a_face_is_told(compare: Page, photos: Path) -> None:
    choose(compare, photos / "rocket.jpg", source="#references")
    expect(problems(compare, "#references")).to_contain_text("rocket.jpg No face was found in it.")
    expect(compare.locator("#people .person-card")).to_have_count(0)


def test_a_team_photo_of_forty(compare: Page, photos: Path, tmp_path: Path) -> None:
    refer(compare, photos / "obama.jpg", photos / "biden.jpg", photos / "astronaut.png")
    compare.get_by_label("Detector", exact=True).select_option("mtcnn")
    faces = [photos / name for name in ("obama2.jpg", *["sample1.jpg"] * 39)]
    choose(compare, montage(faces, 8, tmp_path), source="#queries")
    expect(compare.locator("#summary")).to_contain_text("known", timeout=60_000)
    assert rows(compare).count() >= 40
    assert known(compare).count("obama") == 1
    assert set(missing(compare)) == {"biden", "astronaut"}
    head = compare.locator("#scores thead th").nth(1)
    compare.locator("#scores").evaluate("frame => { frame.scrollTop = frame.scrollHeight }")
    assert head.evaluate(
        "head => head.getBoundingClientRect().top >= head.closest('#scores').getBoundingClientRect().top - 1"
    )


def montage(pictures: list[Path], columns: int, folder: Path) -> Path:
    """Put the middle of pictures beside and under each other, each 300 pixels wide."""
    tiles = [tile(cv2.imread(str(picture))) for picture in pictures]
    lines = [np.hstack(tiles[at : at + columns]) for at in range(0, len(tiles), columns)]
    file = folder / "team.png"
    cv2.imwrite(str(file), np.vstack(lines))
    return file


def tile(picture: np.ndarray) -> np.ndarray:
    height, width = picture.shape[:2]
    side = min(height, width)
    left = (width - side) // 2
    return cv2.resize(picture[:side, left : left + side], (300, 300), interpolation=cv2.INTER_AREA)
