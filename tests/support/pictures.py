"""Pictures made on the spot, as bytes: good ones, odd ones and hostile ones."""

import io
import struct
import zlib
from typing import Any

from numpy.typing import NDArray
from PIL import Image

RED = (200, 30, 40)


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """Return a picture in a format that Pillow writes."""
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def jpeg(width: int = 80, height: int = 60, colour: tuple[int, int, int] = RED, **options: Any) -> bytes:
    """Return a JPEG of one colour."""
    return encoded(Image.new("RGB", (width, height), colour), "JPEG", **options)


def png(pixels: NDArray[Any], colour_type: int, depth: int = 8) -> bytes:
    """Return a PNG of exactly these pixels [height, width(, channels)], written without an image library."""
    height, width = pixels.shape[:2]
    rows = pixels.astype(">u2" if depth == 16 else ">u1").reshape(height, -1)
    raw = b"".join(b"\0" + row.tobytes() for row in rows)
    return png_file(width, height, zlib.compress(raw), colour_type, depth)


def png_file(width: int, height: int, data: bytes, colour_type: int = 0, depth: int = 8) -> bytes:
    """Return a PNG with any declared size and any compressed data."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour_type, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def bomb(side: int) -> bytes:
    """Return a grey PNG of side × side black pixels in few bytes."""
    packer = zlib.compressobj(9)
    row = bytes(side + 1)
    data = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    return png_file(side, side, data)


def with_orientation(picture: Image.Image, orientation: int) -> bytes:
    """Return a JPEG that says by EXIF how it is to be turned, with a place and a camera in it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    return encoded(picture, "JPEG", exif=exif, quality=95, subsampling="4:4:4")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
