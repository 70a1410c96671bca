"""The first frame after loading beside warm ones, task by task: Chromium, WebAssembly, a worker, a fresh browser each.

`.venv/bin/python -m bench.first_frame` prints a table.
"""

import argparse
import statistics
from typing import Any

from bench.pages import fresh_page
from bench.stages import PHOTO

WARM = 7  # frames after which one counts as warm
TINY = {"name": "tiny_face_detector", "inputSize": 416}
FACE = [{"x": 200, "y": 60, "width": 240, "height": 300}]
CHAIN = {"landmarks": True, "expressions": True, "ageGender": True, "descriptors": True}
NETWORKS = {
    "landmarks": "face_landmark_68",
    "expressions": "face_expression",
    "ageGender": "age_gender",
    "descriptors": "face_recognition",
}
TASKS: dict[str, dict[str, Any]] = {  # what is asked; the networks are those that it names or needs
    "tiny detector 416": {"detector": TINY},
    "SSD": {"detector": {"name": "ssd_mobilenetv1"}},
    "landmarks, one face": {"boxes": FACE, "landmarks": True},
    "expression, one face": {"boxes": FACE, "expressions": True},
    "age and gender, one face": {"boxes": FACE, "ageGender": True},
    "descriptor, one face": {"boxes": FACE, "descriptors": True, "landmarks": True},
    "whole chain, one face": {"detector": TINY, **CHAIN},
}


def main() -> None:
    """Measure every task, and print a line each."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    rounds = options.parse_args().rounds
    print("| | loaded, ms | first frame, ms | second | warm | first ÷ warm |\n|---|---|---|---|---|---|")
    for task in TASKS:
        print(row(task, [frames(task) for _ in range(rounds)]), flush=True)


def frames(task: str) -> dict[str, Any]:
    """Return the milliseconds of the load and of each frame, in a fresh browser."""
    request = TASKS[task]
    networks = [network for part, network in NETWORKS.items() if part in request]
    networks += [request["detector"]["name"]] if "detector" in request else []
    with fresh_page("first_frame", "firstFrames") as page:
        options = {"photo": PHOTO, "networks": networks, "request": request}
        result: dict[str, Any] = page.evaluate("options => globalThis.firstFrames(options)", options)
        return result


def row(task: str, runs: list[dict[str, Any]]) -> str:
    """Return a line of the table: medians over the runs."""
    first, second = (statistics.median(run["ms"][frame] for run in runs) for frame in (0, 1))
    warm = [statistics.median(run["ms"][WARM:]) for run in runs]
    ratio = statistics.median(run["ms"][0] / each for run, each in zip(runs, warm, strict=True))
    load = statistics.median(run["load"] for run in runs)
    return f"| {task} | {load:.0f} | {first:.1f} | {second:.1f} | {statistics.median(warm):.1f} | {ratio:.2f} × |"


if __name__ == "__main__":
    main()
