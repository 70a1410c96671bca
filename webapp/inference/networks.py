"""The Keras networks of the registry, compiled once (`tf.function`) and called on pictures."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from converter import registry
from converter.preprocess import prepare
from converter.toolchain import tensorflow

Image = npt.NDArray[np.uint8]  # RGB, [height, width, 3]


class CompiledNetwork:
    """One network: pictures of any size in, the network's single output out."""

    def __init__(self, name: str) -> None:
        """Build the network and read its published weights.

        Raises:
            converter.errors.ConversionError: the weights are not installed.
        """
        self.about = registry.find(name)
        self._model = registry.load(name)
        tf = tensorflow()
        self._forward: Callable[[Any], Any] = tf.function(self._answer, reduce_retracing=True)

    def __call__(self, images: list[Image], size: int | None = None) -> npt.NDArray[np.float32]:
        """Run a batch of pictures, each prepared by the network's own rule; returns [len(images), …]."""
        spec = self.about.input
        side = size or spec.size
        batch = [prepare(image, side, spec.padding, spec.mean, spec.scale) for image in images]
        answer: npt.NDArray[np.float32] = self._forward(tensorflow().stack(batch)).numpy()
        return answer

    def _answer(self, batch: Any) -> Any:
        (output,) = self._model(batch, training=False).values()
        return output
