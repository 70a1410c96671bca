"""How far two lists of faces of one picture are apart."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from webapp.domain.faces import Box
from webapp.inference.geometry import iou

Faces = list[dict[str, Any]]
NEAR = 0.9  # overlap from which two boxes are one face
UNITS = {
    "box": "px",
    "score": "",
    "landmarks": "px",
    "descriptor": "L2",
    "expressions": "",
    "age": "years",
    "gender": "",
}


def largest(first: Mapping[str, Faces], second: Mapping[str, Faces]) -> dict[str, float]:
    """Return part of a face → largest difference over the pictures that both know; "faces": those without a twin."""
    found: dict[str, float] = {"faces": 0}
    for item in first.keys() & second.keys():
        alone, pairs = twins(first[item], second[item])
        found["faces"] += alone
        for one, other in pairs:
            for part, value in differences(one, other):
                found[part] = max(found.get(part, 0.0), value)
    return found


def twins(first: Faces, second: Faces) -> tuple[int, list[tuple[dict[str, Any], dict[str, Any]]]]:
    """Return how many faces have no twin, and the pairs of the others: each with the free box that overlaps most."""
    if all("box" not in face for face in first + second):
        return abs(len(first) - len(second)), list(zip(first, second, strict=False))
    free, pairs = list(second), []
    for face in first:
        overlap, at = max(((_overlap(face, other), at) for at, other in enumerate(free)), default=(0.0, 0))
        if overlap >= NEAR:
            pairs.append((face, free.pop(at)))
    return len(first) - len(pairs) + len(free), pairs


def differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """Yield part → difference: pixels, L2 for descriptors, else absolute; infinite where one side lacks the part."""
    for part in UNITS:
        if (part in one) != (part in other):
            yield part, float("inf")
        elif part in one:
            yield part, _apart(part, one, other)


def _apart(part: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    if part == "gender":
        return 0.0 if one[part] == other[part] else 1.0
    a, b = (np.array(list(v.values()) if isinstance(v, dict) else v, float) for v in (one[part], other[part]))
    if part == "descriptor":
        return float(np.linalg.norm(a - b))
    return float(np.abs(a - b).max())


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    return iou(Box(**one["box"]), Box(**other["box"]))


def told(found: Mapping[str, float]) -> str:
    """Return the differences as a cell of a table."""
    parts = [f"{part} {value:.0e} {UNITS[part]}".strip() for part, value in found.items() if part != "faces"]
    alone = f"{found['faces']:.0f} faces without a twin"
    return ", ".join([*parts, alone] if found["faces"] else parts) or "–"
