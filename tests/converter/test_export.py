"""What the converter writes: small, lossless, complete, and equal to Keras in TensorFlow.js."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from converter import build, export, registry, selftest, shards, verify
from converter.errors import ConversionError, VerificationFailed, WeightsMissing
from converter.quantise import dtype_map, on_uint8_grid

LIMITS = {  # bytes
    "ssd_mobilenetv1": 6_000_000,
    "tiny_face_detector": 260_000,
    "mtcnn": 2_100_000,
    "face_landmark_68": 480_000,
    "face_landmark_68_tiny": 120_000,
    "face_recognition": 6_600_000,
    "facenet": 46_500_000,
    "face_expression": 400_000,
    "age_gender": 500_000,
    "antispoof": 900_000,
    "liveness": 650_000,
}
PARITY = {"grid": 1e-4, "boxes": 1e-4, "scores": 1e-4, "age": 1e-4}  # of other outputs 1e-5


def test_every_network_has_a_size_limit() -> None:
    assert set(LIMITS) == set(registry.names()) - {"tiny_yolov2"}


@pytest.mark.parametrize("name", LIMITS)
def test_spec_tells_size_hash_and_numbers(name: str) -> None:
    folder, network = build.MODELS / name, registry.find(name)
    spec = json.loads((folder / "spec.json").read_text())
    assert {path.name for path in folder.iterdir()} == {"spec.json", "card.json", *spec["files"]} | (
        {"published.json"} if "published" in spec else set()
    )
    for file, about in spec["files"].items():
        blob = (folder / file).read_bytes()
        assert about == {"bytes": len(blob), "sha256": hashlib.sha256(blob).hexdigest()}
    assert build.size(folder) <= LIMITS[name]
    assert spec["input"]["mean"] == list(network.input.mean)
    assert spec["input"]["size"] == network.input.size
    assert spec["version"] == network.version
    assert spec.get("crops", [{"version": network.version}])[0]["version"] == network.version


@pytest.mark.parametrize("name", LIMITS)
def test_shards_answer_like_keras(name: str) -> None:
    differences = verify.verify(name)
    assert set(differences) == set(registry.load(name).output)
    assert all(value <= PARITY.get(output, 1e-5) for output, value in differences.items())


@pytest.mark.parametrize("name", LIMITS)
def test_self_test_numbers_come_back_from_the_shards(name: str) -> None:
    known = json.loads((build.MODELS / name / "spec.json").read_text())["selftest"]
    feed = selftest.inputs(registry.find(name))
    assert {key: picture.shape[1] for key, picture in feed.items()} == known["sizes"]
    (answer,) = shards.run(build.MODELS / name, [feed])
    for output, about in known["outputs"].items():
        assert answer[output].shape == tuple(about["shape"])
        assert np.abs(answer[output].ravel()[:: about["step"]] - about["values"]).max() <= 1e-4


def test_verification_fails_on_other_weights(tmp_path: Path) -> None:
    folder = tmp_path / "face_landmark_68"
    model = registry.load("face_landmark_68")
    model.get_layer("fc").bias.assign_add(np.full(136, 1e-3, np.float32))
    export.keras_to_graph_model(model, folder, "lossless")
    build.write_spec(folder, {})
    with pytest.raises(VerificationFailed, match="points"):
        verify.verify("face_landmark_68", models=tmp_path)


@pytest.mark.parametrize("value", [2e-5, float("nan"), float("inf")])
def test_a_difference_that_is_no_small_number_fails(value: float) -> None:
    with pytest.raises(VerificationFailed):
        verify.check("net", {"good": 0.0, "bad": value}, 1e-5)


def test_verification_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(WeightsMissing, match="familiar-convert build"):
        verify.verify("face_landmark_68", models=tmp_path)
    with pytest.raises(WeightsMissing, match="--photos"):
        verify.verify("face_landmark_68", photos=tmp_path)


def test_a_folder_without_a_model_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConversionError, match="could not run"):
        shards.run(tmp_path, [])


GRID = (np.arange(256) * 0.03 - 1.2).astype(np.float32)
HALF = (np.arange(256) ** 2 / 64).astype(np.float16).astype(np.float32)
NOISE = np.random.default_rng(1).normal(size=256).astype(np.float32)


@pytest.mark.parametrize(("values", "on_grid"), [(GRID, True), (NOISE, False), (np.full(256, 0.5, np.float32), True)])
def test_only_values_on_a_grid_count_as_lossless(values, on_grid: bool) -> None:
    assert on_uint8_grid(values) is on_grid


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("none", None),
        ("lossless", {"uint8": ["grid"], "float16": ["half"]}),
        ("float16", {"float16": ["grid", "noise[[]1]", "half"]}),
        ("uint8", {"uint8": ["grid", "noise[[]1]", "half"]}),
    ],
)
def test_quantisation_picks_its_tensors(mode, expected) -> None:
    weights = {"grid": GRID, "noise[1]": NOISE, "half": HALF, "shape": np.zeros(99, np.int32), "few": GRID[:8]}
    assert dtype_map(mode, weights) == expected
