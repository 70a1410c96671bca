"""The SSD's published tensors: without the constants of its first graph, of the class scores the faces' alone.

Batch normalisation is folded into the depthwise convolutions: their kernels leave the published uint8 grid, which costs
0.1 MB, and the detector runs without 26 passes over its largest maps.
"""

import re
from collections.abc import Iterable

from converter.errors import WeightsMismatch
from converter.weights.fold import fold
from converter.weights.manifest import Array, Tensors

CLASSES = 3  # scores an anchor in the published head: background, face and one that was never trained
FACE = 1
EPSILON = 0.001
DEPTHWISE = "/depthwise_weights"
NORM = ("gamma", "beta", "moving_mean", "moving_variance")

# The order of face-api.js's flat files: parts of the network, then layers by number, then what a layer holds.
PARTS = ("MobilenetV1/", "Prediction/Conv2d_", "Prediction/BoxPredictor_", "Output/")
HELD = ("depthwise_weights", "weights", *NORM, "convolution_bn_offset", "biases", "extra_dim")

# Shapes, axes and the input's normalisation as constants of the first graph: nothing that a layer holds.
CONSTANTS = re.compile(
    r"Prediction/BoxPredictor_\d/(stack(_1)?/\d|strided_slice/stack(_1)?)|concat_1/axis|Postprocessor/(Slice/(begin|size)|stack/1)"
    r"|Preprocessor/(mul/x|sub/y|ResizeImage/size)"
)


def in_order(names: Iterable[str]) -> list[str]:
    """Return the names of the parameters in the order of flat files, without those of the first graph's constants."""
    return sorted((name for name in names if not CONSTANTS.fullmatch(name)), key=_place)


def _place(name: str) -> tuple[int, int, str, int]:
    layer, _, held = name.replace("/BatchNorm/", "/").rpartition("/")
    number = re.search(r"_(\d+)", layer)
    part = next(index for index, start in enumerate(PARTS) if name.startswith(start))
    return part, int(number[1]) if number else 0, layer, HELD.index(held)


def arrange(tensors: Tensors) -> Tensors:
    """Return the tensors that layers hold, the heads of class scores reduced to the face's column of each anchor.

    Raises:
        WeightsMismatch: a class head has not three scores an anchor.
    """
    kept = {name: _face_only(name, values) for name, values in tensors.items() if not CONSTANTS.fullmatch(name)}
    for name in [name for name in kept if name.endswith(DEPTHWISE)]:
        layer = name.removesuffix(DEPTHWISE)
        norm = {part: kept[f"{layer}/BatchNorm/{part}"] for part in NORM if f"{layer}/BatchNorm/{part}" in kept}
        if len(norm) == len(NORM):  # one that is not whole is left over, and refused by name
            kept[name], kept[f"{layer}/bias"] = fold(kept[name], norm, EPSILON)
            for part in NORM:
                del kept[f"{layer}/BatchNorm/{part}"]
    return kept


def _face_only(name: str, values: Array) -> Array:
    if "/ClassPredictor/" not in name:
        return values
    if values.shape[-1] % CLASSES:
        raise WeightsMismatch("ssd_mobilenetv1", [f"{name} {list(values.shape)}"], [])
    return values[..., FACE::CLASSES]
