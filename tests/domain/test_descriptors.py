"""What is a descriptor and what is not."""

import math

import numpy as np
import pytest

from webapp.domain.descriptors import as_descriptor
from webapp.domain.errors import BadFace


def test_a_descriptor_is_128_float32() -> None:
    made = as_descriptor([0.1] * 128)
    assert made.shape == (128,)
    assert made.dtype == np.float32
    assert made[0] == np.float32(0.1)


@pytest.mark.parametrize(
    "values",
    [[], [0.0] * 127, [0.0] * 129, [0.0] * 127 + [math.nan], [math.inf] * 128, [1e300] * 128],
    ids=["none", "127", "129", "NaN", "infinite", "beyond float32"],
)
def test_what_is_no_descriptor_is_refused(values: list[float]) -> None:
    with pytest.raises(BadFace):
        as_descriptor(values)
