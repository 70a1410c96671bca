"""What the About page needs to check the visitor's device."""

from typing import Any

from flask import url_for

from webapp.web import networks, samples
from webapp.web.translations import translated

USUAL = ("tiny_face_detector", "face_landmark_68", "face_expression", "age_gender")
SAMPLE = "eileen_collins"


def check(specs: dict[str, networks.Json], recogniser: str) -> dict[str, Any]:
    """Return which networks to prove, usually and at most, their titles, and a photo to time where there is one."""
    detectors = [name for name, spec in specs.items() if spec.get("task") == "detection"]
    return {
        "networks": [name for name in specs if name in (*USUAL, recogniser)],
        "every": list(specs),
        "bytes": sum(map(networks.size, specs.values())),
        "titles": {name: translated(spec.get("title", name)) for name, spec in specs.items()},
        "detector": USUAL[0] if USUAL[0] in detectors else next(iter(detectors), ""),
        "recogniser": recogniser,
        "picture": url_for("static", filename=f"samples/{SAMPLE}.jpg") if SAMPLE in samples.found() else None,
    }
