"""face-api.js's uncompressed format: all values of a network as float32, one tensor after the other, without names."""

from pathlib import Path
from typing import Any

import numpy as np

from converter.errors import WeightsMissing
from converter.weights.manifest import Tensors

NAMES = {"kernel": "filters", "depthwise_kernel": "depthwise_filter", "pointwise_kernel": "pointwise_filter"}


def read(file: Path, model: Any) -> Tensors:
    """Read a flat float32 file (little endian) whose values fill the weights of a Keras model in order.

    A separable convolution is depthwise filter, pointwise filter, bias; a plain one is filters, bias.

    Raises:
        WeightsMissing: the file holds more or fewer values than the network.
    """
    data = file.read_bytes()
    expected = 4 * sum(int(np.prod(variable.shape)) for variable in model.weights)
    if len(data) != expected:
        end = (
            f"before {_first_missing(model, len(data) // 4)}"
            if len(data) < expected
            else f"after {model.weights[-1].path}"
        )
        raise WeightsMissing(
            f"{file.name} holds {len(data)} bytes and {model.name} needs {expected}: it ends {end}. "
            "It is another network's file, or not a whole one."
        )
    values, tensors, at = np.frombuffer(data, "<f4"), {}, 0
    for variable in model.weights:
        size = int(np.prod(variable.shape))
        tensors[variable.path] = values[at : at + size].reshape(variable.shape).astype(np.float32)
        at += size
    return tensors


def parameter(path: str) -> str:
    """Return face-api.js's name of a layer's weight: `conv1/depthwise_kernel` → `conv1/depthwise_filter`."""
    layer, _, weight = path.rpartition("/")
    return f"{layer}/{NAMES.get(weight, weight)}"


def _first_missing(model: Any, count: int) -> str:
    """Return the path of the weight in which the values run out."""
    left = count
    for variable in model.weights:
        left -= int(np.prod(variable.shape))
        if left < 0:
            return str(variable.path)
    return ""
