"""What a person does in the pages, step by step."""

from pathlib import Path

from playwright.sync_api import Page, expect


def enrol(page: Page, photo: Path, name: str) -> None:
    """Enrol the one face of a photo under a name."""
    page.goto("/enrol")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Choose photos").click()
    chooser.value.set_files(photo)
    page.locator("#photos").get_by_label("Name", exact=True).fill(name)
    page.locator("#save-all").click()
    expect(page.locator(".photo-result").first).to_contain_text("Saved")


def look(page: Page) -> None:
    """Turn the camera on and look for faces."""
    page.goto("/")
    page.get_by_role("switch", name="Camera").click()
    page.get_by_role("switch", name="Detection").click()
