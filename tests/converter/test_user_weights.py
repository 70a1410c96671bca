"""Tiny YOLO v2 reads the published formats from a file of the user's, and says where to point when there is none."""

import json
from pathlib import Path

import numpy as np
import pytest

from converter import build, registry, shards, verify
from converter.__main__ import main
from converter.errors import WeightsMismatch, WeightsMissing
from converter.weights.manifest import Tensors


@pytest.fixture(scope="module")
def tensors() -> Tensors:
    """Random weights under the published names, small enough that no activation overflows."""
    random = np.random.default_rng(8)
    names = {"depthwise_kernel": "depthwise_filter", "pointwise_kernel": "pointwise_filter", "kernel": "filters"}
    found: Tensors = {}
    for variable in registry.find("tiny_yolov2").build().weights:
        layer, weight = variable.path.split("/")
        scale = 1 / np.sqrt(max(1, np.prod(variable.shape[:-1])))
        found[f"{layer}/{names.get(weight, weight)}"] = random.normal(0, scale, variable.shape).astype(np.float32)
    return found


def write_manifest(folder: Path, tensors: Tensors, name: str = "tiny_yolov2_model") -> Path:
    entries = [{"name": key, "shape": list(values.shape), "dtype": "float32"} for key, values in tensors.items()]
    (folder / f"{name}-shard1").write_bytes(b"".join(values.tobytes() for values in tensors.values()))
    file = folder / f"{name}-weights_manifest.json"
    file.write_text(json.dumps([{"paths": [f"{name}-shard1"], "weights": entries}]))
    return file


def write_flat(folder: Path, tensors: Tensors) -> Path:
    file = folder / "tiny_yolov2_model.weights"
    file.write_bytes(b"".join(values.tobytes() for values in tensors.values()))
    return file


@pytest.fixture(autouse=True)
def weights(tmp_path: Path, monkeypatch) -> Path:
    """The folder where the user's weights are kept; empty."""
    folder = tmp_path / "weights"
    folder.mkdir()
    monkeypatch.setenv("FAMILIAR_WEIGHTS", str(folder))
    return folder


def test_without_a_file_the_command_says_where_to_point(capsys) -> None:
    assert "tiny_yolov2" not in registry.available()
    assert main(["build", "tiny_yolov2"]) == 1
    said = capsys.readouterr().err
    assert "familiar-convert build tiny_yolov2 --weights FILE" in said
    assert "tiny_yolov2_model-weights_manifest.json" in said


def test_both_formats_give_the_same_network(tensors: Tensors, tmp_path: Path) -> None:
    models = [registry.load("tiny_yolov2", write(tmp_path, tensors)) for write in (write_manifest, write_flat)]
    picture = np.random.default_rng(2).normal(size=(1, 64, 64, 3)).astype(np.float32)
    grids = [np.asarray(model(picture, training=False)["grid"]) for model in models]
    assert grids[0].shape == (1, 2, 2, 25)
    assert np.array_equal(*grids)


def test_it_is_built_verified_and_kept(tensors: Tensors, weights: Path, tmp_path: Path, monkeypatch) -> None:
    out, given = tmp_path / "models", tmp_path / "given"
    given.mkdir()
    monkeypatch.setattr(build, "MODELS", out)
    build.build("tiny_yolov2", out, weights=write_manifest(given, tensors))
    assert {path.name for path in weights.iterdir()} == {path.name for path in given.iterdir()}
    assert "tiny_yolov2" in registry.available()
    assert verify.verify("tiny_yolov2", models=out)["grid"] <= 1e-4
    feed = {"image": np.zeros((1, 96, 96, 3), np.float32)}
    (answer,) = shards.run(out / "tiny_yolov2", [feed])
    assert answer["grid"].shape == (1, 3, 3, 25)


@pytest.mark.parametrize(
    ("spoil", "error", "named"),
    [
        (lambda t: t.pop("conv3/bias"), WeightsMismatch, r"conv3/bias \[128\]"),
        (lambda t: t.update({"conv9/bias": np.zeros(3, np.float32)}), WeightsMismatch, r"conv9/bias \[3\]"),
        (lambda t: t.update({"conv0/bias": np.zeros(9, np.float32)}), WeightsMismatch, r"conv0/bias \[9\]"),
        (lambda t: t.update({"conv0/bn/sub": np.zeros(16, np.float32)}), WeightsMismatch, "conv0/bn/sub"),
    ],
    ids=["missing", "left over", "another version's shape", "of the network with batch normalisation"],
)
def test_a_file_that_does_not_fit_is_refused_by_name(
    spoil, error, named: str, tensors: Tensors, weights: Path, tmp_path: Path
) -> None:
    spoiled = dict(tensors)
    spoil(spoiled)
    with pytest.raises(error, match=f"weights_manifest.json.*{named}"):
        registry.load("tiny_yolov2", write_manifest(tmp_path, spoiled))
    assert list(weights.iterdir()) == []


@pytest.mark.parametrize(("cut", "end"), [(-400, "before conv8/bias"), (400, "after conv8/bias")])
def test_a_flat_file_of_another_length_is_refused(cut: int, end: str, tensors: Tensors, tmp_path: Path) -> None:
    file = write_flat(tmp_path, tensors)
    data = file.read_bytes()
    file.write_bytes(data[:cut] if cut < 0 else data + bytes(cut))
    with pytest.raises(
        WeightsMissing,
        match=rf"tiny_yolov2_model\.weights holds .* bytes .* ends {end}" if cut > 0 else r"ends before conv8/",
    ):
        registry.load("tiny_yolov2", file)


def test_a_truncated_shard_is_named(tensors: Tensors, tmp_path: Path) -> None:
    file = write_manifest(tmp_path, tensors)
    shard = tmp_path / "tiny_yolov2_model-shard1"
    shard.write_bytes(shard.read_bytes()[:-40])
    with pytest.raises(
        WeightsMissing, match=r"manifest\.json end before 'conv8/bias'\. Get all its files from one place\."
    ):
        registry.load("tiny_yolov2", file)
