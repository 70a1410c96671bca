"""axe-core finds nothing to complain about on any page, in either colour scheme (WCAG 2.2 A and AA)."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import sign_in
from tests.browser.pictures import choose
from tests.browser.site import Site
from tests.browser.steps import enrol

AXE = Path(__file__).parent.parent.parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def complaints(page: Page) -> list[str]:
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, rules)", RULES)["violations"]
    return [json.dumps([each["id"], each["help"], [node["html"][:200] for node in each["nodes"]]]) for each in found]


@pytest.fixture(params=["light", "dark"])
def scheme_page(request: pytest.FixtureRequest, chromium: Browser, server: Site):
    context = chromium.new_context(base_url=server.address, color_scheme=request.param, reduced_motion="reduce")
    yield context.new_page()
    context.close()


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
    ],
)
def test_a_visitor_meets_no_barrier(path: str, scheme_page: Page) -> None:
    scheme_page.goto(path)
    scheme_page.wait_for_load_state("networkidle")
    scheme_page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    assert complaints(scheme_page) == []


def test_somebody_signed_in_meets_no_barrier(scheme_page: Page, photos: Path) -> None:
    sign_in(scheme_page)
    enrol(scheme_page, photos / "astronaut.png", "Eileen Collins")
    assert complaints(scheme_page) == []
    scheme_page.goto("/admin")
    expect(scheme_page.locator("#people a.person")).to_have_count(1)
    assert complaints(scheme_page) == []
    scheme_page.locator("#people a.person").click()
    expect(scheme_page.locator("#person-name")).to_have_text("Eileen Collins")
    assert complaints(scheme_page) == []
    scheme_page.locator("#delete-person").click()
    expect(scheme_page.get_by_role("dialog")).to_be_visible()
    assert complaints(scheme_page) == []


def test_a_picture_with_its_faces_is_no_barrier(scheme_page: Page) -> None:
    scheme_page.goto("/analyse")
    scheme_page.get_by_role("button", name="Group of six").click()
    expect(scheme_page.locator("#faces .face-card").first).to_be_visible()
    assert complaints(scheme_page) == []


def test_a_batch_is_no_barrier(scheme_page: Page) -> None:
    scheme_page.goto("/batch")
    scheme_page.get_by_role("button", name="All of them").click()
    scheme_page.get_by_role("button", name="Start").click()
    expect(scheme_page.locator("#status")).to_contain_text("Done")
    assert complaints(scheme_page) == []


def test_a_comparison_is_no_barrier(scheme_page: Page, photos: Path) -> None:
    scheme_page.goto("/compare")
    choose(scheme_page, photos / "obama.jpg", photos / "biden.jpg", source="#references")
    choose(scheme_page, photos / "obama2.jpg", photos / "astronaut.png", source="#queries")
    expect(scheme_page.locator("#scores [data-known=no]")).to_be_visible()
    scheme_page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    assert complaints(scheme_page) == []
