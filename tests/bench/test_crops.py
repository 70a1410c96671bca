"""Squares that a study cuts out, and small changes of them."""

import numpy as np
import pytest

from bench.accuracy.crops import AVERAGES, View, mirrored, moved, tilt
from converter.preprocess import Similarity

SQUARE = Similarity(100, 0, 10, 20)  # 100 pixels a side, its corner at (10, 20)


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (View(), (100, 0, 10, 20)),
        (View(0.1, -0.2), (100, 0, 20, 0)),
        (View(scale=0.5), (50, 0, 35, 45)),
        (View(turn=90), (0, 100, 110, 20)),  # clockwise: the upper left corner goes to the upper right
        (View(0.1, 0, 2.0), (200, 0, -30, -30)),
    ],
)
def test_a_view_of_a_square(view: View, expected: tuple[float, ...]) -> None:
    found = moved(SQUARE, view)
    assert (found.a, found.b, found.x, found.y) == pytest.approx(expected)


def test_a_turned_square_shifts_along_its_own_axes() -> None:
    found = moved(Similarity(0, 100, 110, 20), View(0.1, 0))
    assert (found.a, found.b, found.x, found.y) == pytest.approx((0, 100, 110, 30))


def test_tilt_of_eyes() -> None:
    points = np.zeros((68, 2))
    points[42:48] = (10, 10)
    assert tilt(points) == pytest.approx(45)


def test_a_mirror_swaps_left_and_right() -> None:
    pixels = np.arange(12).reshape(2, 2, 3)
    assert mirrored(pixels, View(mirror=True)).tolist() == [[[3, 4, 5], [0, 1, 2]], [[9, 10, 11], [6, 7, 8]]]
    assert mirrored(pixels, View()) is pixels


def test_each_average_holds_the_plain_crop() -> None:
    assert all(views[0] == View() for views in AVERAGES.values())
    assert [len(views) for views in AVERAGES.values()] == [1, 2, 5, 10]
