"""What a user's model file could do on this machine, found without opening it as a model."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from converter.errors import ConversionError
from converter.toolchain import tensorflow

# Graph operations that call Python, touch files or load code; a network has no honest use for them.
FILE_OPERATIONS = {"ReadFile", "WriteFile", "MatchingFiles", "InitializeTableFromTextFileV2", "TextLineDataset"}
PYTHON_OPERATIONS = {"PyFunc", "PyFuncStateless", "EagerPyFunc"}
CODE_OPERATIONS = FILE_OPERATIONS | PYTHON_OPERATIONS | {"Rpc", "TFRecordDataset", "FixedLengthRecordDataset"}


def findings(model: Path) -> list[str]:
    """Return what in a `.keras` file or a SavedModel folder can run code, in words; empty if nothing was found.

    Raises:
        ConversionError: the path is neither.
    """
    tensorflow()
    from google.protobuf.message import DecodeError

    try:
        if model.is_dir() and (model / "saved_model.pb").exists():
            return sorted(set(_saved_model(model)))
        if model.is_file() and zipfile.is_zipfile(model):
            return sorted(set(_keras_file(model)))
    except (ValueError, DecodeError, zipfile.BadZipFile, RecursionError) as error:
        raise ConversionError(f"{model.name} is damaged and cannot be read; save the model again.") from error
    raise ConversionError(f"{model.name} is neither a .keras file nor a SavedModel folder.")


def _keras_file(path: Path) -> Iterator[str]:
    """Look through the configuration in a `.keras` archive: Lambda layers, and classes that are not Keras's own."""
    with zipfile.ZipFile(path) as archive:
        if "config.json" not in archive.namelist():
            raise ConversionError(
                f"{path.name} holds no config.json; save the model again with model.save('name.keras')."
            )
        config = json.loads(archive.read("config.json"))
    for node in _objects(config):
        module, name = str(node.get("module") or ""), str(node["class_name"])
        if name in ("Lambda", "__lambda__"):
            yield "Lambda layers"
        elif node.get("registered_name") not in (None, name) or module.split(".")[0] not in ("keras", "builtins", ""):
            yield f"the custom object {name}"


def _objects(config: Any) -> Iterator[dict[str, Any]]:
    """Yield every serialised object inside a Keras configuration."""
    if isinstance(config, dict):
        if "class_name" in config:
            yield config
        for value in config.values():
            yield from _objects(value)
    elif isinstance(config, list):
        for value in config:
            yield from _objects(value)


def _saved_model(folder: Path) -> Iterator[str]:
    """Look through a SavedModel's graphs and, where Keras 2 wrote it, its layers."""
    from tensorflow.core.protobuf import saved_model_pb2

    saved = saved_model_pb2.SavedModel.FromString((folder / "saved_model.pb").read_bytes())
    for meta in saved.meta_graphs:
        graphs = [meta.graph_def.node, *(function.node_def for function in meta.graph_def.library.function)]
        yield from (f"the operation {node.op}" for nodes in graphs for node in nodes if node.op in CODE_OPERATIONS)
    metadata = folder / "keras_metadata.pb"
    if metadata.exists() and b'"class_name": "Lambda"' in metadata.read_bytes():
        yield "Lambda layers"
