"""68 face landmarks by three short dense blocks: a fifth of the larger network's weights (face-api.js 0.22, 2018)."""

import keras

from converter.architectures.dense_blocks import landmarks

BLOCKS = (32, 64, 128)  # filters
CONVOLUTIONS = 3


def build() -> keras.Model:
    """Build the network, see `landmarks`."""
    return landmarks("face_landmark_68_tiny", BLOCKS, CONVOLUTIONS)
