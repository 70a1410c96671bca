"""The check of this device on the About page: each way to compute is started, proved and timed in the browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests.browser.site import Site
from tests.browser.test_accessibility import complaints
from tests.support.chromium import EMULATED_GPU, launch

LONG = 240_000  # ms; plain JavaScript takes seconds for each network


def check(page: Page) -> None:
    page.goto("/about")
    page.get_by_role("button", name="Check this device").click()
    expect(page.locator("#device-status")).to_contain_text("Done", timeout=LONG)


def works(page: Page) -> dict[str, str]:
    cards = page.locator("#device-reports > article")
    found: dict[str, str] = cards.evaluate_all(
        "all => Object.fromEntries(all.map(({ dataset }) => [dataset.backend, dataset.works]))"
    )
    return found


@pytest.fixture
def emulated(playwright: Playwright, server: Site) -> Iterator[Page]:
    """A browser whose WebGL is drawn by the processor; its WebGPU would take a minute."""
    chromium = launch(playwright, graphics=EMULATED_GPU[:3])
    yield chromium.new_context(base_url=server.address).new_page()
    chromium.close()


def test_every_way_to_compute_is_proved_and_timed(emulated: Page) -> None:
    check(emulated)
    found = works(emulated)
    assert list(found) == ["webgpu", "webgl", "wasm", "cpu"]
    assert [found[name] for name in ("webgl", "wasm", "cpu")] == ["yes"] * 3, found
    webgl = emulated.locator("[data-backend=webgl]")
    expect(webgl).to_contain_text("SwiftShader")
    for name in ("webgl", "wasm", "cpu"):
        card = emulated.locator(f"[data-backend={name}]")
        difference, network = card.locator(".difference").inner_text().split(" ", 1)
        assert 0 < float(difference) < 0.01, (name, network)
        assert 1 < int(card.locator(".frame").inner_text().split(" ")[0].replace(",", "")) < 60_000
        assert card.locator("tbody tr").count() == 5
    expect(emulated.locator("#device-status")).to_have_text(
        f"Done: {list(found.values()).count('yes')} ways to compute work."
    )
    assert complaints(emulated) == []


def test_what_cannot_be_used_says_why(playwright: Playwright, server: Site) -> None:
    chromium = launch(
        playwright, graphics=("--disable-gpu", "--disable-software-rasterizer", "--disable-webgl", "--disable-webgl2")
    )
    context = chromium.new_context(base_url=server.address)
    context.route("**/*.wasm", lambda route: route.fulfill(status=200, body=b"\0asm broken"))
    page = context.new_page()
    check(page)
    found = works(page)
    assert (found["webgl"], found["wasm"], found["cpu"]) == ("no", "no", "yes")
    expect(page.locator("[data-backend=webgl]")).to_contain_text("This browser offers no WebGL.")
    expect(page.locator("[data-backend=wasm]")).to_contain_text("WebAssembly could not start.")
    expect(page.locator("#device-status")).to_have_text("Done: 1 way to compute works.")
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    chromium.close()


def test_the_check_can_be_stopped(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/about?lang=zh-Hant")
    page.get_by_role("button", name="檢查這台裝置").click()
    page.get_by_role("button", name="停止").click()
    expect(page.locator("#device-status")).to_contain_text("完成", timeout=LONG)
    assert len(works(page)) == 1
