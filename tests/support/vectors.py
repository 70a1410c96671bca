"""The test vectors that JavaScript's tests read too."""

import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent.parent / "vectors"


def cases(name: str) -> list[Any]:
    """Return the cases of a file as parameters of a test, each with its name."""
    return [pytest.param(case, id=case["name"]) for case in json.loads((FOLDER / f"{name}.json").read_text())["cases"]]
