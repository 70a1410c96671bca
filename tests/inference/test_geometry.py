"""The server's arithmetic gives the numbers of the shared vectors, as the browser's does."""

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from converter import selftest
from converter.preprocess import prepare
from webapp.domain.faces import Box
from webapp.inference import geometry
from webapp.inference.geometry import Candidate, Crop
from webapp.inference.photos import decode

VECTORS = Path(__file__).parent.parent / "vectors"


def cases(name: str) -> Any:
    """Return a decorator that runs a test for each case of a vector file."""
    loaded = json.loads((VECTORS / f"{name}.json").read_text())["cases"]
    return pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in loaded])


def size(case: dict[str, Any]) -> tuple[int, int]:
    return case["image"]["width"], case["image"]["height"]


def sides(box: Box | Crop) -> dict[str, float]:
    return {side: getattr(box, side) for side in ("x", "y", "width", "height")}


@cases("boxes_iou")
def test_overlap(case: dict[str, Any]) -> None:
    assert geometry.iou(Box(**case["a"]), Box(**case["b"])) == pytest.approx(case["expected"])


@cases("boxes_clip")
def test_clipping(case: dict[str, Any]) -> None:
    crop = geometry.clip_to_pixels(Box(**case["box"]), *size(case))
    wanted = case["expected"]
    assert (crop.width, crop.height) == (wanted["width"], wanted["height"])
    assert crop.is_empty or sides(crop) == wanted


@cases("boxes_unpad")
def test_unpadding(case: dict[str, Any]) -> None:
    assert sides(geometry.unpad(Box(**case["box"]), *size(case), case["inputSize"])) == pytest.approx(case["expected"])


@cases("nms")
def test_suppression(case: dict[str, Any]) -> None:
    found = [Candidate(Box(**each["box"]), each["score"]) for each in case["found"]]
    kept = geometry.suppress(found, case["iouThreshold"])
    assert [next(i for i, each in enumerate(found) if each is one) for one in kept] == case["expected"]


@cases("tiny_detector_decode")
def test_decoding(case: dict[str, Any]) -> None:
    grid = np.array(case["grid"]).reshape(case["cells"], case["cells"], -1)
    found = geometry.decode_grid(grid, case["anchors"], case["scoreThreshold"])
    assert [each.score for each in found] == pytest.approx([each["score"] for each in case["expected"]])
    for each, expected in zip(found, case["expected"], strict=True):
        assert sides(each.box) == pytest.approx(expected["box"])


@cases("landmarks_place")
def test_landmarks(case: dict[str, Any]) -> None:
    points = geometry.place_points(np.array(case["output"]), Crop(**case["crop"]), Box(**case["box"]))
    assert points == pytest.approx(np.array(case["expected"]))


@cases("descriptor_crop")
def test_descriptor_crop(case: dict[str, Any]) -> None:
    face = Crop(**{"x": 0, "y": 0} | case["faceCrop"])
    crop = geometry.descriptor_crop(np.array(case["points"]), face, *size(case))
    wanted = case["expected"]
    assert (crop.width, crop.height) == (wanted["width"], wanted["height"])
    assert crop.is_empty or sides(crop) == wanted


@cases("image_prepare")
def test_preparing(case: dict[str, Any]) -> None:
    width, height = size(case)
    image = np.array(case["image"]["data"], np.uint8).reshape(height, width, 3)
    spec = SimpleNamespace(**case["input"])
    prepared = prepare(Crop(**case["crop"]).of(image), spec.size, spec.padding, spec.mean, spec.scale)
    assert prepared.numpy().ravel() == pytest.approx(np.array(case["expected"]), abs=1e-4)


@cases("self_test_input")
def test_self_test_picture(case: dict[str, Any]) -> None:
    made = selftest.network_input(SimpleNamespace(**case["input"]), case["size"])
    assert made.ravel() == pytest.approx(np.array(case["expected"]), abs=1e-6)


@cases("alpha_over_white")
def test_alpha(case: dict[str, Any]) -> None:
    pixels = np.array(case["rgba"], np.uint8).reshape(1, -1, 4)
    file = io.BytesIO()
    Image.fromarray(pixels, "RGBA").save(file, "PNG")
    file.seek(0)
    assert decode(file).ravel() == pytest.approx(np.array(case["expected"]), abs=1)
