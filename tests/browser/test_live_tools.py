"""The Live page's tools: keys, full screen, the picture as a file, and both languages."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.camera import FakeCamera
from tests.browser.steps import look
from tests.browser.test_accessibility import complaints


@pytest.fixture
def live(visitor: BrowserContext, fake_camera: FakeCamera, photos: Path) -> Page:
    """The Live page with somebody in the picture."""
    fake_camera.show(photos / "astronaut.png")
    page = visitor.new_page()
    look(page)
    expect(page.locator("#present > *")).to_have_count(1)
    return page


def snapshot(page: Page) -> Image.Image:
    with page.expect_download() as download:
        page.keyboard.press("s")
    assert download.value.suggested_filename.startswith("familiar-2")
    return Image.open(io.BytesIO(Path(download.value.path()).read_bytes())).convert("RGB")


def colours(picture: Image.Image, wanted: tuple[int, int, int]) -> int:
    """Count the pixels of exactly this colour."""
    return sum(count for count, colour in picture.getcolors(1 << 24) or [] if colour == wanted)


def test_keys_turn_switches_and_a_dialog_lists_them(live: Page) -> None:
    landmarks = live.get_by_role("switch", name="Landmarks")
    live.keyboard.press("l")
    expect(landmarks).to_be_checked()
    live.keyboard.press("Control+l")
    live.keyboard.press("L")
    expect(landmarks).not_to_be_checked()
    live.keyboard.press("?")
    dialog = live.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog).to_be_visible()
    assert complaints(live) == []
    live.keyboard.press("l")  # the dialog is in front
    expect(landmarks).not_to_be_checked()
    dialog.get_by_label("Use these keys").uncheck()
    live.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    live.keyboard.press("l")
    expect(landmarks).not_to_be_checked()
    live.reload()
    expect(live.locator("#use-keys")).not_to_be_checked()


def test_keys_do_nothing_while_something_is_chosen(live: Page) -> None:
    live.locator("#detector").focus()
    live.keyboard.press("l")
    expect(live.get_by_role("switch", name="Landmarks")).not_to_be_checked()


def test_the_picture_is_saved_with_or_without_what_lies_over_it(live: Page) -> None:
    live.get_by_label("Mirror the picture").uncheck()
    with_boxes = snapshot(live)
    assert with_boxes.size == (640, 480)
    expect(live.locator("#toasts")).to_contain_text("Picture saved")
    live.get_by_label("Save pictures with boxes and names").uncheck()
    without = snapshot(live)
    white = (255, 255, 255)
    assert colours(with_boxes, white) > colours(without, white) + 200  # the box of a face that was not compared
    live.get_by_label("Mirror the picture").check()
    mirrored = snapshot(live).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    assert near(mirrored, without)
    assert not near(snapshot(live), without)


def near(a: Image.Image, b: Image.Image) -> bool:
    """Whether two pictures of a film that stands still are the same, but for a video's noise."""
    small = [picture.resize((32, 24)).convert("L").tobytes() for picture in (a, b)]
    return max(abs(x - y) for x, y in zip(*small, strict=True)) < 12


def test_the_picture_fills_the_screen_and_comes_back(live: Page) -> None:
    live.get_by_role("button", name="Full screen").click()
    live.wait_for_function("() => document.fullscreenElement?.id === 'stage'")
    end = live.get_by_role("button", name="End full screen")
    expect(end).to_be_visible()
    end.click()
    live.wait_for_function("() => document.fullscreenElement === null")


def test_without_a_picture_there_is_nothing_to_save(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/")
    page.keyboard.press("s")
    expect(page.locator("#alerts")).to_contain_text("Turn on the camera first")
    expect(page.locator("#save-picture")).to_be_hidden()


def test_live_speaks_traditional_chinese(visitor: BrowserContext, fake_camera: FakeCamera, photos: Path) -> None:
    fake_camera.show(photos / "astronaut.png")
    page = visitor.new_page()
    page.goto("/?lang=zh-Hant")
    for name in ("攝影機", "偵測", "表情", "年齡與性別"):
        page.get_by_role("switch", name=name, exact=True).click()
    expect(page.locator("#present .details")).to_contain_text("女性", timeout=60_000)
    expect(page.locator("#present .details")).to_contain_text("快樂")
    expect(page.locator("#detection-switch-help")).to_have_text("畫面中有 1 張臉。")
    english = {"Off.", "Camera", "Loading", "Models", "Statistics", "Detector"}
    assert [word for word in english if word in page.locator("main").inner_text()] == []
