"""Whole calls of Familiar beside @vladmandic/face-api: Chromium, the same pictures, sides in turns in one page.

`make bench` runs it, prints the tables and writes them into RESULTS.md. Trust the ratios: the machine is shared.
"""

import argparse
import statistics
from datetime import UTC, datetime
from typing import Any

from bench import cold
from bench.pages import ROOT, fresh_page

RESULTS = ROOT / "bench" / "RESULTS.md"
MARKS = ("<!-- stages: begin -->", "<!-- stages: end -->")
PHOTO = "/tests/.photos/obama.jpg"
# Six faces of five people; the rows of one face look at the first.
PHOTOS = [
    PHOTO,
    *(f"/tests/.photos/{name}" for name in ("biden.jpg", "astronaut.png", "sample1.jpg", "sample3.jpg", "obama3.jpg")),
]

# Row → how many times as fast as the peer it should be at least.
TARGETS = {
    "tiny detector 416": 2.0,
    "SSD": 1.25,
    "landmarks, one face": 1.5,
    "expression, one face": 1.4,
    "age and gender, one face": 1.3,
    "descriptor, one face": 1.25,
    "descriptor, six faces": 1.4,
    "whole chain, one face": 1.6,
    "whole chain, six faces": 1.7,
}
# Rows that a software renderer finishes in a bearable time.
WEBGL_ROWS = ["tiny detector 416", "landmarks, one face", "descriptor, one face"]


def warm(backend: str, ours: str, rows: list[str], rounds: int) -> dict[str, Any]:
    """Return row → {faces, ours, peer}: faces found and milliseconds of each call."""
    options = {"photos": PHOTOS, "backend": backend, "ours": ours, "rows": rows, "rounds": rounds}
    with fresh_page("stages", "measure") as page:
        result: dict[str, Any] = page.evaluate("options => globalThis.measure(options)", options)
        return result


def warm_table(results: dict[str, Any]) -> str:
    """Return the rows as a Markdown table; a ratio is the median over the rounds, each a pair of calls."""
    lines = [
        "| | faces: ours, peer | ours, ms | peer, ms | peer ÷ ours | min–max | at least |",
        "|---|---|---|---|---|---|---|",
    ]
    for row, result in results.items():
        ours, peer = result["ours"], result["peer"]
        cells = [
            ", ".join(map(str, result["faces"])),
            f"{statistics.median(ours):.1f}",
            f"{statistics.median(peer):.1f}",
        ]
        lines.append(f"| {row} | {' | '.join(cells)} | {ratio_cells(ours, peer)} | {TARGETS[row]:g} × |")
    return "\n".join(lines)


def ratio_cells(ours: list[float], peer: list[float]) -> str:
    """Return the median ratio of the pairs and their range, as two cells."""
    ratios = [theirs / mine for mine, theirs in zip(ours, peer, strict=True)]
    return f"{statistics.median(ratios):.2f} × | {min(ratios):.2f}–{max(ratios):.2f}"


def report(rounds: int, cold_rounds: int, *, webgl: bool) -> str:
    """Measure everything; returns the tables with their headings."""
    parts = [
        f"Measured on {datetime.now(UTC):%Y-%m-%d}, {rounds} rounds.",
        "WebAssembly, one thread, both on the main thread:",
        warm_table(warm("wasm", "main", list(TARGETS), rounds)),
        "WebAssembly, ours in its worker:",
        warm_table(
            warm("wasm", "worker", ["tiny detector 416", "whole chain, one face", "whole chain, six faces"], rounds)
        ),
        f"Cold start of the whole chain with the tiny detector, a fresh browser each time ({cold_rounds} rounds):",
        cold.table(cold_rounds),
    ]
    if webgl:
        parts += [
            "WebGL on a software renderer, main thread, 5 rounds:",
            warm_table(warm("webgl", "main", WEBGL_ROWS, 5)),
        ]
    return "\n\n".join(parts)


def write(text: str) -> None:
    """Put the tables between the marks of RESULTS.md; the rest of the file stays."""
    before, rest = RESULTS.read_text().split(MARKS[0])
    after = rest.split(MARKS[1])[1]
    RESULTS.write_text(f"{before}{MARKS[0]}\n{text}\n{MARKS[1]}{after}")


def main() -> None:
    """Measure, print, and write unless it was only a quick look."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=30)
    options.add_argument("--quick", action="store_true", help="few rounds, WebAssembly only, nothing written")
    chosen = options.parse_args()
    if chosen.quick:
        print(warm_table(warm("wasm", "main", list(TARGETS), 7)))
        return
    text = report(chosen.rounds, 5, webgl=True)
    print(text)
    write(text)


if __name__ == "__main__":
    main()
