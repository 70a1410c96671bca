"""Galleries of made-up people, whose distances follow known distributions."""

import numpy as np
from numpy.typing import ArrayLike

from webapp.domain.descriptors import PersonDescriptors


def person(name: str, rows: ArrayLike) -> PersonDescriptors:
    """Return a person whose references are called NAME-0, NAME-1, … ."""
    matrix = np.array(rows, np.float32)
    return PersonDescriptors(name, name.title(), tuple(f"{name}-{i}" for i in range(len(matrix))), matrix)


def gallery(
    people: int, each: int, *, between: float = 0.05, within: float = 0.02, seed: int = 1
) -> list[PersonDescriptors]:
    """Return people with `each` references: normal around a centre in all 128 numbers, and so are the centres around 0.

    Two references of one person are `within` · √2 · χ(128) apart, of two people √(within² + between²) · √2 · χ(128).
    """
    random = np.random.default_rng(seed)
    centres = random.normal(scale=between, size=(people, 1, 128))
    return [
        person(f"p{i}", rows) for i, rows in enumerate(centres + random.normal(scale=within, size=(people, each, 128)))
    ]
