"""Face descriptor: dlib's 29-layer residual network for faces (Davis King, 2017), in face-api.js's layout."""

from typing import Any

import keras
from keras import layers, ops

from converter.architectures.layers import ChannelScale, image_input

STAGES = (  # filters, blocks; a block whose name says "down" halves the picture
    (32, ("1", "2", "3")),
    (64, ("down", "1", "2", "3")),
    (128, ("down", "1", "2")),
    (256, ("down", "1", "2", "down_out")),
)
SIZE = 150
LENGTH = 128


def convolution(x: Any, filters: int, kernel: int, *, stride: int, padding: str, name: str) -> Any:
    """Convolve, then scale each channel. The scale stays a layer: folded in, kernels would leave their uint8 grid."""
    x = layers.Conv2D(filters, kernel, strides=stride, padding=padding, name=f"{name}_conv")(x)
    return ChannelScale(name=f"{name}_scale")(x)


def pad_to(x: Any, shape: tuple[int | None, ...]) -> Any:
    """Zero-pad rows and columns (below and right) and channels (at the end) up to `shape`."""
    missing = [max(0, want - have) for want, have in zip(shape[1:], x.shape[1:], strict=True)]
    return ops.pad(x, [(0, 0), *((0, n) for n in missing)]) if any(missing) else x


def residual(x: Any, filters: int, *, halve: bool, name: str) -> Any:
    """Add two convolutions to their input; a halving block averages its input 2 × 2 on the way past."""
    stride, padding = (2, "valid") if halve else (1, "same")
    y = layers.ReLU()(convolution(x, filters, 3, stride=stride, padding=padding, name=f"{name}_conv1"))
    y = convolution(y, filters, 3, stride=1, padding="same", name=f"{name}_conv2")
    shortcut = layers.AveragePooling2D(2)(x) if halve else x
    both = layers.Add()([pad_to(y, shortcut.shape), pad_to(shortcut, y.shape)])
    return layers.ReLU()(both)


def build() -> keras.Model:
    """Build `image` [n, 150, 150, 3] → `descriptor` [n, 128]; Euclidean, not normalised to length one."""
    image = image_input(SIZE)
    x = layers.ReLU()(convolution(image, 32, 7, stride=2, padding="valid", name="conv32_down"))
    x = layers.MaxPooling2D(3, strides=2)(x)
    for filters, blocks in STAGES:
        for block in blocks:
            x = residual(x, filters, halve=block.startswith("down"), name=f"conv{filters}_{block}")
    x = layers.GlobalAveragePooling2D()(x)
    descriptor = layers.Dense(LENGTH, use_bias=False, name="fc")(x)
    return keras.Model(image, {"descriptor": descriptor}, name="face_recognition")
