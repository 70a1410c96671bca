"""The server's arithmetic gives the numbers of the shared vectors, as the browser's does."""

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from converter import preprocess, registry, selftest
from converter.preprocess import Similarity
from webapp.domain.faces import Box
from webapp.inference import crops, geometry, pyramid
from webapp.inference.geometry import Candidate, Crop
from webapp.inference.photos import decode

VECTORS = Path(__file__).parent.parent / "vectors"


def cases(name: str) -> Any:
    """Return a decorator that runs a test for each case of a vector file."""
    loaded = json.loads((VECTORS / f"{name}.json").read_text())["cases"]
    return pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in loaded])


def size(case: dict[str, Any]) -> tuple[int, int]:
    return case["image"]["width"], case["image"]["height"]


def pixels(case: dict[str, Any]) -> np.ndarray:
    width, height = size(case)
    return np.array(case["image"]["data"], np.uint8).reshape(height, width, 3)


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


@cases("nms_smaller_area")
def test_suppression_by_the_smaller_area(case: dict[str, Any]) -> None:
    found = [Candidate(Box(**each["box"]), each["score"]) for each in case["found"]]
    kept = geometry.suppress(found, case["threshold"], of_smaller=True)
    assert [next(i for i, each in enumerate(found) if each is one) for one in kept] == case["expected"]


@cases("tiny_detector_decode")
def test_decoding_a_grid(case: dict[str, Any]) -> None:
    grid = np.array(case["grid"]).reshape(case["cells"], case["cells"], -1)
    found = geometry.decode_grid(grid, case["anchors"], case["scoreThreshold"])
    assert [each.score for each in found] == pytest.approx([each["score"] for each in case["expected"]])
    for each, expected in zip(found, case["expected"], strict=True):
        assert sides(each.box) == pytest.approx(expected["box"])


@cases("ssd_decode")
def test_decoding_anchors(case: dict[str, Any]) -> None:
    boxes, scores, limits = np.array(case["boxes"]).reshape(-1, 4), np.array(case["scores"]), case["limits"]
    found = geometry.decode_ssd(boxes, scores, score=limits["score"], iou=limits["iou"], most=limits["maxResults"])
    assert [each.score for each in found] == [each["score"] for each in case["expected"]]
    for each, expected in zip(found, case["expected"], strict=True):
        assert sides(each.box) == pytest.approx(expected["box"])


@cases("landmarks_place")
def test_landmarks(case: dict[str, Any]) -> None:
    points = geometry.place_points(np.array(case["output"]), Crop(**case["crop"]), Box(**case["box"]))
    assert points == pytest.approx(np.array(case["expected"]))


@cases("aligned_box")
def test_the_box_of_landmarks(case: dict[str, Any]) -> None:
    assert sides(geometry.aligned_box(np.array(case["points"], float))) == pytest.approx(case["expected"])


@cases("descriptor_crop")
def test_descriptor_crop(case: dict[str, Any]) -> None:
    face = Crop(**{"x": 0, "y": 0} | case["faceCrop"])
    (rule,) = (crop for crop in registry.find("face_recognition").crops if crop.name == "face-api")
    crop = geometry.descriptor_crop(np.array(case["points"]), face, *size(case), **rule.numbers)
    wanted = case["expected"]
    assert (crop.width, crop.height) == (wanted["width"], wanted["height"])
    assert crop.is_empty or sides(crop) == wanted


@cases("align_similarity")
def test_turning_a_face(case: dict[str, Any]) -> None:
    fitted = crops.fit_similarity(case["template"], np.array(case["points"]))
    assert [fitted.a, fitted.b, fitted.x, fitted.y] == pytest.approx(list(case["expected"].values()), abs=1e-5)


@cases("box_square")
def test_the_square_around_a_box(case: dict[str, Any]) -> None:
    square = crops.square_around(Box(**case["box"]), case["margin"])
    assert [square.a, square.b, square.x, square.y] == pytest.approx(list(case["expected"].values()))


@cases("chip")
def test_cutting_a_chip(case: dict[str, Any]) -> None:
    chip = preprocess.chip(pixels(case), Similarity(**case["place"]), case["size"])
    assert chip.dtype == np.float32
    assert chip.ravel() == pytest.approx(np.array(case["expected"]), abs=1e-3)


@cases("standardise")
def test_standardising(case: dict[str, Any]) -> None:
    assert preprocess.standardise(np.array(case["values"])) == pytest.approx(np.array(case["expected"]), abs=1e-5)


@cases("image_prepare")
def test_preparing(case: dict[str, Any]) -> None:
    spec = SimpleNamespace(**case["input"])
    picture = Crop(**case["crop"]).of(pixels(case))
    prepared = preprocess.prepare(picture, spec.size, spec.padding, spec.mean, spec.scale)
    assert prepared.ravel() == pytest.approx(np.array(case["expected"]), abs=1e-4)


@cases("resize_rect")
def test_resizing(case: dict[str, Any]) -> None:
    picture = Crop(**case["part"]).of(pixels(case))
    resized = preprocess.resize(picture, **case["size"], half_pixel=case["halfPixel"])
    assert resized.ravel() == pytest.approx(np.array(case["expected"]), abs=1e-3)


@pytest.mark.parametrize(("height", "width"), [(480, 641), (37, 91), (901, 300), (3, 2), (1, 1)])
@pytest.mark.parametrize("where", ["end", "centre"])
def test_preparing_equals_tensorflows_own_pad_and_resize(height: int, width: int, where: str) -> None:
    from converter.toolchain import tensorflow

    tf, random = tensorflow(), np.random.default_rng(height)
    image = random.integers(0, 256, (height, width, 3), np.uint8)
    square = tf.pad(tf.cast(image, tf.float32), [*preprocess.padding(height, width, where), (0, 0)])
    expected = tf.compat.v1.image.resize_bilinear(square[None], (112, 112), align_corners=False)[0]
    prepared = preprocess.prepare(image, 112, where, (0, 0, 0), 1)
    assert np.abs(prepared - expected.numpy()).max() <= 1e-3  # of 255


@cases("mtcnn_pyramid")
def test_the_sizes_at_which_a_picture_is_looked_at(case: dict[str, Any]) -> None:
    levels = pyramid.pyramid(*size(case), case["options"])
    assert [(each.width, each.height) for each in levels] == [(e["width"], e["height"]) for e in case["expected"]]
    assert [each.scale for each in levels] == pytest.approx([each["scale"] for each in case["expected"]])


@cases("mtcnn_cells")
def test_the_cells_of_a_level(case: dict[str, Any]) -> None:
    options, columns = case["options"], case["columns"]
    scores = np.array(case["scores"]).reshape(-1, columns)
    regions = np.array(case["regions"]).reshape(-1, columns, 4)
    found = pyramid.cells(scores, regions, options["scale"], options["scoreThreshold"], options)
    kept = [{"box": sides(each.box), "score": each.score, "region": list(each.region)} for each in found]
    assert kept == case["expected"]


@cases("mtcnn_calibrate")
def test_moving_a_box(case: dict[str, Any]) -> None:
    assert sides(pyramid.calibrate(Box(**case["box"]), case["region"])) == case["expected"]


@cases("mtcnn_patch")
def test_the_pixels_that_the_next_network_sees(case: dict[str, Any]) -> None:
    assert sides(pyramid.patch(Box(**case["box"]), *size(case))) == case["expected"]


@cases("mtcnn_keypoints")
def test_five_points(case: dict[str, Any]) -> None:
    points = pyramid.keypoints(np.array(case["output"]), Box(**case["box"]))
    assert points == pytest.approx(np.array(case["expected"]))


@cases("self_test_input")
def test_self_test_picture(case: dict[str, Any]) -> None:
    made = selftest.network_input(SimpleNamespace(**case["input"]), case["size"])
    assert made.ravel() == pytest.approx(np.array(case["expected"]), abs=1e-6)


@cases("alpha_over_white")
def test_alpha(case: dict[str, Any]) -> None:
    rgba = np.array(case["rgba"], np.uint8).reshape(1, -1, 4)
    file = io.BytesIO()
    Image.fromarray(rgba, "RGBA").save(file, "PNG")
    file.seek(0)
    assert decode(file).ravel() == pytest.approx(np.array(case["expected"]), abs=1)
