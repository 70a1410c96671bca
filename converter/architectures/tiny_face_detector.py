"""Tiny face detector: a Tiny YOLO v2 with separable convolutions and five anchors (face-api.js 0.22, 2018)."""

import keras
from keras import layers

from converter.architectures.layers import image_input, leaky

FILTERS = (16, 32, 64, 128, 256, 512)
ANCHORS = 5  # their sizes stand in the registry
VALUES = 5  # x, y, width, height, objectness


def build() -> keras.Model:
    """Build `image` [1, s, s, 3] → `grid` [1, s/32, s/32, 25] for every s divisible by 32.

    Pooling comes before the leaky ReLU: both only ever keep the order of values, so the result is the same, and the
    activation then works on a quarter of the pixels.
    """
    x = image = image_input(None, batch=1)
    last = len(FILTERS) - 1
    for index, filters in enumerate(FILTERS):
        if index == 0:
            x = layers.Conv2D(filters, 3, padding="valid", name="conv0")(x)
        else:
            x = layers.SeparableConv2D(filters, 3, padding="same", name=f"conv{index}")(x)
        x = leaky(layers.MaxPooling2D(2, strides=1 if index == last else 2, padding="same")(x))
    grid = layers.Conv2D(ANCHORS * VALUES, 1, name="conv8")(x)
    return keras.Model(image, {"grid": grid}, name="tiny_face_detector")
