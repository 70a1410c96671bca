"""FaceNet's Keras 2 file: read as plain HDF5 data sets, never as a model, which would run the code in its Lambdas.

Batch normalisation is folded into the convolution before it, and the folded kernels are rounded to float16: the network
that is served is the network that is verified, in half the bytes. `make accuracy` measures what the rounding costs.
"""

from pathlib import Path
from typing import Any

import numpy as np

from converter.errors import WeightsMissing
from converter.weights.fold import fold
from converter.weights.manifest import Tensors

NORM = "_BatchNorm"
EPSILON = 0.001  # of every batch normalisation in the file


def read(file: Path, *, rounded: bool = True) -> Tensors:
    """Read the folded weights, layer path → values; with `rounded`, kernels hold only values that float16 can hold.

    Raises:
        WeightsMissing: the file is not the published one.
    """
    layers = _layers(file)
    tensors: Tensors = {}
    for name, weights in layers.items():
        if not name.endswith(NORM):
            kernel, bias = _folded(weights, layers.get(name + NORM))
            tensors[f"{name}/kernel"] = kernel.astype(np.float16).astype(np.float32) if rounded else kernel
            tensors[f"{name}/bias"] = bias
        elif name.removesuffix(NORM) not in layers:
            tensors.update({f"{name}/{part}": values for part, values in weights.items()})  # no layer will take them
    return tensors


def _layers(file: Path) -> dict[str, dict[str, Any]]:
    """Return layer → weight → values of every layer that has weights."""
    import h5py

    try:
        with h5py.File(file, "r") as source:
            found: dict[str, dict[str, Any]] = {}
            for name, group in source["model_weights"].items():
                weights: dict[str, Any] = {}
                group.visititems(lambda path, item, w=weights: _take(w, path, item))
                if weights:
                    found[name] = weights
    except (OSError, KeyError):
        raise WeightsMissing(f"{file.name} is not the weights file of a Keras model.") from None
    return found


def _take(weights: dict[str, Any], path: str, item: Any) -> None:
    import h5py

    if isinstance(item, h5py.Dataset):
        weights[path.rsplit("/", 1)[-1].split(":")[0]] = np.asarray(item[()], np.float32)


def _folded(weights: dict[str, Any], norm: dict[str, Any] | None) -> tuple[Any, Any]:
    """Return kernel and bias of a layer with the batch normalisation after it, where there is one."""
    kernel, bias = weights["kernel"], weights.get("bias")
    if norm is None:
        return kernel, np.zeros(kernel.shape[-1], np.float32) if bias is None else bias
    return fold(kernel, norm, EPSILON)
