"""68 face landmarks by four dense blocks (face-api.js 0.22, 2018)."""

import keras

from converter.architectures.dense_blocks import landmarks

BLOCKS = (32, 64, 128, 256)  # filters
CONVOLUTIONS = 4


def build() -> keras.Model:
    """Build the network, see `landmarks`."""
    return landmarks("face_landmark_68", BLOCKS, CONVOLUTIONS)
