"""Descriptors: 128 float32 numbers, compared by Euclidean distance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from webapp.domain.errors import BadFace
from webapp.domain.faces import Descriptor, Recogniser

LENGTH = 128


def as_descriptor(values: Sequence[float]) -> Descriptor:
    """Return `values` as float32 [128]. Raises BadFace for another length and for numbers that are not finite."""
    if len(values) != LENGTH:
        raise BadFace(reason=f"its descriptor has {len(values)} numbers instead of {LENGTH}")
    with np.errstate(over="ignore"):  # a number beyond float32 becomes infinite and is refused below
        descriptor = np.asarray(values, dtype=np.float64).astype(np.float32)
    if not np.isfinite(descriptor).all():
        raise BadFace(reason="its descriptor holds numbers that are not finite")
    return descriptor


@dataclass(frozen=True)
class PersonDescriptors:
    """All descriptors of one person by one recogniser: `matrix` is float32 [len(reference_ids), 128]."""

    person_id: str
    name: str
    reference_ids: tuple[str, ...]
    matrix: NDArray[np.float32]


@dataclass(frozen=True)
class Descriptors:
    """The part of a gallery that a matcher needs: people in the gallery's order, of one recogniser."""

    recogniser: Recogniser
    threshold: float
    people: tuple[PersonDescriptors, ...]
    length: int = LENGTH
