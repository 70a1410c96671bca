"""Single-shot detector (Liu et al., 2016) on MobileNet V1 (Howard et al., 2017), trained on WIDER FACE by yeephycho.

Batch normalisation is part of the depthwise convolutions: the reader of the weights folds it in.
"""

from typing import Any

import keras
from keras import layers, ops

from converter.architectures.layers import image_input

SIZE = 512
STEM = 32
POINTWISE = (64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024)  # filters of layers 1–13
HALVING = (2, 4, 6, 12)  # layers whose depthwise convolution halves the picture
EXTRAS = (256, 512, 128, 256, 128, 256, 64, 128)  # filters; the odd ones are 3 × 3 and halve
HEADS_AT = (11, 13)  # layers of the trunk that have a head; then each odd extra has one
ANCHORS = 5118
FIRST_ANCHORS, MORE_ANCHORS = 3, 6  # a place: at the first head, at the others


class DecodeBoxes(layers.Layer):  # type: ignore[misc]
    """Offsets from anchors → boxes. Its one weight holds the anchors, [1, 5118, 4]: top, left, bottom, right, 0..1."""

    def build(self, _shape: Any) -> None:
        """Create the place of the anchors."""
        self.anchors = self.add_weight(shape=(1, ANCHORS, 4), name="extra_dim")

    def call(self, offsets: Any) -> Any:
        """Return boxes in the shape of the offsets; centre and size are coded as t / 10 and e^(t / 5)."""
        low, high = self.anchors[..., :2], self.anchors[..., 2:]
        size = high - low
        centre = offsets[..., :2] / 10 * size + (low + high) / 2
        half = ops.exp(offsets[..., 2:] / 5) * size / 2
        return ops.concatenate([centre - half, centre + half], axis=-1)


def convolution(x: Any, filters: int, kernel: int, *, stride: int = 1, name: str) -> Any:
    """Convolve with a bias, then clip to 0..6."""
    return layers.ReLU(6)(layers.Conv2D(filters, kernel, strides=stride, padding="same", name=name)(x))


def trunk(x: Any) -> list[Any]:
    """MobileNet: depthwise and pointwise convolutions in turn; returns what the first two heads read."""
    x = convolution(x, STEM, 3, stride=2, name="MobilenetV1_Conv2d_0_pointwise")
    read = []
    for index, filters in enumerate(POINTWISE, 1):
        name, stride = f"MobilenetV1_Conv2d_{index}", 2 if index in HALVING else 1
        x = layers.DepthwiseConv2D(3, strides=stride, padding="same", name=f"{name}_depthwise")(x)
        x = convolution(layers.ReLU(6)(x), filters, 1, name=f"{name}_pointwise")
        if index in HEADS_AT:
            read.append(x)
    return read


def head(x: Any, index: int) -> tuple[Any, Any]:
    """Return offsets [1, places * anchors, 4] and scores [1, places * anchors, 1] of one head."""
    name, anchors = f"Prediction_BoxPredictor_{index}", MORE_ANCHORS if index else FIRST_ANCHORS
    offsets = layers.Conv2D(anchors * 4, 1, name=f"{name}_BoxEncodingPredictor")(x)
    scores = layers.Conv2D(anchors, 1, name=f"{name}_ClassPredictor")(x)
    return layers.Reshape((-1, 4))(offsets), layers.Reshape((-1, 1))(scores)


def build() -> keras.Model:
    """Build `image` [1, 512, 512, 3] → `boxes` [1, 5118, 4]: top, left, bottom, right; `scores` [1, 5118]; all 0..1."""
    image = image_input(SIZE, batch=1)
    read = trunk(image)
    x = read[-1]
    for index, filters in enumerate(EXTRAS):
        halves = index % 2 == 1
        x = convolution(
            x, filters, 3 if halves else 1, stride=2 if halves else 1, name=f"Prediction_Conv2d_{index}_pointwise"
        )
        if halves:
            read.append(x)
    offsets, scores = zip(*(head(each, index) for index, each in enumerate(read)), strict=True)
    boxes = DecodeBoxes(name="Output")(layers.Concatenate(axis=1)(list(offsets)))
    score = layers.Activation("sigmoid")(layers.Reshape((ANCHORS,))(layers.Concatenate(axis=1)(list(scores))))
    return keras.Model(image, {"boxes": boxes, "scores": score}, name="ssd_mobilenetv1")
