"""Seven facial expressions by the landmarks' dense blocks with a head of its own (face-api.js 0.22, 2018)."""

import keras
from keras import layers

from converter.architectures.dense_blocks import SIZE, features
from converter.architectures.layers import image_input

BLOCKS = (32, 64, 128, 256)  # filters
CONVOLUTIONS = 4
EXPRESSIONS = 7  # their names stand in the registry


def build() -> keras.Model:
    """Build `image` [n, 112, 112, 3] → `probabilities` [n, 7], each 0..1, together 1."""
    image = image_input(SIZE)
    x = features(image, BLOCKS, CONVOLUTIONS)
    probabilities = layers.Dense(EXPRESSIONS, activation="softmax", name="fc")(x)
    return keras.Model(image, {"probabilities": probabilities}, name="face_expression")
