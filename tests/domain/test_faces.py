"""Where a face may be in its picture."""

import math

import pytest

from webapp.domain.errors import BadFace
from webapp.domain.faces import Box


@pytest.mark.parametrize("box", [Box(0, 0, 100, 50), Box(-10.5, -3, 40, 40), Box(90, 40, 30, 30)])
def test_a_box_may_reach_over_the_edges(box: Box) -> None:
    box.check_inside(100, 50)


@pytest.mark.parametrize(
    "box",
    [
        Box(100, 0, 10, 10),
        Box(0, 50, 10, 10),
        Box(-20, 0, 20, 20),
        Box(0, 0, 0, 10),
        Box(0, 0, 10, -1),
        Box(math.nan, 0, 10, 10),
        Box(0, 0, math.inf, 10),
    ],
)
def test_a_box_outside_the_picture_is_refused(box: Box) -> None:
    with pytest.raises(BadFace):
        box.check_inside(100, 50)
