"""How far the page (Chromium, wasm) and Python are apart on real photos: the largest differences, as a table.

`.venv/bin/python -m bench.parity` prints it; the photos come from tools/photos.py.
"""

import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import PHOTOS
from tests.browser.site import site
from tests.browser.test_parity import PHOTOS as NAMES
from tests.browser.test_parity import PLAIN, REQUESTS, differences, in_page, in_python
from tests.support.chromium import launch
from webapp.inference.analyzer import Analyzer

PARTS = [
    "box",
    "score",
    "keypoints",
    "landmarks",
    "descriptor",
    "expressions",
    "age",
    "genderProbability",
    "real",
    "live",
]


def main() -> None:
    """Analyse every photo on both sides and print a row a request."""
    analyzer = Analyzer()
    print(f"| | faces: page, Python | {' | '.join(PARTS)} |\n|{'---|' * (len(PARTS) + 2)}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, site(Path(folder)) as server:
        chromium = launch(playwright)
        page = chromium.new_page()
        page.goto(server.address)
        requests: dict[str, dict[str, Any]] = {"tiny detector": PLAIN, **REQUESTS}
        for title, request in requests.items():
            print(row(title, request, page, analyzer), flush=True)
        chromium.close()


def row(title: str, request: dict[str, Any], page: Page, analyzer: Analyzer) -> str:
    """Return the largest differences over all photos as a line of the table."""
    counts, largest = [0, 0], dict.fromkeys(PARTS, -1.0)
    for name in NAMES:
        photo = (PHOTOS / name).read_bytes()
        found, expected = in_page(page, photo, name, request)["faces"], in_python(analyzer, photo, request)
        counts = [counts[0] + len(found), counts[1] + len(expected)]
        for ours, theirs in zip(found, expected, strict=False):
            for part, value in differences(ours, theirs).items():
                largest[part] = max(largest[part], float(value))
    cells = [f"{value:.0e}" if value >= 0 else "–" for value in largest.values()]
    return f"| {title} | {counts[0]}, {counts[1]} | {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
