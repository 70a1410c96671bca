"""Familiar's version, from the installed package, and that of the browser's TensorFlow.js, from package.json."""

import json
from importlib.metadata import PackageNotFoundError, version

from webapp.paths import ROOT


def _familiar() -> str:
    try:
        return version("familiar")
    except PackageNotFoundError:  # run from a checkout that was not installed
        return "0"


def _tensorflow_js() -> str:
    try:
        pinned = json.loads((ROOT / "package.json").read_text())["dependencies"]
        return str(pinned["@tensorflow/tfjs-core"])
    except (OSError, ValueError, KeyError):
        return "–"


VERSION = _familiar()
VERSIONS = {"familiar": VERSION, "tensorflow_js": _tensorflow_js()}
