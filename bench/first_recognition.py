"""Bytes and time from opening the live page to the first name, in a fresh browser on this machine.

`.venv/bin/python -m bench.first_recognition` prints them; the photos come from tools/photos.py.
"""

import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from playwright.sync_api import Response, sync_playwright

from tests.browser.camera import FakeCamera
from tests.browser.conftest import PHOTOS, sign_in
from tests.browser.site import site
from tests.browser.steps import enrol, look
from tests.support.chromium import launch

KINDS = {".bin": "weights", ".json": "weights", ".wasm": "TensorFlow.js", ".js": "scripts", ".css": "styles"}


def kind(url: str) -> str:
    """Return what a file counts as."""
    if "/static/dist/" in url:
        return "TensorFlow.js"
    return KINDS.get(Path(url.split("?")[0]).suffix, "page and data")


def main() -> None:
    """Measure once and print a line a kind of file."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        camera = FakeCamera(Path(folder) / "film.y4m")
        camera.show(PHOTOS / "obama2.jpg")
        film = ["--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={camera.film}"]
        chromium = launch(playwright, *film)
        with site(Path(folder)) as server:
            context = chromium.new_context(base_url=server.address, permissions=["camera"])
            page = context.new_page()
            sign_in(page)
            enrol(page, PHOTOS / "obama.jpg", "Barack Obama")
            state: Any = context.storage_state()
            report(
                *first_name(chromium.new_context(base_url=server.address, permissions=["camera"], storage_state=state))
            )
        chromium.close()


def first_name(context: Any) -> tuple[Counter[str], float]:
    """Open the live page without a cache and wait for the name; returns bytes a kind, and seconds."""
    page = context.new_page()
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))
    start = time.monotonic()
    look(page)
    page.locator("#present").get_by_text("Barack Obama").wait_for(timeout=60_000)
    took, loaded = time.monotonic() - start, Counter[str]()
    for response in responses:
        if response.url.startswith("http"):  # what a script makes in memory crosses no network
            loaded[kind(response.url)] += size(response)
    return loaded, took


def size(response: Response) -> int:
    """Return the bytes of an answer's body as they crossed the network."""
    return int(response.headers.get("content-length", 0))


def report(loaded: Counter[str], seconds: float) -> None:
    """Print the figures."""
    for name, count in loaded.most_common():
        print(f"{name:<16}{count:>12,} bytes")
    print(f"{'together':<16}{loaded.total():>12,} bytes, first name after {seconds:.1f} s")


if __name__ == "__main__":
    main()
