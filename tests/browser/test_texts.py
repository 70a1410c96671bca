"""The language of the pages, chosen at the foot of each and remembered."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.pictures import choose


def test_the_page_speaks_the_language_that_is_chosen(visitor, photos: Path) -> None:
    page: Page = visitor.new_page()
    page.goto("/analyse#here")
    page.get_by_role("link", name="繁體中文").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("分析")
    assert page.url.endswith("/analyse?lang=zh-Hant#here")
    assert page.evaluate("document.documentElement.lang") == "zh-Hant"
    page.wait_for_load_state()
    choose(page, photos / "obama.jpg")
    expect(page.locator("#summary")).to_contain_text("找到 1 張臉")
    expect(page.locator("#faces .bars dt").first).to_have_text("快樂")
    page.goto("/tools")
    expect(page.get_by_role("heading", level=1)).to_have_text("工具")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tools")
    page.goto("/analyse")
    expect(page.get_by_role("heading", level=1)).to_have_text("Analyse")
