"""Run exported shards in TensorFlow.js, from Python: one Node process a network."""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from converter.errors import ConversionError

SCRIPT = Path(__file__).with_name("run_shards.js")
Feed = dict[str, npt.NDArray[Any]]


def run(folder: Path, feeds: list[Feed]) -> list[Feed]:
    """Return what the graph model in `folder` answers to each feed (input name → values), output name → values.

    Raises:
        ConversionError: Node is missing, or TensorFlow.js refuses the model or an input.
    """
    node = shutil.which("node")
    if node is None:
        raise ConversionError("Node is not installed; TensorFlow.js needs it. Install Node 20 and try again.")
    with tempfile.TemporaryDirectory() as temporary:
        job = Path(temporary)
        _write_job(job, feeds)
        done = subprocess.run([node, SCRIPT, folder.resolve(), job], capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise ConversionError(f"TensorFlow.js could not run {folder.name}: {_reason(done.stderr)}")
        shapes: list[dict[str, list[int]]] = json.loads((job / "result.json").read_text())
        return [
            {name: _read(job / f"out-{i}-{name}.bin", shape) for name, shape in one.items()}
            for i, one in enumerate(shapes)
        ]


def _write_job(job: Path, feeds: list[Feed]) -> None:
    for index, feed in enumerate(feeds):
        for name, values in feed.items():
            values.astype(f"<{values.dtype.kind}4").tofile(job / f"in-{index}-{name}.bin")
    inputs = [{name: _about(values) for name, values in feed.items()} for feed in feeds]
    (job / "job.json").write_text(json.dumps({"inputs": inputs}))


def _about(values: npt.NDArray[Any]) -> dict[str, Any]:
    """Return what TensorFlow.js must know of an input: it has one type for integers and one for fractions."""
    return {"shape": list(values.shape), "dtype": "int32" if values.dtype.kind == "i" else "float32"}


def _read(path: Path, shape: list[int]) -> npt.NDArray[np.float32]:
    return np.fromfile(path, "<f4").reshape(shape)


def _reason(stderr: str) -> str:
    """Return the line of a Node stack trace that names the error."""
    lines = [line.strip() for line in stderr.splitlines() if "Error" in line]
    return lines[0] if lines else stderr.strip()[-300:]
