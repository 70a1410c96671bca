"""The known input and the expected numbers with which a browser backend proves that it computes correctly."""

from typing import Any

import numpy as np
import numpy.typing as npt

from converter import export
from converter.network import InputSpec, Network

Array = npt.NDArray[np.float32]
KNUTH = 2654435761  # multiplicative hash: the same pixels in every language, without a random generator
LARGEST = 1024  # values of an output that are kept
TOLERANCE = 0.01  # of the largest expected value; half-precision GPUs stay below it, wrong kernels do not


def pixels(shape: tuple[int, ...]) -> npt.NDArray[np.uint8]:
    """Return the self-test picture: the top byte of a 32-bit hash of the flat index."""
    index = np.arange(int(np.prod(shape)), dtype=np.uint64)
    return ((index * KNUTH % 2**32) >> 24).astype(np.uint8).reshape(shape)


def network_input(spec: InputSpec, size: int) -> Array:
    """Return the normalised self-test input, [1, size, size, 3]."""
    mean = np.asarray(spec.mean, np.float32)
    return (pixels((1, size, size, 3)).astype(np.float32) - mean) * np.float32(spec.scale)


def expected(network: Network, model: Any) -> dict[str, Any]:
    """Run a Keras model on the known inputs and return the `selftest` part of spec.json."""
    feed = inputs(network)
    answers = export.call(model, list(feed.values()))
    sizes = {name: picture.shape[1] for name, picture in feed.items()}
    return {"sizes": sizes, "outputs": {name: entry(np.asarray(value)) for name, value in answers.items()}}


def inputs(network: Network) -> dict[str, Array]:
    """Return the known picture of each input, name → [1, size, size, 3]."""
    sizes = network.selftest_sizes()
    return {spec.name: network_input(spec, sizes[spec.name]) for spec in network.inputs}


def entry(values: npt.NDArray[Any]) -> dict[str, Any]:
    """Return one expected output with its shape and tolerance; of a large one every `step`-th value."""
    flat = values.ravel()
    step = -(-flat.size // LARGEST)
    kept = [round(float(value), 7) for value in flat[::step]]
    return {"shape": list(values.shape), "step": step, "values": kept, "tolerance": TOLERANCE}
