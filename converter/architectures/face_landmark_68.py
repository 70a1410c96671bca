"""68 face landmarks by four dense blocks of separable convolutions (face-api.js 0.22, 2018)."""

from typing import Any

import keras
from keras import layers

from converter.architectures.layers import image_input

BLOCKS = (32, 64, 128, 256)  # filters; every block halves the picture once
CONVOLUTIONS = 4
POINTS = 68
SIZE = 112


def dense_block(x: Any, filters: int, *, name: str, plain_start: bool) -> Any:
    """Each convolution reads the ReLU of the sum of all earlier ones; the first halves the picture."""
    total = None
    for index in range(CONVOLUTIONS):
        kind = layers.Conv2D if plain_start and index == 0 else layers.SeparableConv2D
        strides = 2 if index == 0 else 1
        x = kind(filters, 3, strides=strides, padding="same", name=f"{name}_conv{index}")(x)
        if total is None:
            total = x = layers.ReLU()(x)
        else:
            total = layers.Add()([total, x])
            x = layers.ReLU()(total)
    return x


def build() -> keras.Model:
    """Build `image` [n, 112, 112, 3] → `points` [n, 136]: x, y interleaved, 0..1 of the padded square."""
    x = image = image_input(SIZE)
    for index, filters in enumerate(BLOCKS):
        x = dense_block(x, filters, name=f"dense{index}", plain_start=index == 0)
    x = layers.GlobalAveragePooling2D()(x)
    return keras.Model(image, {"points": layers.Dense(POINTS * 2, name="fc")(x)}, name="face_landmark_68")
