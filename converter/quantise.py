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
    floats = {name: w for name, w in weights.items() if w.dtype == np.float32 and w.size >= SMALLEST}
    if mode == "lossless":
        floats = {name: w for name, w in floats.items() if on_uint8_grid(w)}
    if mode == "none" or not floats:
        return None
    # tensorflowjs reads the names as patterns, hence the escapes
    return {"float16" if mode == "float16" else "uint8": [glob.escape(name) for name in floats]}


def on_uint8_grid(values: npt.NDArray[np.float32]) -> bool:
    """Tell whether uint8 with a scale and a minimum brings the values back to within float32 rounding."""
    tensorflowjs()
    from tensorflowjs import quantization

    packed, grid = quantization.quantize_weights(values, np.uint8)
    unpacked = packed.astype(np.float64) * grid["scale"] + grid["min"]
    return bool(np.abs(unpacked - values).max() <= OFF_GRID * grid["scale"])
