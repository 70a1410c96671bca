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
    names = list(model.output) if isinstance(model.output, dict) else list(model.output_names)

    @tf.function(input_signature=specs)  # type: ignore[untyped-decorator]
    def serve(*inputs: Any) -> dict[str, Any]:
        answer = model(inputs[0] if len(inputs) == 1 else list(inputs), training=False)
        if isinstance(answer, dict):
            return answer
        return dict(zip(names, answer if isinstance(answer, (list, tuple)) else [answer], strict=True))

    module = tf.Module()
    module.model, module.serve = model, serve
    tf.saved_model.save(module, str(folder), signatures={SIGNATURE: serve})


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
