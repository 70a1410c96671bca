"""The same inputs through Keras and through the exported shards: the largest difference, per output."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from converter import build, export, registry, selftest, shards
from converter.errors import VerificationFailed, WeightsMissing
from converter.network import Network
from converter.preprocess import network_input
from converter.shards import Feed

PHOTOS = registry.ROOT / "node_modules" / "@vladmandic" / "face-api" / "demo"
NOISE = 2  # inputs of uniform noise, beside the self-test's
SEED = 68


def verify(name: str, models: Path = build.MODELS, photos: Path = PHOTOS) -> dict[str, float]:
    """Compare a network's Keras model with its shards in TensorFlow.js.

    Args:
        name: a network of the registry.
        models: the folder that `build` wrote.
        photos: a folder of JPEGs with faces; they and their quarters and centres are inputs, beside noise.

    Returns:
        Output name → largest absolute difference over all inputs.

    Raises:
        WeightsMissing: the shards or the photos are not there.
        VerificationFailed: a difference is above the network's tolerance, or a value is not a number.
    """
    network = registry.find(name)
    folder = models / name
    if not (folder / "spec.json").exists():
        raise WeightsMissing(f"{name} is not built yet. Run `familiar-convert build {name}` first.")
    feeds = inputs(network, photos)
    model = registry.load(name)
    expected = [
        {key: np.asarray(value) for key, value in export.call(model, list(feed.values())).items()} for feed in feeds
    ]
    differences = largest(expected, shards.run(folder, feeds))
    for output, difference in differences.items():
        check(name, {output: difference}, network.tolerance_of(output))
    return differences


def inputs(network: Network, photos: Path) -> list[Feed]:
    """Return pictures for every input, name → [1, size, size, 3]: the self-test's, noise, and views of real photos."""
    random = np.random.default_rng(SEED)
    found = sorted(photos.glob("sample*.jpg"))
    if not found:
        raise WeightsMissing(
            f"No sample*.jpg in {photos.name}/ to verify with. Run `npm ci`, or name a folder with --photos."
        )
    side = max(spec.size for spec in network.inputs)
    images = [random.integers(0, 256, (side, side, 3), np.uint8) for _ in range(NOISE)]
    images += [view for path in found for view in views(path)]
    sizes = network.selftest_sizes()
    feeds = [
        _feed(network, image, {spec.name: max(spec.size, sizes[spec.name]) for spec in network.inputs})
        for image in images
    ]
    feeds += [_feed(network, images[-1], {network.input.name: size}) for size in (network.input.sizes or ())[:2]]
    return [selftest.inputs(network), *feeds]


def _feed(network: Network, image: Any, sizes: dict[str, int]) -> Feed:
    """Return one picture as every input wants it, at the given sizes."""
    return {
        spec.name: np.asarray(network_input(image, spec, sizes[spec.name]), np.float32)[None] for spec in network.inputs
    }


def views(path: Path) -> list[Any]:
    """Return a photo, its four quarters and its centre, RGB [height, width, 3]: faces of several sizes and places."""
    import cv2

    read = cv2.imread(str(path))
    if read is None:
        raise WeightsMissing(
            f"{path.name} is not a picture that can be read; replace it or name a folder with --photos."
        )
    image = cv2.cvtColor(read, cv2.COLOR_BGR2RGB)
    h, w = image.shape[0] // 2, image.shape[1] // 2
    corners = [(0, 0), (0, w), (h, 0), (h, w), (h // 2, w // 2)]
    return [image, *(image[y : y + h, x : x + w] for y, x in corners)]


def largest(expected: list[Feed], answered: list[Feed]) -> dict[str, float]:
    """Return output name → largest absolute difference; NaN where either side is not a number."""
    return {
        name: float(np.max([np.abs(a[name] - b[name]).max() for a, b in zip(expected, answered, strict=True)]))
        for name in expected[0]
    }


def check(name: str, differences: dict[str, float], tolerance: float) -> None:
    """Raise VerificationFailed unless every difference is a number within the tolerance."""
    wrong = {output: value for output, value in differences.items() if not value <= tolerance}
    if wrong:
        raise VerificationFailed(
            f"{name}: {json.dumps(wrong)} differ by more than {tolerance:g} between Keras and the shards."
        )
