"""The published weights format: a manifest (JSON) that names tensors, and the shards that hold their bytes."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from converter.errors import WeightsMissing

Array = npt.NDArray[np.float32]
Tensors = dict[str, Array]


def read(manifest: Path) -> Tensors:
    """Read every tensor of a weights manifest.

    A tensor of quantised integers is `q * scale + min`, computed in float64 and kept as float32 (whole numbers are
    rounded); one of float16 is widened.

    Raises:
        WeightsMissing: the manifest or a shard is not there, cannot be read, or has not the length that is named.
    """
    return read_groups(_groups(manifest), manifest)


def read_groups(groups: list[dict[str, Any]], file: Path) -> Tensors:
    """Read the tensors of weight groups whose shards lie beside `file`. Raises what `read` raises."""
    tensors: Tensors = {}
    for group in groups:
        blob = b"".join(_bytes(file.parent / path) for path in group["paths"])
        offset = 0
        for entry in group["weights"]:
            values, offset = _tensor(entry, blob, offset, file)
            tensors[entry["name"]] = values
        if offset != len(blob):
            raise WeightsMissing(
                f"The shards {', '.join(group['paths'])} go on for {len(blob) - offset} bytes after the last tensor of "
                f"{file.name}, {group['weights'][-1]['name']!r}."
            )
    return tensors


def shards(manifest: Path) -> list[str]:
    """Return the names of the shards of a weights manifest. Raises WeightsMissing where it cannot be read."""
    return [path for group in _groups(manifest) for path in group["paths"]]


def _groups(manifest: Path) -> list[dict[str, Any]]:
    try:
        groups: list[dict[str, Any]] = json.loads(_bytes(manifest))
        if not isinstance(groups, list):
            raise TypeError
        for group in groups:
            _ = (group["paths"], [(entry["name"], entry["shape"], entry["dtype"]) for entry in group["weights"]])
    except (ValueError, TypeError, KeyError):
        raise WeightsMissing(f"{manifest.name} is not a weights manifest.") from None
    return groups


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise WeightsMissing(f"{path.name} is not in {path.parent.name}/.") from None


def _tensor(entry: dict[str, Any], blob: bytes, offset: int, manifest: Path) -> tuple[npt.NDArray[np.float32], int]:
    """Return one tensor and the offset after it."""
    packed = entry.get("quantization")
    dtype = np.dtype(packed["dtype"] if packed else entry["dtype"]).newbyteorder("<")
    end = offset + int(np.prod(entry["shape"], dtype=np.int64)) * dtype.itemsize
    if end > len(blob):
        raise WeightsMissing(f"The shards of {manifest.name} end before {entry['name']!r}.")
    values = np.frombuffer(blob[offset:end], dtype).reshape(entry["shape"])
    if packed and "scale" in packed:
        values = values.astype(np.float64) * packed["scale"] + packed["min"]
    if entry["dtype"] == "int32":
        values = np.round(values)
    return values.astype(np.float32), end
