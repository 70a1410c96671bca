"""Ways to cut a face out for a recogniser, as a study varies them: a square of the image, moved a little, mirrored."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from converter.preprocess import Similarity


@dataclass(frozen=True)
class View:
    """A small change of a square: shift in sides, scale, turn in degrees (clockwise); then perhaps a mirror."""

    across: float = 0.0
    down: float = 0.0
    scale: float = 1.0
    turn: float = 0.0
    mirror: bool = False


PLAIN = (View(),)
FLIPPED = (View(), View(mirror=True))
JITTERED = (  # about what dlib's own jitter does: 2 % shift, 3 % scale, 3 degrees
    View(),
    View(0.02, 0.01, 0.97, 3),
    View(-0.02, -0.01, 0.97, -3),
    View(0.01, -0.02, 1.03, 3),
    View(-0.01, 0.02, 1.03, -3),
)
AVERAGES = {
    "one crop": PLAIN,
    "and its mirror": FLIPPED,
    "five jittered": JITTERED,
    "five jittered and mirrored": tuple(replace(view, mirror=side) for view in JITTERED for side in (False, True)),
}


def moved(place: Similarity, view: View) -> Similarity:
    """Return the square that a view of a square sees; it shifts along its own axes and turns about its middle."""
    side = complex(place.a, place.b)
    middle = complex(place.x, place.y) + side * complex(0.5 + view.across, 0.5 + view.down)
    turned = side * view.scale * np.exp(1j * np.radians(view.turn))
    corner = middle - turned * (0.5 + 0.5j)
    return Similarity(float(turned.real), float(turned.imag), float(corner.real), float(corner.imag))


def tilt(points: NDArray[np.float64]) -> float:
    """Return by how many degrees the line through the eyes of 68 landmarks is turned, clockwise."""
    across, down = points[42:48].mean(axis=0) - points[36:42].mean(axis=0)
    return float(np.degrees(np.arctan2(down, across)))


def mirrored(pixels: NDArray[Any], view: View) -> NDArray[Any]:
    """Return the pixels [h, w, 3] as a view wants them: mirrored, or as they are."""
    return np.ascontiguousarray(pixels[:, ::-1]) if view.mirror else pixels
