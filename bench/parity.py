"""How far the page (Chromium, wasm) and Python are apart on real photos: the largest differences, as a table.

`.venv/bin/python -m bench.parity` prints it; the photos come from tools/photos.py.
"""

import tempfile
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

from tests.browser.conftest import PHOTOS
from tests.browser.site import site
from tests.browser.test_parity import PHOTOS as NAMES
from tests.browser.test_parity import in_page, in_python
from tests.support.chromium import launch
from webapp.inference.analyzer import Analyzer


def main() -> None:
    """Analyse every photo on both sides and print a row a photo."""
    analyzer = Analyzer()
    print("| photo | faces: page, Python | box, px | landmarks, px | descriptor, L2 |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, site(Path(folder)) as server:
        chromium = launch(playwright)
        page = chromium.new_page()
        page.goto(server.address)
        for name in NAMES:
            photo = (PHOTOS / name).read_bytes()
            found, expected = in_page(page, photo, name)["faces"], in_python(analyzer, photo)
            pairs = list(zip(found, expected, strict=False))
            boxes = [abs(a["box"][side] - getattr(b.box, side)) for a, b in pairs for side in a["box"]]
            points = [np.abs(np.array(a["landmarks"]) - b.landmarks).max() for a, b in pairs]
            descriptors = [np.linalg.norm(np.array(a["descriptor"]) - b.descriptor) for a, b in pairs]
            cells = [f"{max(values):.0e}" if values else "–" for values in (boxes, points, descriptors)]
            print(f"| {name} | {len(found)}, {len(expected)} | {' | '.join(cells)} |")
        chromium.close()


if __name__ == "__main__":
    main()
