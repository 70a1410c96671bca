"""Any user's `.keras` file or SavedModel → shards and spec.json, by the same route as Familiar's own networks."""

import re
from pathlib import Path
from typing import Any

import numpy as np

from converter import build, export, quantise, selftest, shards, trust
from converter.errors import ConversionError, UntrustedModel
from converter.shards import Feed
from converter.toolchain import tensorflow
from converter.verify import largest

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
OPEN_SIDE = 128  # pixels; what the check feeds where a model leaves a dimension open


def convert(
    model: Path, name: str, out: Path, mode: quantise.Mode = "lossless", trusted: bool = False
) -> dict[str, float]:
    """Convert a user's model into `out/<name>/`, then run it in TensorFlow.js on known numbers.

    Returns:
        Output name → largest absolute difference between the original and the shards.

    Raises:
        UntrustedModel: it holds Lambda layers, custom objects or operations that run code, and is not trusted.
        ConversionError: it cannot be read, or tfjs has no kernel for one of its operations.
    """
    if not NAME.fullmatch(name):
        raise ConversionError(f"{name!r} cannot name a model: use lower-case letters, digits, - and _, at most 64.")
    found = trust.findings(model)
    if found and not trusted:
        raise UntrustedModel(found)
    folder = out / name
    try:
        run, inputs = _saved_model(model, folder, mode) if model.is_dir() else _keras_file(model, folder, mode, trusted)
    except (ValueError, TypeError, OSError, ImportError, KeyError, AttributeError) as error:
        raise ConversionError(f"{model.name} could not be converted: {_first_line(error)}") from error
    feed = {key: _known(shape) for key, shape in inputs.items()}
    expected = run(feed)
    build.write_spec(folder, _spec(name, model, inputs, expected, folder))
    return largest([expected], shards.run(folder, [feed]))


def _keras_file(
    model: Path, folder: Path, mode: quantise.Mode, trusted: bool
) -> tuple[Any, dict[str, list[int | None]]]:
    import keras

    loaded = keras.saving.load_model(model, compile=False, safe_mode=not trusted)
    export.keras_to_graph_model(loaded, folder, mode)
    names = [tensor.name for tensor in loaded.inputs]

    def run(feed: Feed) -> Feed:
        answers = export.call(loaded, [feed[name] for name in names])
        return {name: np.asarray(value) for name, value in answers.items()}

    return run, {tensor.name: list(tensor.shape) for tensor in loaded.inputs}


def _saved_model(model: Path, folder: Path, mode: quantise.Mode) -> tuple[Any, dict[str, list[int | None]]]:
    loaded = tensorflow().saved_model.load(str(model))
    if export.SIGNATURE not in loaded.signatures:
        raise ConversionError(f"{model.name} has no signature {export.SIGNATURE!r}; export it with model.export().")
    serve = loaded.signatures[export.SIGNATURE]
    export.saved_to_graph_model(model, folder, mode)
    inputs = {name: spec.shape.as_list() for name, spec in serve.structured_input_signature[1].items()}

    def run(feed: Feed) -> Feed:
        answers = serve(**{name: tensorflow().constant(values) for name, values in feed.items()})
        return {name: value.numpy() for name, value in answers.items()}

    return run, inputs


def _known(shape: list[int | None]) -> Any:
    """Return self-test numbers 0..1 for an input; an open batch becomes 1, another open dimension OPEN_SIDE."""
    closed = tuple(size or (1 if axis == 0 else OPEN_SIDE) for axis, size in enumerate(shape))
    return selftest.pixels(closed).astype(np.float32) / np.float32(255)


def _spec(name: str, model: Path, inputs: dict[str, list[int | None]], expected: Feed, folder: Path) -> dict[str, Any]:
    """Return the spec of a user's model: its inputs as they are, without a picture's normalisation."""
    return {
        "name": name,
        "title": name,
        "task": "custom",
        "version": model.name,
        "inputs": inputs,
        "outputs": {key: list(value.shape) for key, value in expected.items()},
        "files": export.files(folder),
        "selftest": {"outputs": {key: selftest.entry(value) for key, value in expected.items()}},
    }


def _first_line(error: BaseException) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
