"""Model cards: what a network is, where it comes from, how exact and how accurate it is, and what it cannot do.

The idea of a card is Mitchell et al.'s ("Model Cards for Model Reporting", 2019). Figures stand in `measured.json`:
parity from `familiar-convert verify --record`, accuracy from `make accuracy`.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import numpy as np

from converter import registry
from converter.card_texts import TEXTS
from converter.network import Network

COMMANDS = {
    "facenet": "make models-facenet",
    "liveness": "make models-liveness",
    "user": "familiar-convert build {} --weights FILE",
    None: "make setup",
}
MEASURED = Path(__file__).with_name("measured.json")
Part = Literal["parity", "accuracy"]


def card(network: Network, model: Any, spec: dict[str, Any]) -> dict[str, Any]:
    """Return the card of a network that was just built, as plain data.

    Args:
        network: from the registry.
        model: its Keras model.
        spec: what `build.spec` returned for it.
    """
    text, measured = TEXTS[network.name], read_measured().get(network.name, {})
    about = {
        "name": network.name,
        "title": network.title,
        "task": network.task,
        "library": network.library,
        "summary": text.summary,
        "input": text.input,
        "outputs": text.outputs,
        "parameters": spec["parameters"],
        "multiplyAdds": multiply_adds(network, model),
        "per": "window" if network.stages else "picture" if network.task == "detection" else "face",
        "bytes": sum(int(each["bytes"]) for each in spec["files"].values()),
        "source": network.source,
        "licence": network.licence,
        "parity": measured.get("parity", []),
        "accuracy": measured.get("accuracy", []),
        "limits": list(text.limits),
    }
    return about | ({"extra": network.extra} if network.extra else {})


def index() -> list[dict[str, str]]:
    """Return every network of the registry, built or not, with the command that brings it."""
    return [
        {
            "name": network.name,
            "title": network.title,
            "task": network.task,
            "summary": TEXTS[network.name].summary,
            "command": command(network),
        }
        for network in registry.NETWORKS
    ]


def command(network: Network) -> str:
    """Return what to run for a network whose weights are not here."""
    return COMMANDS[network.extra].format(network.name)


def multiply_adds(network: Network, model: Any) -> int:
    """Count the multiplications of convolutions and dense layers for one input of the network's own size.

    Of a network in stages: one proposal window of the self-test's size and one patch for each later stage.
    """
    import keras

    layers = [layer for layer in model.layers if _kernels(layer)]
    feed = [np.zeros((1, each.size, each.size, 3), np.float32) for each in network.inputs]
    if network.stages:
        feed[0] = np.zeros((1, *[network.selftest_sizes()[network.input.name]] * 2, 3), np.float32)
    alone = len(feed) == 1
    probe = keras.Model(model.inputs[0] if alone else model.inputs, [layer.output for layer in layers])
    outputs = probe(feed[0] if alone else feed)
    outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    return sum(_work(layer, answer.shape) for layer, answer in zip(layers, outputs, strict=True))


def markdown(about: dict[str, Any]) -> str:
    """Return a card as Markdown."""
    lines = [f"# {about['title']} (`{about['name']}`)", "", about["summary"], "", "| | |", "|---|---|"]
    lines += [
        f"| In the library | `{about['library']}` |",
        f"| Input | {about['input']} |",
        f"| Outputs | {about['outputs']} |",
        f"| Parameters | {about['parameters']:,} |",
        f"| Multiply-adds a {about['per']} | {about['multiplyAdds'] / 1e6:,.1f} million |",
        f"| Bytes | {about['bytes']:,} |",
        f"| Source | {about['source']} |",
        f"| Licence | {about['licence']} |",
    ]
    if about["parity"]:
        lines += ["", "## The same answer everywhere", "", "| What | Largest difference | Allowed |", "|---|---|---|"]
        lines += [f"| {each['what']} | {each['value']} | {each['allowed']} |" for each in about["parity"]]
    if about["accuracy"]:
        lines += ["", "## Accuracy, measured", "", "| On | What | |", "|---|---|---|"]
        lines += [f"| {each['set']} | {each['measure']} | {each['value']} |" for each in about["accuracy"]]
    return "\n".join([*lines, "", "## Limits", "", *(f"- {sentence}" for sentence in about["limits"])])


def read_measured(file: Path | None = None) -> dict[str, dict[str, Any]]:
    """Return the measured figures, by network."""
    file = file or MEASURED
    measured: dict[str, dict[str, Any]] = json.loads(file.read_text()) if file.exists() else {}
    return measured


def record(part: Part, figures: Mapping[str, list[dict[str, str]]], file: Path | None = None) -> None:
    """Replace one part of the measured figures of these networks; all else in the file stays as it is."""
    measured = read_measured(file)
    for name, lines in figures.items():
        measured.setdefault(name, {})[part] = lines
    text = json.dumps(measured, indent=1, ensure_ascii=False, sort_keys=True)
    (file or MEASURED).write_text(text + "\n")


def _kernels(layer: Any) -> list[Any]:
    """Return the weights of a layer that are multiplied with what it sees."""
    return [weight for weight in layer.weights if weight.name.endswith("kernel")]


def _work(layer: Any, answer: Any) -> int:
    """Return the multiplications of one layer: each kernel is applied at every place of the answer."""
    places = int(np.prod(answer[1:-1])) if len(answer) > 2 else 1
    return places * sum(int(np.prod(kernel.shape)) for kernel in _kernels(layer))
