"""MTCNN (Zhang et al., 2016): small networks that propose, refine and place faces, in one model with three inputs."""

from typing import Any

import keras
from keras import layers, ops

POINTS = 5

# Convolutions (filters, kernel), each followed by PReLU and maybe a max-pool (size, padding) of stride 2.
PROPOSE = ((10, 3, (2, "same")), (16, 3, None), (32, 3, None))
REFINE = ((28, 3, (3, "same")), (48, 3, (3, "valid")), (64, 2, None))
OUTPUT = ((32, 3, (3, "same")), (64, 3, (3, "valid")), (64, 3, (2, "same")), (128, 2, None))

Stack = tuple[tuple[int, int, tuple[int, str] | None], ...]


def convolutions(x: Any, stack: Stack, name: str) -> Any:
    """Run a stack of convolutions."""
    for index, (filters, kernel, pool) in enumerate(stack, 1):
        x = layers.Conv2D(filters, kernel, name=f"{name}_conv{index}")(x)
        x = layers.PReLU(shared_axes=(1, 2), name=f"{name}_prelu{index}")(x)
        if pool:
            x = layers.MaxPooling2D(pool[0], strides=2, padding=pool[1])(x)
    return x


def face_column(logits: Any) -> Any:
    """Return the probability of "face" from the logits of "no face" and "face" on the last axis."""
    return ops.softmax(logits, axis=-1)[..., 1]


def propose(picture: Any) -> dict[str, Any]:
    """P-net: for each cell of 12 × 12 pixels, two pixels apart, a score and corrections of its four sides."""
    x = convolutions(picture, PROPOSE, "pnet")
    scores = face_column(layers.Conv2D(2, 1, name="pnet_conv4_1")(x))
    return {"pnet_scores": scores, "pnet_regions": layers.Conv2D(4, 1, name="pnet_conv4_2")(x)}


def judge(patch: Any, stack: Stack, units: int, heads: dict[str, int], name: str) -> dict[str, Any]:
    """R-net and O-net: convolutions, one dense layer, and a head each for score, sides and points."""
    x = layers.Flatten()(convolutions(patch, stack, name))
    x = layers.PReLU(name=f"{name}_prelu{len(stack) + 1}")(layers.Dense(units, name=f"{name}_fc1")(x))
    outputs = {f"{name}_scores": face_column(layers.Dense(2, name=f"{name}_fc2_1")(x))}
    for index, (output, width) in enumerate(heads.items(), 2):
        outputs[f"{name}_{output}"] = layers.Dense(width, name=f"{name}_fc2_{index}")(x)
    return outputs


def build() -> keras.Model:
    """Build three networks on RGB pictures normalised to -1..1; n patches, but one level of the pyramid, at a time.

    `pnet` [1, h, w, 3] → `pnet_scores` [1, h', w'], `pnet_regions` [1, h', w', 4], h' = ⌈(h - 2) / 2⌉ - 4, w' alike;
    `rnet` [n, 24, 24, 3] → `rnet_scores` [n], `rnet_regions` [n, 4];
    `onet` [n, 48, 48, 3] → `onet_scores` [n], `onet_regions` [n, 4], `onet_points` [n, 10]: five x, then five y.
    Regions are left, top, right, bottom as shares of the box's size; points are shares of the box.
    """
    pnet = keras.Input((None, None, 3), batch_size=1, name="pnet")
    rnet, onet = keras.Input((24, 24, 3), name="rnet"), keras.Input((48, 48, 3), name="onet")
    outputs = {
        **propose(pnet),
        **judge(rnet, REFINE, 128, {"regions": 4}, "rnet"),
        **judge(onet, OUTPUT, 256, {"regions": 4, "points": 2 * POINTS}, "onet"),
    }
    return keras.Model([pnet, rnet, onet], outputs, name="mtcnn")
