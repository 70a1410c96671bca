"""Long tasks (over 50 ms) of the page's thread while Live looks at a face with everything switched on.

`.venv/bin/python -m bench.long_tasks` prints them; a busy machine makes tasks long, so run it on a quiet one.
"""

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.camera import FakeCamera
from tests.browser.conftest import PHOTOS, sign_in
from tests.browser.site import site
from tests.browser.steps import look
from tests.support.chromium import launch

WARM_UP = 3000  # ms
WATCH_TASKS = """() => {
  globalThis.longTasks = []
  const hear = (list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))
  globalThis.watcher = new PerformanceObserver(hear)  // kept by a name, or it would be collected and see nothing
  watcher.observe({ type: 'longtask' })
}"""
BLOCK = "() => setTimeout(() => { const end = performance.now() + 120; while (performance.now() < end); })"


def main() -> None:
    """Watch, and print how many long tasks there were, the longest, and frames a second."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=int, default=60)
    seconds = options.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, site(Path(folder)) as server:
        camera = FakeCamera(Path(folder) / "film.y4m")
        camera.show(PHOTOS / "astronaut.png")
        film = ["--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={camera.film}"]
        chromium = launch(playwright, *film)
        page = chromium.new_context(base_url=server.address, permissions=["camera"]).new_page()
        sign_in(page)
        tasks = watch(page, seconds)
        rate = page.locator("#stat-fps").inner_text()
        chromium.close()
    print(
        f"{len(tasks)} long tasks in {seconds} s, the longest {max(tasks, default=0):.0f} ms, at {rate} frames a second"
    )


def watch(page: Page, seconds: int) -> list[float]:
    """Return the ms of every long task; raises TimeoutError where the browser does not report such tasks."""
    look(page)
    for switch in ("Landmarks", "Expressions", "Age and gender"):
        page.get_by_role("switch", name=switch).click()
    page.locator("#present").get_by_text("female").wait_for(timeout=60_000)
    page.wait_for_timeout(WARM_UP)
    page.evaluate(WATCH_TASKS)
    page.wait_for_timeout(1000 * seconds)
    tasks: list[float] = page.evaluate("longTasks.splice(0)")
    page.evaluate(BLOCK)
    page.wait_for_function("() => longTasks.length > 0")
    return tasks


if __name__ == "__main__":
    main()
