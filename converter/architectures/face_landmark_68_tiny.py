"""68 face landmarks by three short dense blocks: a fifth of the larger network's weights (face-api.js 0.22, 2018)."""

import keras
from keras import layers

from converter.architectures.dense_blocks import SIZE, features
from converter.architectures.layers import image_input

BLOCKS = (32, 64, 128)  # filters
CONVOLUTIONS = 3
POINTS = 68


def build() -> keras.Model:
    """Build `image` [n, 112, 112, 3] → `points` [n, 136]: x, y interleaved, 0..1 of the padded square."""
    image = image_input(SIZE)
    x = features(image, BLOCKS, CONVOLUTIONS)
    return keras.Model(image, {"points": layers.Dense(POINTS * 2, name="fc")(x)}, name="face_landmark_68_tiny")
