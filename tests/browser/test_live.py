"""The live page when something is in the way: cameras, backends, phones."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from tests.browser.camera import FakeCamera
from tests.browser.site import Site
from tests.browser.steps import look
from tests.support.chromium import launch


def turn_on(page: Page) -> None:
    page.goto("/")
    page.get_by_role("switch", name="Camera").click()


def test_a_refused_camera_is_explained(chromium: Browser, server: Site) -> None:
    context = chromium.new_context(base_url=server.address, permissions=[])
    page = context.new_page()
    turn_on(page)
    expect(page.locator("#camera-problem")).to_contain_text("not allowed")
    expect(page.get_by_role("switch", name="Camera")).not_to_be_checked()
    context.close()


def test_a_missing_camera_is_explained(playwright: Playwright, server: Site) -> None:
    chromium = launch(playwright)
    page = chromium.new_context(base_url=server.address, permissions=["camera"]).new_page()
    turn_on(page)
    expect(page.locator("#camera-problem")).to_contain_text("No camera was found")
    chromium.close()


def test_a_camera_in_use_is_explained(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.add_init_script(
        "navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('busy', 'NotReadableError') }"
    )
    turn_on(page)
    expect(page.locator("#camera-problem")).to_contain_text("in use")


def test_an_unplugged_camera_is_explained_and_can_come_back(page: Page, fake_camera: FakeCamera, photos: Path) -> None:
    fake_camera.show(photos / "astronaut.png")
    look(page)
    expect(page.locator("#present > *")).to_have_count(1)
    page.evaluate("document.querySelector('#video').srcObject.getTracks()[0].dispatchEvent(new Event('ended'))")
    expect(page.locator("#camera-problem")).to_contain_text("went away")
    page.locator("#camera-retry").click()
    expect(page.locator("#camera-problem")).to_be_hidden()
    expect(page.locator("#present > *")).to_have_count(1)


def test_switching_the_camera_off_releases_it(page: Page, fake_camera: FakeCamera) -> None:
    fake_camera.show_nothing()
    turn_on(page)
    expect(page.locator("#video")).to_have_js_property("videoWidth", 640)
    page.evaluate("() => { globalThis.track = document.querySelector('#video').srcObject.getTracks()[0] }")
    assert page.evaluate("() => globalThis.track.readyState") == "live"
    page.get_by_role("switch", name="Camera").click()
    expect(page.get_by_role("switch", name="Camera")).not_to_be_checked()
    assert page.evaluate("() => globalThis.track.readyState") == "ended"


def test_a_backend_that_cannot_work_is_dropped_and_the_page_says_so(
    visitor: BrowserContext, fake_camera: FakeCamera, photos: Path
) -> None:
    fake_camera.show(photos / "astronaut.png")
    visitor.route("**/*.wasm", lambda route: route.fulfill(status=200, body=b"\0asm broken"))
    page = visitor.new_page()
    look(page)
    expect(page.locator("#engine")).to_contain_text(re.compile("WebAssembly"), timeout=60_000)
    expect(page.locator("#stat-backend")).not_to_contain_text("WebAssembly", timeout=60_000)
    expect(page.locator("#present > *")).to_have_count(1, timeout=60_000)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        ({"status": 404, "body": ""}, "404"),
        ({"status": 200, "body": "<h1>hello</h1>", "content_type": "text/html"}, "web page"),
        ({"status": 200, "body": "too short", "content_type": "application/octet-stream"}, "ended early"),
    ],
)
def test_weights_that_do_not_load_are_named(spoil: dict, says: str, visitor: BrowserContext) -> None:
    visitor.route("**/tiny_face_detector/*.bin", lambda route: route.fulfill(**spoil))
    page = visitor.new_page()
    page.goto("/")
    page.get_by_role("switch", name="Models").click()
    expect(page.locator("main")).to_contain_text(says)
    expect(page.locator("main")).to_contain_text("tiny_face_detector/")


def test_without_workers_the_main_thread_does_it(
    visitor: BrowserContext, fake_camera: FakeCamera, photos: Path
) -> None:
    fake_camera.show(photos / "astronaut.png")
    page = visitor.new_page()
    page.add_init_script("delete globalThis.OffscreenCanvas")
    look(page)
    expect(page.locator("#present > *")).to_have_count(1)
    expect(page.locator("#stat-thread")).to_contain_text("main")


def test_a_backend_that_hangs_its_worker_is_dropped_for_the_next(visitor: BrowserContext) -> None:
    visitor.route("**/dist/wasm-*.js", lambda route: route.fulfill(body="for (;;);", content_type="text/javascript"))
    page = visitor.new_page()
    page.goto("/about")
    backend, kind, faces = page.evaluate("""async () => {
      const { createEngine } = await import('/static/faces/index.js')
      const patience = { selfTest: 8000, silence: 1000 }
      const engine = await createEngine({ models: '/static/models/', backends: ['wasm', 'cpu'], patience })
      await engine.load(['tiny_face_detector'])
      const { faces } = await engine.analyze(new ImageData(64, 64))
      return [engine.backend, engine.kind, faces]
    }""")
    assert (backend["name"], kind, faces) == ("cpu", "worker", [])
    assert backend["dropped"] == [{"name": "wasm", "reason": "The worker has not answered for 9 seconds."}]


@pytest.mark.parametrize("path", ["/", "/video", "/enrol", "/sign-in", "/about", "/about/models", "/api"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_every_page_without_sideways_scrolling(
    path: str, scheme: str, chromium: Browser, server: Site
) -> None:
    context = chromium.new_context(
        base_url=server.address, viewport={"width": 390, "height": 844}, color_scheme=scheme, has_touch=True
    )
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert problems == []
    context.close()


def test_another_camera_can_be_picked(playwright: Playwright, server: Site) -> None:
    chromium = launch(playwright, "--use-fake-device-for-media-stream=device-count=2")
    page = chromium.new_context(base_url=server.address, permissions=["camera"]).new_page()
    turn_on(page)
    choice = page.locator("#camera-choice")
    expect(choice.locator("option")).to_have_count(2)
    used = "() => document.querySelector('#video').srcObject?.getVideoTracks()[0]?.getSettings().deviceId"
    before = page.evaluate(used)
    wanted = next(
        value
        for value in choice.locator("option").evaluate_all("all => all.map((one) => one.value)")
        if value != before
    )
    choice.select_option(wanted)
    expect(page.locator("#camera-switch-help")).to_contain_text("On:")
    expect(page.locator("#video")).to_have_js_property("readyState", 4)
    assert page.evaluate(used) == wanted
    chromium.close()
