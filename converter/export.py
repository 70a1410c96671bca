"""Keras model → tfjs graph model.

The route is Keras → `tf.function` → SavedModel → graph model; the layers-model route of tfjs 4.22 cannot read Keras 3.
"""

import contextlib
import hashlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy.typing as npt

from converter import quantise
from converter.toolchain import tensorflow, tensorflowjs

SIGNATURE = "serving_default"


def keras_to_graph_model(model: Any, out: Path, mode: quantise.Mode) -> None:
    """Export a Keras model into the folder `out` as model.json and shards, replacing what is there."""
    with tempfile.TemporaryDirectory() as folder:
        saved = Path(folder) / "saved_model"
        save(model, saved)
        saved_to_graph_model(saved, out, mode)


def saved_to_graph_model(saved: Path, out: Path, mode: quantise.Mode, signature: str = SIGNATURE) -> None:
    """Convert a SavedModel into the folder `out`; the folder changes only once the whole conversion has worked."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".new-") as folder:
        plain, final = Path(folder) / "plain", Path(folder) / "final"
        _convert(saved, plain, signature, None)
        types = quantise.dtype_map(mode, read_weights(plain))
        if types:
            _convert(saved, final, signature, types)
        else:
            plain.rename(final)
        if out.exists():
            shutil.rmtree(out)
        final.rename(out)


def save(model: Any, folder: Path) -> None:
    """Write a Keras model as a SavedModel whose inputs and outputs keep their names."""
    tf = tensorflow()
    specs = [tf.TensorSpec(tensor.shape, tensor.dtype, name=tensor.name) for tensor in model.inputs]

    @tf.function(input_signature=specs, autograph=False)  # type: ignore[untyped-decorator]
    def serve(*inputs: Any) -> dict[str, Any]:
        return call(model, list(inputs))

    module = tf.Module()
    module.model, module.serve = model, serve
    tf.saved_model.save(module, str(folder), signatures={SIGNATURE: serve})


def call(model: Any, inputs: list[Any]) -> dict[str, Any]:
    """Run a Keras model and return its outputs by name, whatever shape it gives them in."""
    answer = model(inputs[0] if len(inputs) == 1 else inputs, training=False)
    if isinstance(answer, dict):
        return answer
    answers = answer if isinstance(answer, (list, tuple)) else [answer]
    names = getattr(model, "output_names", None) or [model.layers[-1].name]  # a Sequential names none
    return dict(zip(names, answers, strict=True))


def read_weights(folder: Path) -> dict[str, npt.NDArray[Any]]:
    """Return the weights of an exported graph model, name → values."""
    manifest = json.loads((folder / "model.json").read_text())["weightsManifest"]
    tensorflowjs()
    from tensorflowjs import read_weights as reader

    entries = reader.read_weights(manifest, str(folder), flatten=True)
    return {entry["name"]: entry["data"] for entry in entries}


def files(folder: Path) -> dict[str, dict[str, Any]]:
    """Return bytes and sha256 of model.json and every shard that it names."""
    manifest = json.loads((folder / "model.json").read_text())["weightsManifest"]
    names = ["model.json", *(path for group in manifest for path in group["paths"])]
    blobs = {name: (folder / name).read_bytes() for name in names}
    return {name: {"bytes": len(blob), "sha256": hashlib.sha256(blob).hexdigest()} for name, blob in blobs.items()}


def _convert(saved: Path, out: Path, signature: str, types: dict[str, list[str]] | None) -> None:
    tensorflowjs()
    from tensorflowjs.converters import tf_saved_model_conversion_v2 as conversion

    with quiet():
        conversion.convert_tf_saved_model(str(saved), str(out), signature_def=signature, quantization_dtype_map=types)
    _name_signature(out, _output_names(saved, signature))


def _output_names(saved: Path, signature: str) -> list[str]:
    """Return the outputs of a SavedModel's signature in the order in which a frozen graph gives them: sorted."""
    tensorflow()
    from tensorflow.core.protobuf import saved_model_pb2

    proto = saved_model_pb2.SavedModel.FromString((saved / "saved_model.pb").read_bytes())
    return sorted(proto.meta_graphs[0].signature_def[signature].outputs)


def _name_signature(out: Path, outputs: list[str]) -> None:
    """Give inputs and outputs in model.json their names; tensorflowjs tells them apart by shape, where it can."""
    model = json.loads((out / "model.json").read_text())
    inputs, answers = model["signature"]["inputs"], model["signature"]["outputs"]
    ordered = sorted(answers.values(), key=lambda answer: _position(answer["name"]))
    model["signature"]["inputs"] = {key.split(":")[0]: value for key, value in inputs.items()}
    model["signature"]["outputs"] = dict(zip(outputs, ordered, strict=True))
    (out / "model.json").write_text(json.dumps(model, separators=(",", ":")))


def _position(tensor: str) -> int:
    """Return the place of a frozen graph's output: `Identity:0` is 0, `Identity_2:0` is 2."""
    return int(tensor.split(":")[0].partition("_")[2] or 0)


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep the toolchain's own chatter, Python's and C++'s, off the terminal; an error still carries its message."""
    saved_stderr = os.dup(2)
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(io.StringIO()):  # noqa: PTH123
        os.dup2(nowhere.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(saved_stderr, 2)
            os.close(saved_stderr)
