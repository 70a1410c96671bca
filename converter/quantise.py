"""Which tensors may be stored in fewer bits, and how."""

import glob
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from converter.toolchain import tensorflowjs

Mode = Literal["none", "lossless", "float16", "uint8"]
MODES: tuple[Mode, ...] = ("none", "lossless", "float16", "uint8")
SMALLEST = 64  # elements; below that a tensor's scale and minimum cost more than its bytes save
OFF_GRID = 1e-4  # of a grid step; a tensor that came from uint8 is off by float32 rounding only


def dtype_map(mode: Mode, weights: dict[str, npt.NDArray[Any]]) -> dict[str, list[str]] | None:
    """Return tensorflowjs's quantisation map for exported weights (name → values), or None for float32 throughout."""
    if mode == "none":
        return None
    types: dict[str, list[str]] = {}
    for name, values in weights.items():
        if values.dtype == np.float32 and values.size >= SMALLEST:
            dtype = exact_type(values) if mode == "lossless" else mode
            if dtype:  # tensorflowjs reads the names as patterns, hence the escape
                types.setdefault(dtype, []).append(glob.escape(name))
    return types or None


def exact_type(values: npt.NDArray[np.float32]) -> str | None:
    """Return the smallest type that holds a tensor without loss: "uint8", "float16", or None for float32."""
    if on_uint8_grid(values):
        return "uint8"
    with np.errstate(over="ignore"):
        return "float16" if np.array_equal(values.astype(np.float16).astype(np.float32), values) else None


def on_uint8_grid(values: npt.NDArray[np.float32]) -> bool:
    """Tell whether uint8 with a scale and a minimum brings the values back to within float32 rounding."""
    tensorflowjs()
    from tensorflowjs import quantization

    packed, grid = quantization.quantize_weights(values, np.uint8)
    unpacked = packed.astype(np.float64) * grid["scale"] + grid["min"]
    return bool(np.abs(unpacked - values).max() <= OFF_GRID * grid["scale"])
