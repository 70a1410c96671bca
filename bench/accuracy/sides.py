"""The two sides that must give the same answers: the server's pipeline, and the browser's library in Node."""

import base64
import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.accuracy import server
from bench.accuracy.datasets import ROOT
from bench.pages import served
from webapp.domain.faces import Face
from webapp.inference.request import DetectorOptions, Request

SCRIPT = Path(__file__).with_name("shards.js")
WHOLE = "whole"  # the request that takes a picture itself for a face and asks for its expression
Picture = NDArray[np.uint8]  # RGB, [height, width, 3]
Faces = list[dict[str, Any]]  # the library's JSON of faces


class Node:
    """The library in a Node process of its own: pictures in, faces out."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def faces(self, image: Picture, request: Any) -> Faces:
        """Return the faces of a picture.

        Args:
            image: see Picture.
            request: as the library takes it, or WHOLE.

        Raises:
            RuntimeError: the process ended; it has said why on standard error.
        """
        rgb = base64.b64encode(np.ascontiguousarray(image).tobytes()).decode()
        job = {"width": image.shape[1], "height": image.shape[0], "rgb": rgb, "request": request}
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("Node ended before it answered.")
        faces: Faces = json.loads(line)
        return faces


@contextmanager
def node(networks: Sequence[str]) -> Iterator[Node]:
    """Run the library with these networks loaded from the shards; WebAssembly."""
    with served(ROOT) as address:
        command = ["node", str(SCRIPT), f"{address}/static/models/", *networks]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            try:
                yield Node(process)
            finally:
                process.kill()


def on_server(image: Picture, request: Any) -> Faces:
    """Return the faces of a picture by the server's pipeline; see Node.faces."""
    if request == WHOLE:
        return [{"expressions": server.expressions(image)}]
    return [_json(face) for face in server.analyzer().analyze(image, server_request(request))]


def server_request(request: dict[str, Any]) -> Request:
    """Return the server's form of a request to the library."""
    wanted = {snake(name): value for name, value in request.items()}
    detector = DetectorOptions(**{snake(name): value for name, value in wanted.pop("detector").items()})
    for part in ("landmarks", "descriptors"):
        if isinstance(wanted.get(part), dict):
            wanted[part] = wanted[part]["name"]
    return Request(detector, **wanted)


def snake(name: str) -> str:
    """Return a name of JavaScript as Python writes it: `minFaceSize` → `min_face_size`."""
    return re.sub("[A-Z]", lambda letter: f"_{letter[0].lower()}", name)


def _json(face: Face) -> dict[str, Any]:
    values = {name: value for name, value in vars(face).items() if value is not None}
    arrays = {name: value.tolist() for name, value in values.items() if isinstance(value, np.ndarray)}
    return {**values, **arrays, "box": asdict(face.box)}
