"""MTCNN's published tensors turned round: they expect pictures with rows and columns exchanged, as in MATLAB.

Exchanging the axes of the kernels and the order of the first dense layers' inputs gives the same answers for a picture
as it is, and costs nothing at run time. Colours stay as they are: the weights were trained on RGB. face-api.js hands
them BGR, and so misses faces that they can find (`make accuracy` measures both).
"""

import re

import numpy as np

from converter.errors import WeightsMismatch
from converter.weights.manifest import Array, Tensors

ALPHA = re.compile(r"(\w+)/prelu(\d)_alpha")
ROWS = 3  # and columns of the map that a first dense layer flattens
FLATTENED = {"rnet/fc1/weights": (ROWS, ROWS, 64), "onet/fc1/weights": (ROWS, ROWS, 128)}  # columns, rows, channels
DENSE_ALPHAS = {"rnet/prelu4_alpha", "onet/prelu5_alpha"}


def arrange(tensors: Tensors) -> Tensors:
    """Return the tensors for upright pictures, with the slopes of PReLU in the shape of Keras.

    Raises:
        WeightsMismatch: a dense layer does not have the published number of inputs.
    """
    return {ALPHA.sub(r"\1/prelu\2/alpha", name): _turned(name, values) for name, values in tensors.items()}


def _turned(name: str, values: Array) -> Array:
    if name in FLATTENED:
        columns, rows, channels = FLATTENED[name]
        if values.shape[0] != columns * rows * channels:
            raise WeightsMismatch("mtcnn", [f"{name} {list(values.shape)}"], [])
        return values.reshape(columns, rows, channels, -1).transpose(1, 0, 2, 3).reshape(values.shape)
    if ALPHA.fullmatch(name):
        return values if name in DENSE_ALPHAS else values.reshape(1, 1, -1)
    if values.ndim == 4:
        return np.ascontiguousarray(values.transpose(1, 0, 2, 3))
    return values
