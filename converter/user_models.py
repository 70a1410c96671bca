"""Any user's `.keras` file or SavedModel → shards and spec.json, by the same route as Familiar's own networks."""

import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from converter import build, export, quantise, selftest, shards, trust, verify
from converter.errors import ConversionError, UntrustedModel
from converter.shards import Feed
from converter.toolchain import tensorflow

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
OPEN_SIDE = 128  # pixels; what the check feeds where a model leaves a dimension open
TOLERANCE = 1e-4  # of the largest answer; how far exact shards may be from the original


@dataclass(frozen=True)
class Original:
    """A user's model as it was opened: its inputs, and how it answers them."""

    inputs: dict[str, dict[str, Any]]  # name → {"shape": [None, …], "dtype": "float32"}
    run: Callable[[Feed], Feed]


def convert(
    model: Path, name: str, out: Path, mode: quantise.Mode = "lossless", trusted: bool = False
) -> dict[str, float]:
    """Convert a user's model into `out/<name>/` and run it in TensorFlow.js on known numbers.

    The folder appears, or takes the place of an older one, only when all of this has worked.

    Returns:
        Output name → largest absolute difference between the original and the shards.

    Raises:
        UntrustedModel: it holds Lambda layers, custom objects or operations that run code, and is not trusted.
        ConversionError: it cannot be read, or tfjs has no kernel for one of its operations.
        VerificationFailed: shards without loss answer differently than the original.
    """
    if not NAME.fullmatch(name):
        raise ConversionError(f"{name!r} cannot name a model: use lower-case letters, digits, - and _, at most 64.")
    found = trust.findings(model)
    if found and not trusted:
        raise UntrustedModel(found)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out, prefix=".new-") as temporary:
        folder = Path(temporary) / name
        differences = _convert(model, folder, mode, trusted)
        shutil.rmtree(out / name, ignore_errors=True)
        folder.rename(out / name)
    return differences


def _convert(model: Path, folder: Path, mode: quantise.Mode, trusted: bool) -> dict[str, float]:
    try:
        original = _saved_model(model, folder, mode) if model.is_dir() else _keras_file(model, folder, mode, trusted)
        feed = {key: _known(about["shape"], about["dtype"]) for key, about in original.inputs.items()}
        expected = original.run(feed)
    except _unreadable() as error:
        raise ConversionError(f"{model.name} could not be converted: {_first_line(error)}") from error
    build.write_spec(folder, _spec(model, original, expected, folder))
    differences = verify.largest([expected], shards.run(folder, [feed]))
    if mode in ("none", "lossless"):
        scale = max(1.0, *(float(np.abs(value).max()) for value in expected.values()))
        verify.check(folder.name, differences, TOLERANCE * scale)
    return differences


def _keras_file(model: Path, folder: Path, mode: quantise.Mode, trusted: bool) -> Original:
    import keras

    loaded = keras.saving.load_model(model, compile=False, safe_mode=not trusted)
    export.keras_to_graph_model(loaded, folder, mode)
    inputs = {tensor.name: {"shape": list(tensor.shape), "dtype": str(tensor.dtype)} for tensor in loaded.inputs}

    def run(feed: Feed) -> Feed:
        answers = export.call(loaded, [feed[name] for name in inputs])
        return {name: np.asarray(value) for name, value in answers.items()}

    return Original(inputs, run)


def _saved_model(model: Path, folder: Path, mode: quantise.Mode) -> Original:
    tf = tensorflow()
    loaded = tf.saved_model.load(str(model))
    if export.SIGNATURE not in loaded.signatures:
        raise ConversionError(f"{model.name} has no signature {export.SIGNATURE!r}; export it with model.export().")
    serve = loaded.signatures[export.SIGNATURE]
    export.saved_to_graph_model(model, folder, mode)
    specs = serve.structured_input_signature[1].items()
    inputs = {name: {"shape": spec.shape.as_list(), "dtype": spec.dtype.name} for name, spec in specs}

    def run(feed: Feed) -> Feed:
        answers = serve(**{name: tf.constant(values, inputs[name]["dtype"]) for name, values in feed.items()})
        return {name: value.numpy() for name, value in answers.items()}

    return Original(inputs, run)


def _known(shape: list[int | None], dtype: str) -> Any:
    """Return known numbers for an input: 0..1, or 0 and 1 where it takes integers (the first words of a vocabulary).

    An open batch becomes 1, another open dimension OPEN_SIDE.

    Raises:
        ConversionError: the input takes neither fractions nor integers; TensorFlow.js could not be fed here.
    """
    closed = tuple(size or (1 if axis == 0 else OPEN_SIDE) for axis, size in enumerate(shape))
    pixels = selftest.pixels(closed)
    if dtype.startswith(("float", "bfloat")):
        return pixels.astype(np.float32) / np.float32(255)
    if dtype.startswith(("int", "uint")):
        return (pixels % 2).astype(np.int32)
    raise ConversionError(
        f"an input takes {dtype} values; only numbers can be converted. Leave text to code before it."
    )


def _spec(model: Path, original: Original, expected: Feed, folder: Path) -> dict[str, Any]:
    """Return the spec of a user's model: its inputs as they are, without a picture's normalisation."""
    return {
        "name": folder.name,
        "title": folder.name,
        "task": "custom",
        "version": model.name,
        "inputs": original.inputs,
        "outputs": {key: list(value.shape) for key, value in expected.items()},
        "files": export.files(folder),
        "selftest": {"outputs": {key: selftest.entry(value) for key, value in expected.items()}},
    }


def _unreadable() -> tuple[type[Exception], ...]:
    """Return what Keras, TensorFlow and the converter raise for a model that they cannot take."""
    own = tensorflow().errors.OpError
    return (own, ValueError, TypeError, OSError, ImportError, KeyError, AttributeError, RuntimeError)


def _first_line(error: BaseException) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
