"""What landmarks and expression share: dense blocks of separable convolutions (face-api.js 0.22, 2018)."""

from typing import Any

import keras
from keras import layers

from converter.architectures.layers import image_input

SIZE = 112
POINTS = 68


def dense_block(x: Any, filters: int, convolutions: int, *, name: str, plain_start: bool) -> Any:
    """Each convolution reads the ReLU of the sum of all earlier ones; the first halves the picture."""
    total = None
    for index in range(convolutions):
        kind = layers.Conv2D if plain_start and index == 0 else layers.SeparableConv2D
        strides = 2 if index == 0 else 1
        x = kind(filters, 3, strides=strides, padding="same", name=f"{name}_conv{index}")(x)
        if total is None:
            total = x = layers.ReLU()(x)
        else:
            total = layers.Add()([total, x])
            x = layers.ReLU()(total)
    return x


def features(image: Any, blocks: tuple[int, ...], convolutions: int) -> Any:
    """Return one vector a picture: blocks of so many filters, each halving it, then the mean over what is left."""
    x = image
    for index, filters in enumerate(blocks):
        x = dense_block(x, filters, convolutions, name=f"dense{index}", plain_start=index == 0)
    return layers.GlobalAveragePooling2D()(x)


def landmarks(name: str, blocks: tuple[int, ...], convolutions: int) -> keras.Model:
    """Build `image` [n, 112, 112, 3] → `points` [n, 136]: x, y interleaved, 0..1 of the padded square."""
    image = image_input(SIZE)
    points = layers.Dense(POINTS * 2, name="fc")(features(image, blocks, convolutions))
    return keras.Model(image, {"points": points}, name=name)
