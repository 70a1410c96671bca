"""What stays in memory after switching backends, networks and cameras fifty times.

`.venv/bin/python -m bench.switching` prints tensors and heap after the first rounds and the last; see `--rounds`.
"""

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import PHOTOS
from tests.browser.site import site
from tests.browser.switching import Left, switch_backends, switch_live
from tests.support.chromium import EMULATED_GPU, launch

SETTLED = 6  # rounds after which everything has been loaded once: three backends with two detectors


def main() -> None:
    """Switch, and print a line a page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=50)
    rounds = options.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, site(Path(folder)) as server:
        emulated = launch(playwright, graphics=EMULATED_GPU)
        report("backends", switch_backends(emulated, server.address, PHOTOS / "astronaut.png", rounds))
        emulated.close()
        cameras = launch(playwright, "--use-fake-device-for-media-stream=device-count=2")
        report("live", switch_live(cameras, server.address, rounds))
        cameras.close()


def report(name: str, left: list[Left]) -> None:
    """Print what is left after the last round, and after the first settled one that used the same."""
    last = left[-1]
    first = next((each for each in left[SETTLED:] if each.used == last.used), last)
    growth = (last.heap - first.heap) / 1e6
    print(
        f"{name:<10}{len(left)} rounds: tensors {first.tensors} → {last.tensors}, "
        f"heap {first.heap / 1e6:.1f} → {last.heap / 1e6:.1f} MB ({growth:+.1f} MB)"
    )


if __name__ == "__main__":
    main()
