"""Published tensors find their layers one to one, or the reader says which do not."""

import json
from pathlib import Path

import numpy as np
import pytest

from converter import registry
from converter.errors import UnknownNetwork, WeightsMismatch, WeightsMissing
from converter.weights import manifest, mtcnn, sources, ssd_mobilenetv1
from converter.weights.assign import assign, variable_path
from converter.weights.fold import fold


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
        ("MobilenetV1/Conv2d_1_depthwise/depthwise_weights", "MobilenetV1_Conv2d_1_depthwise/kernel"),
        ("Prediction/Conv2d_0_pointwise/convolution_bn_offset", "Prediction_Conv2d_0_pointwise/bias"),
        ("pnet/prelu1/alpha", "pnet_prelu1/alpha"),
    ],
)
def test_a_tensor_belongs_to_a_layer(tensor: str, path: str) -> None:
    assert variable_path(tensor) == path


@pytest.mark.parametrize("name", registry.available())
def test_published_weights_fill_the_network_exactly(name: str) -> None:
    tensors = registry.find(name).weights.read()
    assert registry.load(name).count_params() == sum(values.size for values in tensors.values())


def test_every_package_is_installed_for_the_tests() -> None:
    assert set(registry.names()) - set(registry.available()) <= {"tiny_yolov2"}


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (lambda tensors: tensors.pop("conv8/bias"), "conv8/bias"),
        (lambda tensors: tensors.update({"conv9/bias": np.zeros(25, np.float32)}), "conv9/bias"),
        (lambda tensors: tensors.update({"conv8/bias": np.zeros(24, np.float32)}), r"conv8/bias \[24\]"),
    ],
    ids=["missing", "left over", "of another shape"],
)
def test_a_tensor_that_does_not_fit_is_named_with_its_file(spoil, named: str) -> None:
    network = registry.find("tiny_face_detector")
    tensors = network.weights.read()
    spoil(tensors)
    with pytest.raises(WeightsMismatch, match=f"in weights.json do not fit tiny_face_detector.*{named}"):
        assign(network.build(), tensors, "weights.json")


@pytest.mark.parametrize("name", registry.available())
@pytest.mark.parametrize("change", ["missing", "left over", "another shape"])
def test_no_network_takes_weights_that_do_not_fit(name: str, change: str) -> None:
    network = registry.find(name)
    tensors = network.weights.read()
    first = next(iter(tensors))
    if change == "missing":
        del tensors[first]
    elif change == "left over":
        tensors["mona/lisa"] = np.zeros(3, np.float32)
    else:
        tensors[first] = np.zeros((*tensors[first].shape, 2), np.float32)
    with pytest.raises(WeightsMismatch, match="mona/lisa" if change == "left over" else "/"):
        assign(network.build(), tensors, "weights.json")


@pytest.mark.parametrize(
    ("arrange", "file", "name"),
    [
        (ssd_mobilenetv1.arrange, "ssd_mobilenetv1", "MobilenetV1/Conv2d_3_depthwise/BatchNorm/gamma"),
        (mtcnn.arrange, "mtcnn", "rnet/fc1/weights"),
    ],
)
def test_rearranging_hides_no_missing_tensor(arrange, file: str, name: str) -> None:
    network = registry.find(file)
    published = manifest.read(network.weights.file)
    assert arrange(published).keys() != arrange({key: v for key, v in published.items() if key != name}).keys()
    del published[name]
    with pytest.raises(WeightsMismatch, match=r"no tensor fills"):
        assign(network.build(), arrange(published), "weights.json")


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
    with pytest.raises(WeightsMissing, match=r"weights_manifest\.json end before 'b'"):
        manifest.read(path)
    write_manifest(tmp_path, bytes(2 + 4 + 3))
    with pytest.raises(WeightsMissing, match=r"shard go on for 3 bytes after the last tensor of .*'b'"):
        manifest.read(path)
    (tmp_path / "shard").unlink()
    with pytest.raises(WeightsMissing, match=r"^shard is not in [^.]*\.$"):
        manifest.read(path)


def test_a_package_that_is_gone_tells_how_to_install_it_again(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sources, "PACKAGES", tmp_path)
    with pytest.raises(WeightsMissing, match=r"is not in weights/\. Delete node_modules/ and run `make setup`\."):
        registry.load("tiny_face_detector")


def test_an_unknown_network_lists_the_known_ones() -> None:
    with pytest.raises(UnknownNetwork, match="face_recognition"):
        registry.find("mona_lisa")


def test_whole_numbers_and_half_precision_are_read(tmp_path: Path) -> None:
    packed = {"dtype": "uint8", "scale": 1.0000001, "min": 0}
    weights = [
        {"name": "size", "shape": [1], "dtype": "int32", "quantization": packed},
        {"name": "half", "shape": [1], "dtype": "float32", "quantization": {"dtype": "float16"}},
    ]
    (tmp_path / "shard").write_bytes(bytes([200]) + np.float16(0.1).tobytes())
    (tmp_path / "m.json").write_text(json.dumps([{"paths": ["shard"], "weights": weights}]))
    tensors = manifest.read(tmp_path / "m.json")
    assert tensors["size"].tolist() == [200]
    assert tensors["half"] == np.float32(np.float16(0.1))


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"paths": ["shard"]}]'])
def test_a_file_that_is_no_manifest_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text(text)
    with pytest.raises(WeightsMissing, match=r"m\.json is not a weights manifest"):
        manifest.read(tmp_path / "m.json")


def test_folding_keeps_the_answers() -> None:
    random = np.random.default_rng(3)
    norm = {part: random.uniform(0.5, 2, 4).astype(np.float32) for part in ("gamma", "beta", "moving_mean")}
    norm["moving_variance"] = random.uniform(0.1, 3, 4).astype(np.float32)
    for shape in ((3, 3, 2, 4), (3, 3, 4, 1), (5, 4)):
        kernel = random.normal(size=shape).astype(np.float32)
        folded, bias = fold(kernel, norm, 0.001)
        axis = 2 if shape[-1] == 1 else len(shape) - 1
        rolled, unfolded = np.moveaxis(folded, axis, -1), np.moveaxis(kernel, axis, -1)
        scale = norm["gamma"] / np.sqrt(norm["moving_variance"] + 0.001)
        assert rolled == pytest.approx(unfolded * scale, rel=1e-5)
        assert bias == pytest.approx(norm["beta"] - norm["moving_mean"] * scale, rel=1e-5)


def test_mtcnn_answers_upright_pictures_as_the_published_network_answers_turned_ones() -> None:
    published = manifest.read(registry.find("mtcnn").weights.file)
    kernel = published["pnet/conv1/weights"]
    turned = mtcnn.arrange(published)["pnet/conv1/weights"]
    patch = np.random.default_rng(5).normal(size=(3, 3, 3)).astype(np.float32)  # rows, columns, RGB
    seen = patch.transpose(1, 0, 2)  # columns, rows, RGB
    assert np.tensordot(patch, turned, 3) == pytest.approx(np.tensordot(seen, kernel, 3), abs=1e-5)
    features = np.random.default_rng(6).normal(size=(3, 3, 64)).astype(np.float32)
    dense, arranged = published["rnet/fc1/weights"], mtcnn.arrange(published)["rnet/fc1/weights"]
    assert features.ravel() @ arranged == pytest.approx(features.transpose(1, 0, 2).ravel() @ dense, abs=1e-4)


@pytest.mark.parametrize("extra", ["facenet", "antispoof"])
def test_an_extra_that_is_not_here_tells_how_to_get_it(extra: str, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sources, "EXTRAS", tmp_path)
    assert extra not in registry.available()
    with pytest.raises(WeightsMissing, match=r"are not here\. .*`make models-"):
        registry.load(extra)


def test_a_damaged_extra_is_refused(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sources, "EXTRAS", tmp_path)
    for file in ("facenet/facenet_keras.h5", "liveness/liveness.json"):
        (tmp_path / file).parent.mkdir()
        (tmp_path / file).write_text("{}")
    with pytest.raises(WeightsMissing, match=r"facenet_keras\.h5 is not .*Delete \.setup/extras/facenet/"):
        registry.load("facenet")
    with pytest.raises(WeightsMissing, match=r"liveness\.json is not .*Delete \.setup/extras/liveness/"):
        registry.load("liveness")
