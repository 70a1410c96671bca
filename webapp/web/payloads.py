"""Requests to domain objects, and domain objects to JSON and bytes."""

import json
from typing import IO, Any

import numpy as np
from flask import Request

from webapp.domain.descriptors import Descriptors, as_descriptor
from webapp.domain.errors import BadFace, EmptyFile
from webapp.domain.faces import Box, DescribedFace, Recogniser
from webapp.web.refusals import BadRequest

_FLOATS = np.dtype("<f4")
_SIDES = ("x", "y", "width", "height")


def photo(request: Request) -> IO[bytes]:
    """Return the file part `photo`. Raises EmptyFile where there is none."""
    part = request.files.get("photo")
    if part is None:
        raise EmptyFile
    return part.stream


def text(request: Request, name: str) -> str:
    """Return a text part. Raises BadRequest where there is none."""
    if name not in request.form:
        raise BadRequest(reason=f"the part “{name}” is missing")
    return request.form[name]


def face_part(request: Request) -> dict[str, Any]:
    """Return the text part `face`, parsed. Raises BadFace."""
    try:
        value = json.loads(request.form.get("face", ""))
    except (ValueError, RecursionError) as error:
        raise BadFace(reason="its description is not JSON") from error
    return _members(value)


def body(request: Request) -> dict[str, Any]:
    """Return the JSON body. Raises BadRequest unless it is an object."""
    value = request.get_json(silent=True)
    if not isinstance(value, dict):
        raise BadRequest(reason="a JSON object is missing")
    return value


def described_face(value: dict[str, Any]) -> DescribedFace:
    """Return a face with box, descriptor and recogniser. Raises BadFace."""
    descriptor = value.get("descriptor")
    if not isinstance(descriptor, list):
        raise BadFace(reason="its descriptor is missing")
    maker = _members(value.get("recogniser"))
    names = (maker.get("name"), maker.get("version"))
    if not all(isinstance(name, str) and 0 < len(name) <= 100 for name in names):
        raise BadFace(reason="its recogniser is missing")
    return DescribedFace(
        box(value), as_descriptor([_number(each) for each in descriptor]), Recogniser(*map(str, names))
    )


def box(value: dict[str, Any]) -> Box:
    """Return a face's box. Raises BadFace."""
    sides = _members(value.get("box"))
    return Box(*(_number(sides.get(side)) for side in _SIDES))


def descriptors_json(gallery: Descriptors) -> dict[str, Any]:
    """Return the gallery as JSON. Each float32 is written as the double that it is, so nothing is lost."""
    people = [
        {
            "id": person.person_id,
            "name": person.name,
            "references": [
                {"id": reference_id, "descriptor": row}
                for reference_id, row in zip(person.reference_ids, person.matrix.tolist(), strict=True)
            ],
        }
        for person in gallery.people
    ]
    return {**_head(gallery), "people": people}


def descriptors_bytes(gallery: Descriptors) -> bytes:
    """Return the gallery as bytes, in little-endian order throughout.

    uint32 length of the header; the header, JSON in UTF-8, padded with spaces so that what follows begins at a multiple
    of 4; then float32 [references, length], in the order of the header's people, `count` rows each.
    """
    people = [{"id": each.person_id, "name": each.name, "count": len(each.matrix)} for each in gallery.people]
    header = json.dumps({**_head(gallery), "people": people}, ensure_ascii=False).encode()
    header += b" " * (-len(header) % 4)
    rows = (np.ascontiguousarray(each.matrix, _FLOATS).tobytes() for each in gallery.people)
    return b"".join((len(header).to_bytes(4, "little"), header, *rows))


def _head(gallery: Descriptors) -> dict[str, Any]:
    recogniser = {"name": gallery.recogniser.name, "version": gallery.recogniser.version}
    return {"recogniser": recogniser, "length": gallery.length, "threshold": gallery.threshold}


def _members(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadFace(reason="its description lacks box, descriptor or recogniser")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadFace(reason="its box or descriptor holds something other than numbers")
    try:
        return float(value)
    except OverflowError as error:
        raise BadFace(reason="its box or descriptor holds numbers that are not finite") from error
