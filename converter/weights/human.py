"""Weights of human-models' tfjs graph models, by the layers of our Keras definitions.

The graphs hold their weights as constants under TensorFlow's names. The two small networks are rebuilt in Keras from
them, rather than served as they are: page and server then run one definition, proved like all others.
"""

import json
import re
from pathlib import Path

from converter.errors import WeightsMissing
from converter.weights.manifest import Tensors, read_groups

# A constant's name without the model's prefix → the weight of a layer. The reshape's constant holds no weight.
NAMES = (
    (r"(.*)/(?:Conv2D|MatMul)/ReadVariableOp", r"\1/kernel"),
    (r"(.*)/BiasAdd/ReadVariableOp", r"\1/bias"),
    (r"(.*)/(?:FusedBatchNormV3/Scaled|batchnorm/mul)", r"\1/scale"),
    (r"(.*)/(?:FusedBatchNormV3/Offset|batchnorm/sub)", r"\1/shift"),
)
PREFIX = re.compile(r"^StatefulPartitionedCall/sequential(?:_\d+)?/")
ANONYMOUS = {  # the anti-spoofing graph lost its names; they stand in the order in which the layers run
    f"unknown{suffix}": path
    for suffix, path in zip(
        ["", *(f"_{n}" for n in range(9))],
        [f"{layer}/{part}" for layer in ("conv0", "conv1", "conv2", "dense0", "dense1") for part in ("kernel", "bias")],
        strict=True,
    )
}


def read(file: Path) -> Tensors:
    """Read the weights of a graph model, layer path → values.

    Raises:
        WeightsMissing: the file is not a graph model, or its shards are too short or too long.
    """
    try:
        groups = json.loads(file.read_text())["weightsManifest"]
    except (ValueError, KeyError):
        raise WeightsMissing(f"{file.name} is not a graph model of TensorFlow.js.") from None
    tensors = read_groups(groups, file)
    return {path(name): values for name, values in tensors.items() if not _is_shape(name)}


def path(constant: str) -> str:
    """Return the layer's weight that a constant of the graph is; its own name where it is none that is known."""
    if constant in ANONYMOUS:
        return ANONYMOUS[constant]
    name = PREFIX.sub("", constant)
    for pattern, replacement in NAMES:
        if re.fullmatch(pattern, name):
            return re.sub(pattern, replacement, name)
    return name


def _is_shape(constant: str) -> bool:
    return re.search(r"/flatten(_\d+)?/Const$", constant) is not None
