"""Layers and small blocks that more than one network uses."""

from typing import Any

import keras
from keras import layers, ops


class ChannelScale(layers.Layer):  # type: ignore[misc]
    """Multiply and shift each channel: `x * scale + shift`, what dlib's affine layers do at inference."""

    def build(self, shape: tuple[int | None, ...]) -> None:
        """Create one scale and one shift a channel."""
        self.scale = self.add_weight(shape=(shape[-1],), name="scale")
        self.shift = self.add_weight(shape=(shape[-1],), name="shift", initializer="zeros")

    def call(self, x: Any) -> Any:
        """Return a tensor of the same shape."""
        return x * self.scale + self.shift


def image_input(size: int | None, *, batch: int | None = None) -> Any:
    """Return the input `image`: normalised float32 [batch, size, size, 3]; `None` leaves a dimension open."""
    return keras.Input((size, size, 3), batch_size=batch, name="image")


def leaky(x: Any) -> Any:
    """Leaky ReLU with slope 0.1, as a maximum: the fused kernel of tfjs's wasm backend is twice as slow."""
    return ops.maximum(x, 0.1 * x)
