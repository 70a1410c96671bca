"""The Keras networks of the registry, compiled once (`tf.function`) and called on pictures."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from converter import registry
from converter.toolchain import tensorflow

Image = npt.NDArray[Any]  # RGB, [height, width, 3], uint8 or float32, 0–255
Answers = dict[str, npt.NDArray[np.float32]]  # output → values

PIXELS_AT_ONCE = 2**20  # of a batch: more pictures at once only cost memory


class CompiledNetwork:
    """One network. A network in stages has a compiled part for each of its inputs."""

    def __init__(self, name: str) -> None:
        """Build the network and read its published weights.

        Raises:
            converter.errors.ConversionError: the weights are not installed.
        """
        self.about = registry.find(name)
        model = registry.load(name)
        self._forward = {tensor.name: _compiled(model, tensor) for tensor in model.inputs}

    def run(self, batch: npt.NDArray[np.float32], part: str | None = None) -> Answers:
        """Run prepared pictures [n, height, width, 3] through the network, or the part of one input."""
        answers = self._forward[part or self.about.input.name](tensorflow().constant(batch))
        return {name: value.numpy() for name, value in answers.items()}

    def run_all(self, pictures: Sequence[npt.NDArray[np.float32]], part: str | None = None) -> Answers:
        """Run at least one prepared picture, all of one size [size, size, 3]; outputs have a row a picture."""
        most = max(1, PIXELS_AT_ONCE // (pictures[0].shape[0] * pictures[0].shape[1]))
        parts = [self.run(np.stack(pictures[at : at + most]), part) for at in range(0, len(pictures), most)]
        return {name: np.concatenate([each[name] for each in parts]) for name in parts[0]}


def _compiled(model: Any, tensor: Any) -> Callable[[Any], dict[str, Any]]:
    """Return the part of a model that one of its inputs feeds; in stages, outputs are named after their input."""
    tf = tensorflow()
    outputs = model.output
    if len(model.inputs) > 1:
        import keras

        outputs = {name: each for name, each in outputs.items() if name.startswith(f"{tensor.name}_")}
        model = keras.Model(tensor, outputs)

    def forward(batch: Any) -> Any:
        return model(batch, training=False)

    compiled: Callable[[Any], dict[str, Any]] = tf.function(
        forward, input_signature=[tf.TensorSpec(tensor.shape, tf.float32)]
    )
    return compiled
