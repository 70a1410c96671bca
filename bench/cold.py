"""Cold start beside @vladmandic/face-api: a fresh browser opens a page and recognises a face; sides in turns.

`.venv/bin/python -m bench.cold` prints the table, which `make bench` writes into RESULTS.md.
"""

import statistics
import sys
from typing import Any, ClassVar

from playwright.sync_api import sync_playwright

from bench.pages import ROOT, Files, served
from tests.support.chromium import launch

# The page's address for each side → what the table calls it.
SIDES = {"ours": "ours, in its worker", "main": "ours, on the page's thread", "peer": "peer"}


class Counted(Files):
    """Serves the checkout and remembers the bytes of every answer."""

    sent: ClassVar[list[tuple[str, int]]] = []

    def send_header(self, keyword: str, value: str) -> None:
        """Note the length that goes out with an answer."""
        if keyword.lower() == "content-length":
            self.sent.append((self.path, int(value)))
        super().send_header(keyword, value)


def start(side: str) -> tuple[float, int]:
    """Return milliseconds from the navigation to the first recognition, and bytes of library and networks."""
    Counted.sent.clear()
    with served(ROOT, Counted) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        page.goto(f"{address}/bench/cold.html?side={side}")
        page.wait_for_function("() => globalThis.result")
        result: Any = page.evaluate("globalThis.result")
        browser.close()
    assert result["faces"] == 1
    return result["ms"], sum(size for path, size in Counted.sent if not path.startswith(("/tests/", "/bench/")))


def table(rounds: int) -> str:
    """Measure; returns the rows as Markdown. A ratio is the median over the rounds, each a start of every side."""
    runs = [{side: start(side) for side in SIDES} for _ in range(rounds)]
    lines = ["| | navigation → first recognition, ms | peer ÷ it, min–max | bytes, uncompressed |", "|---|---|---|---|"]
    for side, name in SIDES.items():
        ratios = [run["peer"][0] / run[side][0] for run in runs]
        spread = f"{statistics.median(ratios):.2f} ×, {min(ratios):.2f}–{max(ratios):.2f}" if side != "peer" else "–"
        ms = statistics.median(run[side][0] for run in runs)
        lines.append(f"| {name} | {ms:.0f} | {spread} | {runs[0][side][1]:,} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
