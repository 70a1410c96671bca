"""Reads the part of MATLAB's level 5 MAT-files in which WIDER FACE keeps its labels: cells, texts and numbers.

After "MAT-File Format" (The MathWorks). No structures, no sparse or complex arrays, little endian only.
"""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

HEADER = 128  # bytes
MATRIX, COMPRESSED = 14, 15
NUMBERS = {1: "i1", 2: "u1", 3: "<i2", 4: "<u2", 5: "<i4", 6: "<u4", 7: "<f4", 9: "<f8", 12: "<i8", 13: "<u8", 16: "u1"}
CELL, CHAR, NUMERIC = 1, 4, range(6, 16)


class UnreadableMat(ValueError):
    """The file is not a MAT-file, or holds what this reader does not read."""


def read(file: Path) -> dict[str, Any]:
    """Return variable → value: a cell is an object array, a text a str, numbers an array, in their MATLAB shape.

    Raises:
        UnreadableMat: the file is of another kind.
    """
    data = file.read_bytes()
    if data[124:128] != b"\x00\x01IM":
        raise UnreadableMat(f"{file.name} is not a little-endian MAT-file of level 5.")
    return dict(_matrix(body) for kind, body in _elements(data[HEADER:]) if kind == MATRIX)


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield type and content of the elements that follow each other; compressed ones are unpacked."""
    at = 0
    while at + 8 <= len(data):
        kind, size = struct.unpack_from("<II", data, at)
        if kind >> 16:  # a small element: size and type share a word, and the content fills the next
            yield kind & 0xFFFF, data[at + 4 : at + 4 + (kind >> 16)]
            at += 8
        elif kind == COMPRESSED:
            yield from _elements(zlib.decompress(data[at + 8 : at + 8 + size]))
            at += 8 + size
        else:
            yield kind, data[at + 8 : at + 8 + size]
            at += 8 + (size + 7) // 8 * 8


def _matrix(body: bytes) -> tuple[str, Any]:
    """Return name and value of an array."""
    if not body:
        return "", np.zeros((0, 0))
    (_, flags), (_, dimensions), (_, name), *content = _elements(body)
    kind = flags[0]
    shape = tuple(np.frombuffer(dimensions, "<i4").tolist())
    if kind == CELL:
        return name.decode(), _cell([_matrix(part)[1] for _, part in content], shape)
    if kind == CHAR:
        return name.decode(), "".join(map(chr, _numbers(*content[0])))
    if kind in NUMERIC:
        return name.decode(), _numbers(*content[0]).reshape(shape, order="F")
    raise UnreadableMat(f"{name.decode()} is an array of class {kind}, which is not read.")


def _cell(values: list[Any], shape: tuple[int, ...]) -> Any:
    cell = np.empty(len(values), object)
    for index, value in enumerate(values):
        cell[index] = value
    return cell.reshape(shape, order="F")


def _numbers(kind: int, content: bytes) -> Any:
    if kind not in NUMBERS:
        raise UnreadableMat(f"Numbers of type {kind} are not read.")
    return np.frombuffer(content, NUMBERS[kind])
