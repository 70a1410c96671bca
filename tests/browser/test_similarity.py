"""The Similarity page: two faces, their distance, and what it means."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pictures import choose


@pytest.fixture
def similarity(visitor) -> Page:
    page = visitor.new_page()
    page.goto("/similarity")
    return page


def both(page: Page, first: Path, second: Path) -> None:
    choose(page, first, source="#first")
    choose(page, second, source="#second")
    expect(page.locator("#result")).to_be_visible()


@pytest.mark.parametrize(
    "second,verdicts,sentence",
    [
        ("obama2.jpg", {"surely", "same"}, "the same person"),
        ("biden.jpg", {"different"}, "Two different people"),
        ("astronaut.png", {"different"}, "Two different people"),
    ],
)
def test_a_pair_is_told_in_words(
    similarity: Page, photos: Path, second: str, verdicts: set[str], sentence: str
) -> None:
    both(similarity, photos / "obama.jpg", photos / second)
    assert similarity.locator("#result").get_attribute("data-verdict") in verdicts
    expect(similarity.locator("#verdict")).to_contain_text(sentence)
    expect(similarity.locator("#result canvas")).to_have_count(2)


def test_the_threshold_decides_at_once(similarity: Page, photos: Path) -> None:
    both(similarity, photos / "obama.jpg", photos / "obama3.jpg")
    decided = similarity.evaluate("""() => {
        const slider = document.querySelector('#threshold')
        slider.value = '0.2'
        slider.dispatchEvent(new Event('input', { bubbles: true }))
        return document.querySelector('#result').dataset.verdict
    }""")
    assert decided == "different"
    expect(similarity.locator("#distance")).to_contain_text("threshold 0.20")


def test_two_faces_of_one_picture(similarity: Page, photos: Path) -> None:
    choose(similarity, photos / "sample1.jpg", source="#first")
    expect(similarity.locator("#first-state")).to_contain_text("faces found")
    similarity.get_by_role("button", name="Another face of the first picture").click()
    expect(similarity.locator("#result")).to_have_attribute("data-verdict", "different")
    similarity.locator("#second-view .view-face").first.click()
    expect(similarity.locator("#result")).to_have_attribute("data-verdict", "surely")
    expect(similarity.locator("#distance")).to_contain_text("Distance 0.00")


def test_a_picture_without_a_face_is_told(similarity: Page, photos: Path) -> None:
    both(similarity, photos / "obama.jpg", photos / "obama2.jpg")
    choose(similarity, photos / "rocket.jpg", source="#second")
    expect(similarity.locator("#second-state")).to_contain_text("No face was found.")
    expect(similarity.locator("#result")).to_be_hidden()
