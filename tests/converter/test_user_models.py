"""A user's own model goes the same way, unless it could run code."""

import json
import zipfile
from pathlib import Path

import keras
import numpy as np
import pytest
from keras import layers

from converter.__main__ import main


def small_model() -> keras.Model:
    image = keras.Input((8, 8, 3), name="image")
    x = layers.Flatten()(layers.Conv2D(16, 3, activation="relu")(image))
    return keras.Model(image, layers.Dense(4, activation="softmax", name="classes")(x))


def two_in_two_out() -> keras.Model:
    left, right = keras.Input((4,), name="left"), keras.Input((4,), name="right")
    return keras.Model([left, right], {"sum": layers.Add()([left, right]), "product": layers.Multiply()([left, right])})


def convert(model: Path, out: Path, *more: str) -> int:
    return main(["keras", str(model), "--name", "mine", "--out", str(out), *more])


def differences(printed: str) -> dict[str, float]:
    lines = [line.removeprefix("largest difference in ").split(": ") for line in printed.splitlines() if ": " in line]
    return {name: float(value) for name, value in lines if "bytes" not in value}


@pytest.mark.parametrize(("mode", "allowed"), [("none", 1e-6), ("lossless", 1e-6), ("float16", 1e-3), ("uint8", 1e-2)])
def test_a_keras_file_is_converted(mode: str, allowed: float, tmp_path: Path, capsys) -> None:
    small_model().save(tmp_path / "model.keras")
    assert convert(tmp_path / "model.keras", tmp_path / "out", "--quantize", mode) == 0
    assert differences(capsys.readouterr().out)["classes"] <= allowed
    spec = json.loads((tmp_path / "out" / "mine" / "spec.json").read_text())
    assert spec["inputs"] == {"image": {"shape": [None, 8, 8, 3], "dtype": "float32"}}
    assert np.isclose(sum(spec["selftest"]["outputs"]["classes"]["values"]), 1, atol=1e-2)


def test_smaller_modes_make_smaller_shards(tmp_path: Path) -> None:
    small_model().save(tmp_path / "model.keras")
    sizes = []
    for mode in ("none", "float16", "uint8"):
        convert(tmp_path / "model.keras", tmp_path / mode, "--quantize", mode)
        sizes.append(sum(path.stat().st_size for path in (tmp_path / mode / "mine").glob("*.bin")))
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 3


def test_several_inputs_and_outputs_keep_their_names(tmp_path: Path, capsys) -> None:
    two_in_two_out().save(tmp_path / "model.keras")
    assert convert(tmp_path / "model.keras", tmp_path / "out") == 0
    assert differences(capsys.readouterr().out) == {"sum": 0, "product": 0}


def test_a_saved_model_is_converted(tmp_path: Path, capsys) -> None:
    small_model().export(tmp_path / "saved", verbose=False)
    assert convert(tmp_path / "saved", tmp_path / "out") == 0
    assert max(differences(capsys.readouterr().out).values()) <= 1e-6


def text_model() -> keras.Model:
    words = keras.Input((6,), dtype="int32", name="words")
    x = layers.GlobalAveragePooling1D()(layers.Embedding(10, 4)(words))
    return keras.Model(words, layers.Dense(2, name="mood")(x))


@pytest.mark.parametrize("kind", ["model.keras", "saved"])
def test_a_model_of_integers_is_converted(kind: str, tmp_path: Path, capsys) -> None:
    path = tmp_path / kind
    text_model().save(path) if kind == "model.keras" else text_model().export(path, verbose=False)
    assert convert(path, tmp_path / "out") == 0
    assert max(differences(capsys.readouterr().out).values()) <= 1e-6
    spec = json.loads((tmp_path / "out" / "mine" / "spec.json").read_text())
    assert [about["dtype"] for about in spec["inputs"].values()] == ["int32"]


def test_a_failed_conversion_leaves_the_older_one_as_it_was(tmp_path: Path, capsys) -> None:
    small_model().save(tmp_path / "model.keras")
    assert convert(tmp_path / "model.keras", tmp_path / "out") == 0
    before = {path.name: path.read_bytes() for path in (tmp_path / "out" / "mine").iterdir()}
    assert convert(garbled_file(tmp_path / "garbled.keras"), tmp_path / "out") == 1
    assert convert(file_without_weights(tmp_path / "bare.keras"), tmp_path / "out") == 1
    assert {path.name: path.read_bytes() for path in (tmp_path / "out" / "mine").iterdir()} == before
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine"]
    assert "bare.keras could not be converted" in capsys.readouterr().err


def garbled_file(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("config.json", "{not json")
    return path


def file_without_weights(path: Path) -> Path:
    whole = path.with_name("whole.keras")
    small_model().save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as archive:
        archive.writestr("config.json", source.read("config.json"))
    return path


def garbled_folder(path: Path) -> Path:
    path.mkdir()
    (path / "saved_model.pb").write_bytes(b"\xff\xff\xffgarbage")
    return path


@pytest.mark.parametrize(("make", "name"), [(garbled_file, "model.keras"), (garbled_folder, "saved")])
def test_a_damaged_model_gets_a_sentence(make, name: str, tmp_path: Path, capsys) -> None:
    assert convert(make(tmp_path / name), tmp_path / "out") == 1
    assert f"{name} is damaged" in capsys.readouterr().err


def lambda_model(path: Path) -> Path:
    keras.Sequential([keras.Input((4,)), layers.Lambda(lambda x: x * 2)]).save(path)
    return path


def custom_model(path: Path) -> Path:
    class Strange(layers.Layer):
        def call(self, x):
            return x

    keras.Sequential([keras.Input((4,)), Strange()]).save(path)
    return path


def python_graph(path: Path) -> Path:
    import tensorflow as tf

    module = tf.Module()
    spec = tf.TensorSpec([None, 4], tf.float32, name="x")

    @tf.function(input_signature=[spec])
    def serve(x):
        return {"y": tf.numpy_function(lambda v: v * 2, [x], tf.float32)}

    module.serve = serve
    tf.saved_model.save(module, str(path), signatures={"serving_default": serve})
    return path


@pytest.mark.parametrize(
    ("make", "name", "why"),
    [
        (lambda_model, "model.keras", "Lambda layers"),
        (custom_model, "model.keras", "custom object Strange"),
        (python_graph, "saved", "operation PyFunc"),
    ],
)
def test_a_model_that_can_run_code_is_refused(make, name: str, why: str, tmp_path: Path, capsys) -> None:
    assert convert(make(tmp_path / name), tmp_path / "out") == 1
    said = capsys.readouterr().err
    assert why in said
    assert "--trust" in said
    assert not (tmp_path / "out" / "mine").exists()


def test_trust_opens_a_lambda(tmp_path: Path, capsys) -> None:
    assert convert(lambda_model(tmp_path / "model.keras"), tmp_path / "out", "--trust") == 0
    assert max(differences(capsys.readouterr().out).values()) == 0


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06" + bytes(18), b"not a model"])
def test_a_file_that_is_no_model_gets_a_sentence(content: bytes, tmp_path: Path, capsys) -> None:
    (tmp_path / "model.keras").write_bytes(content)
    assert convert(tmp_path / "model.keras", tmp_path / "out") == 1
    assert "model.keras" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", "../up", "Größe", "a" * 65])
def test_a_name_that_cannot_be_a_folder_is_refused(name: str, tmp_path: Path, capsys) -> None:
    small_model().save(tmp_path / "model.keras")
    assert main(["keras", str(tmp_path / "model.keras"), f"--name={name}", "--out", str(tmp_path / "out")]) == 1
    assert "cannot name a model" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [tmp_path / "model.keras"]
