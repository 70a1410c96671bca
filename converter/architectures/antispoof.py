"""Is this a real face? A plain convolutional network ("fake face detection" by anku420, in human-models 3.0)."""

import keras
from keras import layers

from converter.architectures.layers import image_input

SIZE = 128
FILTERS = (64, 32, 16)
UNITS = 128


def build() -> keras.Model:
    """Build `image` [n, 128, 128, 3] → `real` [n, 1]: probability, 0..1."""
    x = image = image_input(SIZE)
    for index, filters in enumerate(FILTERS):
        x = layers.Conv2D(filters, 3, name=f"conv{index}")(x)
        x = layers.ReLU()(layers.MaxPooling2D(2)(x))
    x = layers.Dense(UNITS, activation="relu", name="dense0")(layers.Flatten()(x))
    real = layers.Dense(1, activation="sigmoid", name="dense1")(x)
    return keras.Model(image, {"real": real}, name="antispoof")
