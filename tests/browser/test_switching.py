"""Switching backends, networks and cameras leaves nothing behind; `python -m bench.switching` does it fifty times."""

from pathlib import Path

from playwright.sync_api import Playwright

from tests.browser.site import Site
from tests.browser.switching import Left, switch_backends, switch_live
from tests.support.chromium import EMULATED_GPU, launch

LEAK = 2_000_000  # bytes: one engine that stays behind weighs more; what compiled code adds weighs less


def grown(left: list[Left], settled: int) -> int:
    return left[-1].heap - left[settled - 1].heap


def test_switching_backends_and_networks_leaves_nothing_behind(
    playwright: Playwright, server: Site, photos: Path
) -> None:
    chromium = launch(playwright, graphics=EMULATED_GPU)
    left = switch_backends(chromium, server.address, photos / "astronaut.png", rounds=9)
    chromium.close()
    assert [each.tensors for each in left] == [0] * 9
    assert grown(left, settled=6) < LEAK


def test_switching_cameras_and_engines_of_the_live_page_leaves_nothing_behind(
    playwright: Playwright, server: Site
) -> None:
    chromium = launch(playwright, "--use-fake-device-for-media-stream=device-count=2")
    left = switch_live(chromium, server.address, rounds=8)
    chromium.close()
    of_detector: dict[str, set[int]] = {}
    for each in left:
        of_detector.setdefault(each.used, set()).add(each.tensors)
    assert [len(tensors) for tensors in of_detector.values()] == [1] * len(of_detector), of_detector
    assert grown(left, settled=4) < LEAK
