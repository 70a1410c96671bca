"""FaceNet (Schroff et al., 2015) on Inception-ResNet v1 (Szegedy et al., 2016), as trained by David Sandberg (2018).

Batch normalisation is part of the convolutions: the reader of the weights folds it in.
"""

from typing import Any

import keras
from keras import layers, ops

from converter.architectures.layers import image_input

SIZE = 160
LENGTH = 128

# Kernels (rows, columns) → the name that the published layers give them.
Kernel = tuple[int, int]
STEM = (  # name, filters, kernel, stride, padding; None is a max-pool
    ("Conv2d_1a_3x3", 32, (3, 3), 2, "valid"),
    ("Conv2d_2a_3x3", 32, (3, 3), 1, "valid"),
    ("Conv2d_2b_3x3", 64, (3, 3), 1, "same"),
    None,
    ("Conv2d_3b_1x1", 80, (1, 1), 1, "valid"),
    ("Conv2d_4a_3x3", 192, (3, 3), 1, "valid"),
    ("Conv2d_4b_3x3", 256, (3, 3), 2, "valid"),
)
Branch = tuple[tuple[str, int, Kernel], ...]
BLOCK35: tuple[Branch, ...] = (
    (("Conv2d_1x1", 32, (1, 1)),),
    (("Conv2d_0a_1x1", 32, (1, 1)), ("Conv2d_0b_3x3", 32, (3, 3))),
    (("Conv2d_0a_1x1", 32, (1, 1)), ("Conv2d_0b_3x3", 32, (3, 3)), ("Conv2d_0c_3x3", 32, (3, 3))),
)
BLOCK17: tuple[Branch, ...] = (
    (("Conv2d_1x1", 128, (1, 1)),),
    (("Conv2d_0a_1x1", 128, (1, 1)), ("Conv2d_0b_1x7", 128, (1, 7)), ("Conv2d_0c_7x1", 128, (7, 1))),
)
BLOCK8: tuple[Branch, ...] = (
    (("Conv2d_1x1", 192, (1, 1)),),
    (("Conv2d_0a_1x1", 192, (1, 1)), ("Conv2d_0b_1x3", 192, (1, 3)), ("Conv2d_0c_3x1", 192, (3, 1))),
)
# Reductions: the last convolution of each branch has stride 2 and no padding; a max-pool is one more branch.
MIXED_6A: tuple[Branch, ...] = (
    (("Conv2d_1a_3x3", 384, (3, 3)),),
    (("Conv2d_0a_1x1", 192, (1, 1)), ("Conv2d_0b_3x3", 192, (3, 3)), ("Conv2d_1a_3x3", 256, (3, 3))),
)
MIXED_7A: tuple[Branch, ...] = (
    (("Conv2d_0a_1x1", 256, (1, 1)), ("Conv2d_1a_3x3", 384, (3, 3))),
    (("Conv2d_0a_1x1", 256, (1, 1)), ("Conv2d_1a_3x3", 256, (3, 3))),
    (("Conv2d_0a_1x1", 256, (1, 1)), ("Conv2d_0b_3x3", 256, (3, 3)), ("Conv2d_1a_3x3", 256, (3, 3))),
)
STAGES: tuple[tuple[str, tuple[Branch, ...], int, float], ...] = (  # name, branches, blocks, scale
    ("Block35", BLOCK35, 5, 0.17),
    ("Mixed_6a", MIXED_6A, 0, 0),
    ("Block17", BLOCK17, 10, 0.1),
    ("Mixed_7a", MIXED_7A, 0, 0),
    ("Block8", BLOCK8, 5, 0.2),
)


def convolution(x: Any, filters: int, kernel: Kernel, *, stride: int = 1, padding: str = "same", name: str) -> Any:
    """Convolve with a bias, then ReLU."""
    return layers.ReLU()(layers.Conv2D(filters, kernel, strides=stride, padding=padding, name=name)(x))


def residual(x: Any, branches: tuple[Branch, ...], scale: float, *, name: str, activate: bool = True) -> Any:
    """Add to the input what the branches see together, scaled down."""
    ends = []
    for number, branch in enumerate(branches):
        y = x
        for part, filters, kernel in branch:
            y = convolution(y, filters, kernel, name=f"{name}_Branch_{number}_{part}")
        ends.append(y)
    together = layers.Conv2D(x.shape[-1], 1, name=f"{name}_Conv2d_1x1")(layers.Concatenate()(ends))
    total = layers.Add()([x, together * scale])
    return layers.ReLU()(total) if activate else total


def reduction(x: Any, branches: tuple[Branch, ...], *, name: str) -> Any:
    """Halve the picture along every branch and side by side with a max-pool."""
    ends = []
    for number, branch in enumerate(branches):
        y = x
        for index, (part, filters, kernel) in enumerate(branch):
            last = index == len(branch) - 1
            how = {"stride": 2, "padding": "valid"} if last else {}
            y = convolution(y, filters, kernel, name=f"{name}_Branch_{number}_{part}", **how)  # type: ignore[arg-type]
        ends.append(y)
    return layers.Concatenate()([*ends, layers.MaxPooling2D(3, strides=2)(x)])


def build() -> keras.Model:
    """Build `image` [n, 160, 160, 3], standardised a picture → `descriptor` [n, 128] of length one; Euclidean."""
    x = image = image_input(SIZE)
    for layer in STEM:
        if layer is None:
            x = layers.MaxPooling2D(3, strides=2)(x)
        else:
            name, filters, kernel, stride, padding = layer
            x = convolution(x, filters, kernel, stride=stride, padding=padding, name=name)
    for name, branches, blocks, scale in STAGES:
        if not blocks:
            x = reduction(x, branches, name=name)
        for index in range(1, blocks + 1):
            x = residual(x, branches, scale, name=f"{name}_{index}")
    x = layers.GlobalAveragePooling2D()(residual(x, BLOCK8, 1.0, name="Block8_6", activate=False))
    x = layers.Dense(LENGTH, name="Bottleneck")(x)
    descriptor = x / ops.sqrt(ops.maximum(ops.sum(x * x, axis=-1, keepdims=True), 1e-12))
    return keras.Model(image, {"descriptor": descriptor}, name="facenet")
