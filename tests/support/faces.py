"""Faces and descriptors as a browser would send them."""

import json
from pathlib import Path
from typing import Any

import numpy as np

from webapp.domain.faces import Box, DescribedFace, Descriptor, Recogniser

RECOGNISER = Recogniser("face_recognition", "test-1")
OLDER = Recogniser("face_recognition", "test-0")  # the same network with the crop of earlier galleries
BOX = {"x": 20.5, "y": 10.25, "width": 30.0, "height": 32.0}


def descriptor(seed: int) -> Descriptor:
    """Return a descriptor of length 1; the same for the same seed."""
    values = np.random.default_rng(seed).normal(size=128)
    return (values / np.linalg.norm(values)).astype(np.float32)


def face(seed: int = 1, **changes: Any) -> dict[str, Any]:
    """Return a face as JSON, with some members replaced."""
    maker = {"name": RECOGNISER.name, "version": RECOGNISER.version}
    return {"box": BOX, "descriptor": descriptor(seed).tolist(), "recogniser": maker, **changes}


def described(seed: int = 1) -> DescribedFace:
    """Return the same face as the domain sees it."""
    return DescribedFace(Box(**BOX), descriptor(seed), RECOGNISER)


def write_models(folder: Path) -> Path:
    """Make a models folder that says which recogniser is in use, and return it."""
    spec = folder / "face_recognition" / "spec.json"
    spec.parent.mkdir(parents=True)
    crops = [{"name": "upright", "version": RECOGNISER.version}, {"name": "face-api", "version": OLDER.version}]
    spec.write_text(json.dumps({"name": RECOGNISER.name, "version": RECOGNISER.version, "crops": crops}))
    return folder
