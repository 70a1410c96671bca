"""The published parameters' way into the graph is found out whole, and leads the real ones to the real shards."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from converter import build, export, published, registry
from converter.errors import ConversionError
from converter.weights.sources import FaceApi

NAMES = [network.name for network in registry.NETWORKS if isinstance(network.weights, FaceApi)]
GRID = 1e-2  # of the difference between neighbouring values on the shards' uint8 grid


def parameters(name: str) -> dict[str, np.ndarray]:
    source = registry.find(name).weights
    assert isinstance(source, FaceApi)
    return source.published()


@pytest.mark.parametrize("name", NAMES)
def test_the_recipe_makes_the_shards_of_the_published_parameters(name: str) -> None:
    recipe = json.loads((build.MODELS / name / "spec.json").read_text())["published"]
    given = list(parameters(name).values())
    assert [[each, list(values.shape)] for each, values in parameters(name).items()] == recipe["parameters"]
    here = export.read_weights(build.MODELS / name)
    for weight, (op, *numbers) in recipe["weights"].items():
        made, kept = published.OPS[op](*(given[number] for number in numbers)), here.pop(recipe["prefix"] + weight)
        step = max(np.ptp(kept) / 255, 1e-6 * np.abs(kept).max(), 1e-12)
        assert np.abs(made.ravel() - kept.ravel()).max() <= GRID * step, weight
    assert all(values.dtype.kind == "i" or values.ndim == 0 for values in here.values())  # the rest are constants


@pytest.mark.parametrize("name", [*NAMES, "tiny_yolov2"])
def test_what_is_written_is_enough_to_build_the_graph(name: str) -> None:
    about = json.loads((build.MODELS / name / published.FILE).read_text())
    recipe = about["spec"]["published"]
    named = {entry["name"] for group in about["model"]["weightsManifest"] for entry in group["weights"]}
    assert named == {recipe["prefix"] + weight for weight in recipe["weights"]} | set(about["constants"])
    assert not any(group["paths"] for group in about["model"]["weightsManifest"])
    assert about["spec"]["name"] == name


def test_the_fingerprint_tells_other_weights_and_not_another_rounding() -> None:
    passed = published.passage(registry.find("tiny_face_detector"))
    own = parameters("tiny_face_detector")
    known = published.fingerprint(passed, own)

    def apart(changed: dict[str, np.ndarray]) -> float:
        return abs(published.fingerprint(passed, changed)["sum"] - known["sum"]) / known["size"]

    rounded = {name: np.nextafter(values, np.float32(np.inf)) for name, values in own.items()}
    turned = own | {"conv8/bias": own["conv8/bias"][::-1]}
    assert apart(rounded) < 1e-7 < apart(turned)


def test_a_network_without_weights_can_take_a_page_s_own(tmp_path: Path) -> None:
    build.blank("tiny_yolov2", tmp_path)
    assert [path.name for path in (tmp_path / "tiny_yolov2").iterdir()] == [published.FILE]
    about = json.loads((tmp_path / "tiny_yolov2" / published.FILE).read_text())
    assert about["fingerprint"] is None
    assert about["spec"]["selftest"] == {"sizes": {"image": 128}, "outputs": {}}
    assert about["spec"]["published"]["parameters"][0] == ["conv0/depthwise_filter", [3, 3, 3, 1]]


def test_a_weight_of_unknown_origin_fails_the_build() -> None:
    network = registry.find("tiny_face_detector")
    source = network.weights
    assert isinstance(source, FaceApi)
    squared = FaceApi(source.name, lambda tensors: {name: values**2 for name, values in tensors.items()})
    with pytest.raises(ConversionError, match="comes from no published parameter"):
        published.passage(replace(network, weights=squared))


def test_weights_of_another_format_have_no_passage() -> None:
    with pytest.raises(ConversionError, match="not published in face-api"):
        published.passage(registry.find("facenet"))
