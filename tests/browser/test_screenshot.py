"""The README's picture: the live page with a portrait that anybody may be shown. `make screenshot` puts it in place."""

from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.camera import FakeCamera
from tests.browser.steps import enrol, look

OUTPUT = Path(__file__).parent.parent / ".output"
LARGEST = 300_000  # bytes


def test_the_live_page_is_worth_showing(page: Page, fake_camera: FakeCamera, photos: Path, tmp_path: Path) -> None:
    enrol(page, photos / "astronaut.png", "Eileen Collins")
    Image.open(photos / "astronaut.png").convert("RGB").crop((0, 0, 512, 384)).save(tmp_path / "film.png")
    fake_camera.show(tmp_path / "film.png")
    page.add_init_script("Object.defineProperty(MediaStreamTrack.prototype, 'label', { get: () => 'Front camera' })")
    look(page)
    page.get_by_label("Mirror the picture").uncheck()
    for switch in ("Landmarks", "Expressions", "Age and gender"):
        page.get_by_role("switch", name=switch).click()
    expect(page.locator("#present > *").first).to_contain_text("Eileen Collins")
    expect(page.locator("#present > *").first).to_contain_text("happy")
    expect(page.locator("#present > *").first).to_contain_text("female")
    expect(page.locator("#stat-fps")).not_to_have_text("–")
    page.wait_for_timeout(1500)  # for messages to leave the picture
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    OUTPUT.mkdir(exist_ok=True)
    picture = page.screenshot(path=OUTPUT / "live.jpg", type="jpeg", quality=85)
    assert len(picture) < LARGEST
