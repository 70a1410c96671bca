"""Is a live face before the camera? LivenessNet (Rosebrock, 2019; weights of leokwu's version, in human-models 3.0)."""

import keras
from keras import layers

from converter.architectures.layers import ChannelScale, image_input

SIZE = 32
FILTERS = (16, 16, 32, 32)  # the picture is halved after every second convolution
UNITS = 64


def build() -> keras.Model:
    """Build `image` [n, 32, 32, 3] → `probabilities` [n, 2], together 1; the registry names the classes."""
    x = image = image_input(SIZE)
    for index, filters in enumerate(FILTERS, 1):
        x = layers.ReLU()(layers.Conv2D(filters, 3, padding="same", name=f"conv2d_{index}")(x))
        x = ChannelScale(name=f"batch_normalization_{index}")(x)
        if index % 2 == 0:
            x = layers.MaxPooling2D(2)(x)
    x = layers.Dense(UNITS, activation="relu", name="dense_1")(layers.Flatten()(x))
    x = ChannelScale(name="batch_normalization_5")(x)
    probabilities = layers.Dense(2, activation="softmax", name="dense_2")(x)
    return keras.Model(image, {"probabilities": probabilities}, name="liveness")
