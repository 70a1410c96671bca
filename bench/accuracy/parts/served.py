"""What the numbers in which FaceNet's weights are served cost against the float32 of its file."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.accuracy import server
from bench.accuracy.cache import pack
from bench.accuracy.crops import View
from bench.accuracy.descriptors import FACENET, Way, box, read
from bench.accuracy.faces import Finder
from bench.accuracy.parts import lfw
from bench.accuracy.report import Section, Table
from bench.accuracy.verification import HEAD
from bench.accuracy.work import Run, Work
from converter import registry
from converter.preprocess import network_input
from converter.toolchain import tensorflow, tensorflowjs
from converter.weights import facenet
from converter.weights.assign import assign
from converter.weights.manifest import Tensors

FOLDS = 2
SMALL = 64  # elements; smaller tensors stay float32 in every way to serve


@dataclass(frozen=True)
class Rounded(Way):
    """FaceNet with its weights in another kind of number."""

    def describe(self, finder: Finder, items: Sequence[str]) -> list[str]:
        """See Way."""
        cut = box(registry.find(FACENET).crops[0].numbers["margin"])
        pixels = [cut(finder.picture(item), finder[item], View()) for item in items]
        batch = np.stack([network_input(each, registry.find(FACENET).input) for each in pixels])
        return [pack(row) for row in forward(self.name)(batch).numpy()]


WAYS = [Rounded(kind, FACENET) for kind in ("float32", "float16", "uint8")]


def weights(kind: str) -> Tensors:
    """Return FaceNet's tensors as numbers of a kind bring them back."""
    exact = facenet.read(registry.find(FACENET).weights.file, rounded=False)
    if kind == "uint8":
        return {name: _on_grid(values) if values.size >= SMALL else values for name, values in exact.items()}
    return facenet.read(registry.find(FACENET).weights.file) if kind == "float16" else exact


@functools.cache
def forward(kind: str) -> Any:
    """Return FaceNet with weights of a kind, compiled: [n, 160, 160, 3] → [n, 128]."""
    tf = tensorflow()
    model = registry.find(FACENET).build()
    assign(model, weights(kind), kind)
    return tf.function(lambda batch: model(batch, training=False)["descriptor"], reduce_retracing=True)


def _on_grid(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the values rounded to 256 steps between the smallest and the largest, as tfjs stores uint8."""
    tensorflowjs()
    from tensorflowjs import quantization

    packed, grid = quantization.quantize_weights(values, np.uint8)
    rounded: NDArray[np.float32] = (packed * np.float32(grid["scale"]) + np.float32(grid["min"])).astype(np.float32)
    return rounded


def runs(work: Work) -> list[Run]:
    """Return what has to be measured."""
    if not server.is_here(FACENET):
        return []
    items, found = lfw.photos(lfw.pairs(work, FOLDS)), lfw.finder(work)
    return [found.run(items), *(way.run(found, items) for way in WAYS)]


def section(work: Work) -> Section | None:
    """Return the section, of what is known."""
    if not server.is_here(FACENET):
        return None
    pairs, finder = lfw.pairs(work, FOLDS), lfw.finder(work)
    exact = read(WAYS[0].results(finder), lfw.photos(pairs), unit=False)
    rows = []
    for way in WAYS:
        known = read(way.results(finder), lfw.photos(pairs), unit=False)
        result = lfw.judged(finder, way, pairs)
        apart = [float(np.linalg.norm(known[item] - exact[item])) for item in known if item in exact]
        if result and apart:
            rows.append([way.name, f"{np.mean(apart):.1e}", f"{max(apart):.1e}", *lfw.cells(FACENET, result)])
    if not rows:
        return None
    head = ["weights", "mean distance from float32", "largest", *HEAD]
    return Section("Served weights against float32", PROTOCOL, [Table("", head, rows)])


PROTOCOL = (
    f"FaceNet on LFW's folds 1–{FOLDS}, with the weights as its file holds them (float32), as they are served "
    "(float16), and as blanket 8-bit numbers would bring them back. The other networks' published weights lie on "
    "an 8-bit grid or are float32, and their shards hold them without loss, so that there is nothing to compare."
)
