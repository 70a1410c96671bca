"""Milliseconds a stage for a 640 × 480 frame with one face, beside @vladmandic/face-api: Chromium, wasm, one thread.

`make bench` runs it. Timings on a shared machine are noisy: both sides take turns in one page, medians are compared.
"""

import argparse
import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.support.chromium import launch

ROOT = Path(__file__).resolve().parent.parent

PEER = "face-api 1.7.15"


class Files(http.server.SimpleHTTPRequestHandler):
    """Serves the checkout; says nothing."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Keep requests off the terminal."""


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Serve a folder on a free loopback port; yields its address."""
    handler = functools.partial(Files, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def measure(photo: str, rounds: int) -> dict[str, Any]:
    """Run the page and return side → {faces, total: ms of the whole call for each stage added}."""
    with served(ROOT) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        page.goto(f"{address}/bench/stages.html")
        page.wait_for_function("() => Boolean(globalThis.measure)")
        page.set_default_timeout(0)
        result: dict[str, Any] = page.evaluate(
            "options => globalThis.measure(options)", {"photo": photo, "rounds": rounds}
        )
        browser.close()
        return result


def table(results: dict[str, Any]) -> str:
    """Return the results as a Markdown table, with the ratio of the whole call to the peer's."""
    lines = [
        "| | faces | detection | + landmarks | + descriptor | whole call | peer ÷ ours |",
        "|---|---|---|---|---|---|---|",
    ]
    peer = results[PEER]["total"][-1]
    for side, result in results.items():
        total = result["total"]
        steps = [total[0], total[1] - total[0], total[2] - total[1]]
        cells = [str(result["faces"]), *(f"{ms:.1f}" for ms in steps), f"{total[-1]:.1f}", f"{peer / total[-1]:.2f} ×"]
        lines.append(f"| {side} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=30)
    options.add_argument("--photo", default="/tests/.photos/obama.jpg", help="a photo of one face, as seen by the page")
    chosen = options.parse_args()
    print(table(measure(chosen.photo, chosen.rounds)))


if __name__ == "__main__":
    main()
