"""How a network's published parameters become the weights of its exported graph, as data for the browser library.

The library reads face-api.js's weights itself: from a manifest, a flat file, an own training. So that no list of layers
has to be written twice, the way is found out: random numbers in the published shapes go through the whole conversion,
and each weight of the graph that comes out is recognised by its numbers, as one of `OPS` on parameters that are named.
What cannot be recognised fails the build.
"""

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from converter import export
from converter.errors import ConversionError
from converter.network import Network
from converter.toolchain import tensorflow
from converter.weights.assign import assign
from converter.weights.fold import fold
from converter.weights.manifest import Array, Tensors
from converter.weights.mtcnn import ROWS
from converter.weights.sources import FaceApi, UserFile
from converter.weights.ssd_mobilenetv1 import CLASSES, DEPTHWISE, EPSILON, FACE, NORM

FILE = "published.json"
EXACT = 1e-6  # largest difference, as a share, between a weight and what it is recognised as: float32 rounding


def _turn_rows(values: Array) -> Array:
    """Exchange rows and columns of the map that a dense layer flattens, `ROWS` a side."""
    return values.reshape(ROWS, ROWS, -1, values.shape[-1]).transpose(1, 0, 2, 3).reshape(values.shape)


# What may happen to parameters on their way into the graph; `static/faces/published/ops.js` does the same.
OPS: dict[str, Callable[..., Array]] = {
    "same": lambda values: values,
    "turned": lambda values: values.transpose(1, 0, 2, 3),
    "turned-rows": _turn_rows,
    "face-scores": lambda values: values[..., FACE::CLASSES],
    "centres": lambda corners: (corners[..., :2] + corners[..., 2:]) / 2,
    "sizes-tenth": lambda corners: (corners[..., 2:] - corners[..., :2]) * np.float32(0.1),
    "sizes-half": lambda corners: (corners[..., 2:] - corners[..., :2]) / 2,
    "folded-kernel": lambda kernel, *norm: fold(kernel, dict(zip(NORM, norm, strict=True)), EPSILON)[0],
    "folded-bias": lambda kernel, *norm: fold(kernel, dict(zip(NORM, norm, strict=True)), EPSILON)[1],
}


@dataclass(frozen=True)
class Passage:
    """The way of the parameters into the graph.

    Attributes:
        recipe: the `published` part of spec.json: `parameters`, [name, shape] in the order of flat files; `prefix` of
            the graph's weights; `weights`, name without the prefix → [op, parameter's number …]; `outputsFirst`, see
            FaceApi, where true.
        graph: model.json of the exported graph, without shards.
        constants: weights of the graph that no parameter changes, name → values.
    """

    recipe: dict[str, Any]
    graph: dict[str, Any]
    constants: dict[str, Any]


def has_passage(network: Network) -> bool:
    """Whether a network's weights are published in face-api.js's format."""
    return isinstance(network.weights, FaceApi | UserFile)


def passage(network: Network) -> Passage:
    """Send random numbers through the conversion and tell where they come out.

    Raises:
        ConversionError: a weight of the graph is none of `OPS` on any parameters, or the weights have another format.
    """
    source = network.weights
    if not isinstance(source, FaceApi | UserFile):
        raise ConversionError(f"The weights of {network.name} are not published in face-api.js's format.")
    tensorflow()  # before the architecture imports Keras
    model = network.build()
    random = np.random.default_rng(2)
    parameters = {name: random.uniform(0.5, 1.5, shape).astype(np.float32) for name, shape in source.shapes(model)}
    assign(model, source.arrange(parameters), network.name)
    with tempfile.TemporaryDirectory() as folder:
        export.keras_to_graph_model(model, Path(folder) / "graph", "none")
        weights = export.read_weights(Path(folder) / "graph")
        graph = json.loads((Path(folder) / "graph" / "model.json").read_text())
    return _trace(network, parameters, weights, graph)


def check(passed: Passage, folder: Path) -> None:
    """Hold that the shards of a folder have every weight that the passage tells of; constants are named as it comes.

    Raises:
        ConversionError: weights that the folder has not.
    """
    graph = json.loads((folder / "model.json").read_text())
    here = {entry["name"] for group in graph["weightsManifest"] for entry in group["weights"]}
    told = {passed.recipe["prefix"] + name for name in passed.recipe["weights"]}
    if told - here:
        raise ConversionError(f"The shards of {folder.name} lack the weights {', '.join(sorted(told - here))}.")


def write(folder: Path, passed: Passage, spec: dict[str, Any], parameters: Tensors | None) -> None:
    """Write published.json: all that turns published weights into a network, without Familiar's own shards.

    Args:
        folder: of the network.
        passed: what `passage` found.
        spec: the network's, to go with the weights.
        parameters: the ones that `spec` holds the self-test of; None where they are not here.
    """
    for group in passed.graph["weightsManifest"]:
        group["paths"] = []
    about = {
        "spec": spec,
        "model": passed.graph,
        "constants": passed.constants,
        "fingerprint": parameters and fingerprint(passed, parameters),
    }
    (folder / FILE).write_text(json.dumps(about, separators=(",", ":")) + "\n")


def fingerprint(passed: Passage, parameters: Tensors) -> dict[str, float]:
    """Return a sum that tells these parameters from others, and the sum of sizes that says how exact it can be.

    Each value counts by its place, so that exchanged values show; rounding in the last digits of float32 does not.
    """
    flat = np.concatenate([parameters[name].ravel() for name, _ in passed.recipe["parameters"]]).astype(np.float64)
    weight = np.arange(flat.size) % 251 + 1
    return {"sum": float((flat * weight).sum()), "size": float((np.abs(flat) * weight).sum())}


def _trace(network: Network, parameters: Tensors, weights: dict[str, Array], graph: dict[str, Any]) -> Passage:
    numbers = {name: index for index, name in enumerate(parameters)}
    known = list(_derived(parameters))
    prefix = f"StatefulPartitionedCall/{network.name}_1/"
    ways, constants = {}, {}
    for name, values in weights.items():
        way = _recognise(values, known)
        if way:
            op, *sources = way
            ways[name.removeprefix(prefix)] = [op, *(numbers[source] for source in sources)]
        elif _is_constant(values):
            constants[name] = values.ravel().tolist()
        else:
            raise ConversionError(f"{name} of {network.name} comes from no published parameter.")
    unused = set(numbers.values()) - {number for _, *sources in ways.values() for number in sources}
    if unused:
        raise ConversionError(f"{network.name} makes nothing of the parameters {sorted(unused)}.")
    shapes = [[name, list(values.shape)] for name, values in parameters.items()]
    recipe: dict[str, Any] = {"parameters": shapes, "prefix": prefix, "weights": ways}
    if isinstance(network.weights, FaceApi) and network.weights.outputs_first:
        recipe["outputsFirst"] = True
    return Passage(recipe, graph, constants)


def _derived(parameters: Tensors) -> Iterator[tuple[Array, tuple[str, ...]]]:
    """Yield whatever the conversion might make of parameters, and how: [op, names]."""
    for name, values in parameters.items():
        fitting = ["same"]
        fitting += ["turned"] if values.ndim == 4 else []
        fitting += ["turned-rows"] if values.ndim == 2 and values.shape[0] % ROWS**2 == 0 else []
        fitting += ["face-scores"] if values.shape[-1] % CLASSES == 0 else []
        fitting += ["centres", "sizes-tenth", "sizes-half"] if values.ndim == 3 else []
        yield from ((OPS[op](values), (op, name)) for op in fitting)
        if name.endswith(DEPTHWISE):
            norm = [f"{name.removesuffix(DEPTHWISE)}/BatchNorm/{part}" for part in NORM]
            given = [values, *(parameters[part] for part in norm)]
            yield from ((OPS[op](*given), (op, name, *norm)) for op in ("folded-kernel", "folded-bias"))


def _recognise(values: Array, known: list[tuple[Array, tuple[str, ...]]]) -> tuple[str, ...] | None:
    """Return how a weight was made; the first way where two lead to the same numbers."""
    if values.size < 2 and not values.ndim:
        return None
    for made, way in known:
        if made.size == values.size and np.allclose(made.ravel(), values.ravel(), rtol=EXACT, atol=0):
            return way
    return None


def _is_constant(values: Array) -> bool:
    """Whether a weight is a number or a shape rather than something learnt."""
    return values.dtype.kind == "i" or values.ndim == 0
