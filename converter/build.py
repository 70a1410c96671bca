"""Build a network of the registry: published weights → Keras → shards → spec.json."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from converter import cards, export, published, registry, selftest
from converter.network import Network
from converter.toolchain import tensorflow
from converter.weights.sources import FaceApi, UserFile

MODELS = registry.ROOT / "static" / "models"
Report = Callable[[str], None]


def build(name: str, out: Path = MODELS, report: Report = lambda _: None, weights: Path | None = None) -> Path:
    """Convert one network into `out/<name>/` and return that folder.

    Args:
        name: a network of the registry.
        out: the folder of folders.
        report: called with each step.
        weights: a file of the user's, for a network whose weights no package carries.

    Raises:
        UnknownNetwork, WeightsMissing, WeightsMismatch: see `registry.load`.
    """
    network = registry.find(name)
    report("reading the published weights")
    model = registry.load(name, weights)
    report("exporting")
    folder = out / name
    export.keras_to_graph_model(model, folder, "lossless")
    report("computing the self-test")
    about = spec(network, model, folder)
    if published.has_passage(network):
        about |= _passage(network, folder, about)
    _write(folder / "card.json", cards.card(network, model, about))
    write_spec(folder, about)
    _write(out / "networks.json", cards.index())
    if weights and out == MODELS and isinstance(network.weights, UserFile):
        network.weights.keep(weights)
    return folder


def blank(name: str, out: Path = MODELS) -> None:
    """Write what a page needs to use weights of its own in a network whose weights are not here.

    Raises:
        UnknownNetwork: see `registry.load`.
    """
    network, folder = registry.find(name), out / name
    folder.mkdir(parents=True, exist_ok=True)
    tensorflow()
    about = _about(network, network.build()) | {
        "files": {},
        "selftest": {"sizes": network.selftest_sizes(), "outputs": {}},
    }
    _passage(network, folder, about)


def _passage(network: Network, folder: Path, about: dict[str, Any]) -> dict[str, Any]:
    """Write published.json and return the part of spec.json that tells how weights are written in published form."""
    passed = published.passage(network)
    if about["files"]:
        published.check(passed, folder)
    part = {"published": passed.recipe}
    source = network.weights
    parameters = source.published() if isinstance(source, FaceApi) else None
    published.write(folder, passed, about | part, parameters)
    return part


def spec(network: Network, model: Any, folder: Path) -> dict[str, Any]:
    """Return everything that page and server need to know about a network; one meaning of each number."""
    return _about(network, model) | {"files": export.files(folder), "selftest": selftest.expected(network, model)}


def _about(network: Network, model: Any) -> dict[str, Any]:
    about: dict[str, Any] = {
        "name": network.name,
        "title": network.title,
        "task": network.task,
        "version": network.version,
        "licence": network.licence,
        "source": network.source,
        "parameters": int(model.count_params()),
        "input": network.input.as_json(),
        "outputs": {name: list(tensor.shape) for name, tensor in model.output.items()},
        "thresholds": dict(network.thresholds),
    }
    more = {
        "stages": [stage.as_json() for stage in network.stages],
        "anchors": [list(anchor) for anchor in network.anchors],
        "options": dict(network.options),
        "classes": list(network.classes),
        "crops": [crop.as_json() for crop in network.crops],
    }
    return about | {name: value for name, value in more.items() if value}


def write_spec(folder: Path, about: dict[str, Any]) -> None:
    """Write spec.json beside the shards, last and whole: its presence says that the folder is complete."""
    _write(folder / "spec.json", about)


def _write(file: Path, content: Any) -> None:
    """Write JSON into a file that appears whole or not at all."""
    temporary = file.with_name(f".{file.name}")
    temporary.write_text(json.dumps(content, separators=(",", ":"), ensure_ascii=False) + "\n")
    temporary.rename(file)


def size(folder: Path) -> int:
    """Return the bytes that a browser loads for a network, model.json and shards, without spec.json."""
    return sum(int(about["bytes"]) for about in json.loads((folder / "spec.json").read_text())["files"].values())
