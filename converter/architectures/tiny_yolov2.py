"""Tiny YOLO v2 (Redmon & Farhadi, 2016) with separable convolutions, trained for faces (face-api.js 0.22, 2018)."""

import keras
from keras import layers

from converter.architectures.layers import image_input, leaky

FILTERS = (16, 32, 64, 128, 256, 512, 1024, 1024)
HALVING = 5  # so many convolutions are followed by a pool that halves, the next one by a pool that does not
ANCHORS = 5  # their sizes stand in the registry
VALUES = 5  # x, y, width, height, objectness


def build() -> keras.Model:
    """Build `image` [1, s, s, 3] → `grid` [1, s/32, s/32, 25] for every s divisible by 32.

    Pooling comes before the leaky ReLU, as in the tiny face detector: the result is the same.
    """
    x = image = image_input(None, batch=1)
    for index, filters in enumerate(FILTERS):
        x = layers.SeparableConv2D(filters, 3, padding="same", name=f"conv{index}")(x)
        if index <= HALVING:
            x = layers.MaxPooling2D(2, strides=2 if index < HALVING else 1, padding="same")(x)
        x = leaky(x)
    grid = layers.Conv2D(ANCHORS * VALUES, 1, name="conv8")(x)
    return keras.Model(image, {"grid": grid}, name="tiny_yolov2")
