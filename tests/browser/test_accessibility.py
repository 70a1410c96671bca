"""Every page and state: axe-core (WCAG 2.2 A and AA), a phone of 360 pixels, light and dark, no English in Chinese."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import SLOW, sign_in
from tests.browser.pictures import choose
from tests.browser.site import Site, site
from tests.support.languages import is_english

AXE = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
# In both languages together, each size meets each scheme.
LOOKS = {"en": [(DESK, "light"), (PHONE, "dark")], "zh-Hant": [(DESK, "dark"), (PHONE, "light")]}

OWN = re.compile(r"[\w.-]+\.(?:png|jpg)|^(?:biden|obama|Barack Obama)$")  # names that these tests give
SAID = """() => {
  const silent = 'script, style, code, pre, noscript, bdi, [dir=auto], [lang=en], #texts, canvas'
  const said = element => !element.closest(silent)
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found = [document.title]
  while (texts.nextNode()) if (said(texts.currentNode.parentElement)) found.push(texts.currentNode.data.trim())
  for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
    const named = [...document.querySelectorAll(`[${name}]`)].filter(said)
    found.push(...named.map(element => element.getAttribute(name)))
  }
  return found.filter(Boolean)
}"""
WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
  .filter(each => each.getBoundingClientRect().right > innerWidth + 1).map(each => each.outerHTML.slice(0, 120))"""


def complaints(page: Page) -> list[str]:
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [json.dumps([each["id"], each["help"], [node["html"][:200] for node in each["nodes"]]]) for each in found]


def check(page: Page, language: str) -> None:
    """Fail when the page as it stands is a barrier to somebody."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    for size, scheme in LOOKS[language]:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({**size, "height": height})  # all in view: the bar at the foot covers nothing
        assert complaints(page) == [], (size, scheme)
        assert page.evaluate(WIDE) == [], size
    if language != "en":
        assert [text for text in page.evaluate(SAID) if is_english(OWN.sub("", text))] == []


@pytest.fixture(params=LOOKS)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def opened(chromium: Browser, server: Site, language: str) -> Page:
    """Return a page of a stranger who has chosen a language."""
    context = chromium.new_context(base_url=server.address, viewport=DESK, reduced_motion="reduce")
    context.set_default_timeout(SLOW)
    context.add_cookies([{"name": "language", "value": language, "url": server.address}])
    return context.new_page()


@pytest.fixture
def reader(chromium: Browser, server: Site, language: str) -> Iterator[Page]:
    page = opened(chromium, server, language)
    yield page
    page.context.close()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/tools",
        "/analyse",
        "/compare",
        "/similarity",
        "/matching",
        "/batch",
        "/video",
        "/enrol",
        "/sign-in",
        "/setup?token=spent",
        "/about",
        "/about/models",
        "/nowhere",
    ],
)
def test_a_visitor_meets_no_barrier(path: str, reader: Page, language: str) -> None:
    reader.goto(path)
    reader.wait_for_load_state("networkidle")
    check(reader, language)


def test_the_rest_api_page_fits_a_phone(reader: Page, language: str) -> None:
    reader.goto("/api")
    expect(reader.locator("#api-docs .opblock").first).to_be_visible()
    reader.set_viewport_size(PHONE)
    assert reader.evaluate(WIDE) == []
    if language != "en":
        assert [text for text in reader.evaluate(SAID) if is_english(text)] == []


def test_enrolling_and_the_gallery_are_no_barrier(reader: Page, photos: Path, language: str) -> None:
    sign_in(reader)
    reader.goto("/enrol")
    reader.locator("#photo-input").set_input_files([photos / "astronaut.png", photos / "sample5.jpg"])
    reader.locator("button.face").nth(2).click()
    check(reader, language)
    reader.locator("#everyone-name").fill("Eileen Collins")
    reader.locator("#save-all").click()
    expect(reader.locator(".photo-result .icon").first).to_be_visible()
    reader.goto("/admin")
    expect(reader.locator("#people a.person")).to_have_count(1)
    check(reader, language)
    reader.locator("#people a.person").click()
    expect(reader.locator("#person-name")).to_have_text("Eileen Collins")
    expect(reader.locator("#references figure")).to_have_count(1)
    check(reader, language)
    reader.locator("#rename-person").click()
    check(reader, language)
    reader.keyboard.press("Enter")
    expect(reader.locator("#toasts .toast")).to_be_visible()
    reader.locator("#delete-person").click()
    expect(reader.get_by_role("dialog")).to_be_visible()
    check(reader, language)


def test_the_analysis_of_a_picture_is_no_barrier(reader: Page, language: str) -> None:
    reader.goto("/analyse")
    reader.locator("[data-sample*=group_of_six]").click()
    expect(reader.locator("#faces .face-card").first).to_be_visible()
    check(reader, language)


def test_a_batch_is_no_barrier(reader: Page, language: str) -> None:
    reader.goto("/batch")
    reader.locator(".source-all-samples").click()
    reader.locator("#start").click()
    expect(reader.locator("#save-json")).to_be_enabled(timeout=90_000)
    check(reader, language)


def test_a_comparison_is_no_barrier(reader: Page, photos: Path, language: str) -> None:
    reader.goto("/compare")
    choose(reader, photos / "obama.jpg", photos / "biden.jpg", source="#references")
    choose(reader, photos / "obama2.jpg", photos / "astronaut.png", source="#queries")
    expect(reader.locator("#scores [data-known=no]")).to_be_visible()
    check(reader, language)


@pytest.fixture(scope="module")
def open_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("open"), FAMILIAR_OPEN_ENROLMENT="true") as started:
        yield started


def test_sending_a_photo_in_and_approving_it_are_no_barrier(
    chromium: Browser, open_site: Site, photos: Path, language: str
) -> None:
    open_site.clear()
    page = opened(chromium, open_site, language)
    page.goto("/enrol")
    page.locator("#photo-input").set_input_files([photos / "obama.jpg", photos / "rocket.jpg"])
    expect(page.locator(".photo-advice")).to_be_visible()
    page.locator("#everyone-name").fill("Barack Obama")
    check(page, language)
    page.locator("#save-all").click()
    expect(page.locator(".photo-result .icon")).to_be_visible()
    check(page, language)
    sign_in(page)
    page.goto("/admin#waiting")
    expect(page.locator("#waiting img")).to_be_visible()
    check(page, language)
    page.context.close()
