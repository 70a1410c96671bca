"""Published tensors find their layers one to one, or the reader says which do not."""

import json
from pathlib import Path

import numpy as np
import pytest

from converter import registry
from converter.errors import UnknownNetwork, WeightsMismatch, WeightsMissing
from converter.weights import manifest
from converter.weights.assign import assign, variable_path


@pytest.mark.parametrize(
    ("tensor", "path"),
    [
        ("conv0/filters", "conv0/kernel"),
        ("conv1/pointwise_filter", "conv1/pointwise_kernel"),
        ("dense0/conv0/bias", "dense0_conv0/bias"),
        ("fc/weights", "fc/kernel"),
        ("fc", "fc/kernel"),
        ("conv32_1/conv1/scale/weights", "conv32_1_conv1_scale/scale"),
        ("conv32_1/conv1/scale/biases", "conv32_1_conv1_scale/shift"),
    ],
)
def test_a_tensor_belongs_to_a_layer(tensor: str, path: str) -> None:
    assert variable_path(tensor) == path


@pytest.mark.parametrize("name", registry.names())
def test_published_weights_fill_the_network_exactly(name: str) -> None:
    tensors = manifest.read(registry.find(name).manifest)
    assert registry.load(name).count_params() == sum(values.size for values in tensors.values())


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda tensors: tensors.pop("conv8/bias"), "conv8/bias"),
        (lambda tensors: tensors.update({"conv9/bias": np.zeros(25, np.float32)}), "conv9/bias"),
        (lambda tensors: tensors.update({"conv8/bias": np.zeros(24, np.float32)}), r"conv8/bias \[24\]"),
    ],
    ids=["missing", "left over", "of another shape"],
)
def test_a_tensor_that_does_not_fit_is_named(spoil, named: str) -> None:
    network = registry.find("tiny_face_detector")
    tensors = manifest.read(network.manifest)
    spoil(tensors)
    with pytest.raises(WeightsMismatch, match=named):
        assign(network.build(), tensors)


def write_manifest(folder: Path, blob: bytes) -> Path:
    weights = [
        {"name": "a", "shape": [2], "dtype": "float32", "quantization": {"dtype": "uint8", "scale": 0.5, "min": -1}},
        {"name": "b", "shape": [1], "dtype": "float32"},
    ]
    (folder / "shard").write_bytes(blob)
    path = folder / "weights_manifest.json"
    path.write_text(json.dumps([{"paths": ["shard"], "weights": weights}]))
    return path


def test_quantised_and_plain_tensors_are_read(tmp_path: Path) -> None:
    tensors = manifest.read(write_manifest(tmp_path, bytes([0, 4]) + np.float32(7).tobytes()))
    assert tensors["a"].tolist() == [-1, 1]
    assert tensors["b"].tolist() == [7]


def test_short_or_absent_shards_are_named(tmp_path: Path) -> None:
    path = write_manifest(tmp_path, bytes([0, 4, 0]))
    with pytest.raises(WeightsMissing, match="'b'"):
        manifest.read(path)
    (tmp_path / "shard").unlink()
    with pytest.raises(WeightsMissing, match="shard"):
        manifest.read(path)


def test_an_unknown_network_lists_the_known_ones() -> None:
    with pytest.raises(UnknownNetwork, match="face_recognition"):
        registry.find("mona_lisa")
