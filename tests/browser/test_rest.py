"""The Live page rests in a hidden tab, and goes on when the graphics card goes away."""

from pathlib import Path

from playwright.sync_api import BrowserContext, Playwright, expect

from tests.browser.camera import FakeCamera
from tests.browser.site import Site
from tests.browser.steps import look
from tests.support.chromium import EMULATED_GPU, launch

COUNT_PICTURES = """() => {
  globalThis.pictures = 0
  const take = globalThis.createImageBitmap
  globalThis.createImageBitmap = (...input) => { globalThis.pictures++; return take(...input) }
}"""
HIDE = """(hidden) => {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden })
  document.dispatchEvent(new Event('visibilitychange'))
}"""

LOSE_CONTEXT = """async () => {
  const tf = await import('/static/faces/tf.js')
  tf.backend().gpgpu.gl.getExtension('WEBGL_lose_context').loseContext()
  return tf.getBackend()
}"""


def test_a_hidden_tab_stops_working_and_goes_on_when_it_is_back(
    visitor: BrowserContext, fake_camera: FakeCamera, photos: Path
) -> None:
    fake_camera.show(photos / "astronaut.png")
    page = visitor.new_page()
    page.add_init_script(f"({COUNT_PICTURES})()")
    look(page)
    expect(page.locator("#present > *")).to_have_count(1)
    page.evaluate(HIDE, True)
    page.wait_for_timeout(1000)  # what was under way ends
    before = page.evaluate("pictures")
    page.wait_for_timeout(2000)
    assert page.evaluate("pictures") == before > 0
    page.evaluate(HIDE, False)
    page.wait_for_function("(before) => pictures > before + 2", arg=before)


def test_a_graphics_card_that_goes_away_costs_neither_page_nor_picture(
    playwright: Playwright, server: Site, fake_camera: FakeCamera, photos: Path
) -> None:
    fake_camera.show(photos / "astronaut.png")
    camera = ["--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={fake_camera.film}"]
    chromium = launch(playwright, *camera, graphics=EMULATED_GPU)
    context = chromium.new_context(base_url=server.address, permissions=["camera"])
    context.route("**/*.wasm", lambda route: route.fulfill(status=200, body=b"\0asm broken"))  # so that WebGL is taken
    page = context.new_page()
    look(page)
    expect(page.locator("#stat-backend")).to_have_text("WebGL", timeout=120_000)
    expect(page.locator("#present > *")).to_have_count(1, timeout=120_000)
    page.evaluate("globalThis.notReloaded = true")
    assert page.workers[0].evaluate(LOSE_CONTEXT) == "webgl"
    expect(page.locator("#stat-backend")).not_to_have_text("WebGL", timeout=120_000)
    expect(page.locator("#engine")).to_contain_text("lost")
    seen = page.locator("#stat-fps").inner_text()
    expect(page.locator("#present > *")).to_have_count(1, timeout=60_000)
    expect(page.locator("#stat-fps")).not_to_have_text(seen, timeout=60_000)
    assert page.evaluate("globalThis.notReloaded")
    expect(page.get_by_role("switch", name="Detection")).to_be_checked()
    chromium.close()
