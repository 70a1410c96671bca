"""How well a face is shown: the numbers of the shared vectors, as the browser's."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from webapp.domain import quality
from webapp.domain.faces import Box, Face

VECTORS = Path(__file__).parent.parent / "vectors"


def cases(name: str) -> Any:
    """Return a decorator that runs a test for each case of a vector file."""
    loaded = json.loads((VECTORS / f"{name}.json").read_text())["cases"]
    return pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in loaded])


def chessboard(cell: int, width: int, height: int) -> np.ndarray:
    y, x = np.mgrid[:height, :width] // cell
    return 255.0 * ((x + y) % 2)


@cases("face_flaws")
def test_flaws(case: dict[str, Any]) -> None:
    assert list(quality.flaws(case["side"], case["brightness"], case["sharpness"])) == case["expected"]


@cases("face_quality")
def test_quality(case: dict[str, Any]) -> None:
    landmarks = None if case["landmarks"] is None else np.array(case["landmarks"], np.float64)
    assert quality.quality(Box(**case["box"]), case["score"], landmarks) == pytest.approx(case["expected"])


@cases("face_sharpness")
def test_sharpness(case: dict[str, Any]) -> None:
    width, height = case["width"], case["height"]
    if "values" in case:
        values = np.array(case["values"], np.float64).reshape(height, width)
    else:
        values = chessboard(case["cell"], width, height)
    assert quality.sharpness(values) == pytest.approx(case["expected"], abs=1e-9)


@cases("face_luma")
def test_brightness(case: dict[str, Any]) -> None:
    image = case["image"]
    pixels = np.array(image["data"], np.uint8).reshape(image["height"], image["width"], 3)
    assert quality.luma(pixels, Box(**case["box"])).ravel() == pytest.approx(case["expected"])


def test_a_face_is_measured_within_its_box() -> None:
    pixels = np.full((200, 300, 3), 20, np.uint8)
    pixels[:100, :90] = chessboard(8, 90, 100)[..., None]
    seen = quality.look(pixels, Face(Box(0, 0, 90, 100), 0.9))
    assert (seen.side, seen.flaws) == (90, ())
    assert seen.brightness == pytest.approx(127.5, rel=0.05)
    assert seen.quality == pytest.approx(0.9 * 90 / 150)
    beside = quality.look(pixels, Face(Box(100, 100, 79, 300), 0.9))
    assert beside.flaws == (quality.Flaw.SMALL, quality.Flaw.DARK, quality.Flaw.BLURRED)
