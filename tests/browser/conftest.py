"""A real server, a real Chromium and a camera that shows photos."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.browser.camera import FakeCamera
from tests.browser.site import Site, site
from tests.support.chromium import launch
from tests.support.client import ADMIN, PASSWORD

ROOT = Path(__file__).parent.parent.parent
PHOTOS = ROOT / "tests" / ".photos"
SLOW = 60_000  # ms; a busy machine may take its time, and a test only ever waits for what must come
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session", autouse=True)
def bundles() -> None:
    """Bundle the library again where its source has changed since: the pages' worker is a bundle."""
    made = ROOT / "static" / "dist" / "familiar.d.ts"
    newest = max(path.stat().st_mtime for path in (ROOT / "static" / "faces").rglob("*.js"))
    if not made.exists() or made.stat().st_mtime < newest:
        subprocess.run(["node", "tools/dist.js"], cwd=ROOT, check=True)


@pytest.fixture(scope="session")
def photos() -> Path:
    assert (PHOTOS / "obama.jpg").exists(), "run tools/photos.py (make test does)"
    return PHOTOS


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with site(tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture(autouse=True)
def empty_gallery(request: pytest.FixtureRequest) -> None:
    if "server" in request.fixturenames:
        request.getfixturevalue("server").clear()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def fake_camera(tmp_path_factory: pytest.TempPathFactory) -> FakeCamera:
    return FakeCamera(tmp_path_factory.mktemp("camera") / "film.y4m")


@pytest.fixture(scope="session")
def chromium(playwright: Playwright, fake_camera: FakeCamera) -> Iterator[Browser]:
    camera = ["--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={fake_camera.film}"]
    started = launch(playwright, *camera)
    yield started
    started.close()


@pytest.fixture
def visitor(chromium: Browser, server: Site) -> Iterator[BrowserContext]:
    """A browser of somebody who is not signed in, with a camera that may be used."""
    context = chromium.new_context(
        base_url=server.address, permissions=["camera"], viewport={"width": 1280, "height": 800}
    )
    context.set_default_timeout(SLOW)
    yield context
    context.close()


@pytest.fixture
def page(visitor: BrowserContext) -> Iterator[Page]:
    """A page of somebody signed in; an error that no page caught fails the test."""
    opened = visitor.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    sign_in(opened)
    yield opened
    assert errors == []


def sign_in(page: Page) -> None:
    """Sign in through the form, in whatever language."""
    page.goto("/sign-in?next=/about")
    page.locator("[name=name]").fill(ADMIN)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main [type=submit]").click()
    page.wait_for_url("**/about")
