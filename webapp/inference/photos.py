"""Bytes of unknown origin → RGB picture, under limits; and the re-encoding in which photos are stored.

Every picture is decoded and encoded again, so nothing but its pixels is ever kept or served: no place, no camera, no
document hidden behind a picture. The declared size is checked before any pixel is decoded.
"""

import hashlib
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps
from PIL.ExifTags import Base

from webapp.domain.errors import (
    Busy,
    EmptyFile,
    FaceError,
    HeicUnsupported,
    NotAnImage,
    SvgRefused,
    TooLarge,
    TooManyPixels,
    TruncatedImage,
)
from webapp.domain.faces import Box
from webapp.domain.photos import MAX_BYTES, MAX_PIXELS, EncodedPhoto, Photo

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
THUMBNAIL = 160  # pixels a side
MARGIN = 0.35  # of the box's longer side, on each side of a thumbnail

ORIENTATION = Base.Orientation.value
Image.MAX_IMAGE_PIXELS = None  # the limit here is stricter and refuses with a sentence

_AT_ONCE = 2  # pictures decoded at the same time; each may take a few hundred MB
_PATIENCE = 30.0  # seconds that a picture waits for its turn

# The brands that follow `ftyp` in the first bytes of HEIC, HEIF and AVIF files (ISO/IEC 23008-12; AV1 image format).
_HEIF_BRANDS = frozenset(
    (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"mif2", b"msf1", b"avif", b"avis")
)


class PillowCodec:
    """The PhotoCodec port on Pillow. At most two pictures are decoded at a time, so that memory stays bounded."""

    def __init__(self) -> None:
        self._turns = threading.BoundedSemaphore(_AT_ONCE)

    def encode(self, source: IO[bytes]) -> EncodedPhoto:
        """See PhotoCodec. Raises Busy where no turn comes in half a minute."""
        with self._turn():
            return encode(read_picture(source))

    def thumbnail(self, jpeg: bytes, box: Box) -> bytes:
        """See PhotoCodec."""
        with self._turn():
            return thumbnail(read_picture(io.BytesIO(jpeg)), box)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=_PATIENCE):
            raise Busy
        try:
            yield
        finally:
            self._turns.release()


def decode(source: IO[bytes]) -> NDArray[np.uint8]:
    """Return the picture as uint8 [height, width, 3]. Raises what `read_picture` raises."""
    return np.asarray(read_picture(source))


def read_picture(source: IO[bytes]) -> Image.Image:
    """Return the first frame as an RGB picture of 8 bits, EXIF orientation applied, composited over white.

    Embedded colour profiles are ignored, as in the browser. Raises EmptyFile, TooLarge, NotAnImage, HeicUnsupported,
    SvgRefused, TooManyPixels, TruncatedImage.
    """
    data = source.read(MAX_BYTES + 1)
    _check_bytes(data)
    with _open(data) as picture:
        width, height = picture.size
        if width * height > MAX_PIXELS:
            raise TooManyPixels(width=width, height=height, limit=MAX_PIXELS // 1_000_000)
        return _load(picture)


def encode(picture: Image.Image) -> EncodedPhoto:
    """Return the picture as JPEG, quality 95 with full colour resolution and no metadata, named by its hash."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=95, subsampling="4:4:4")
    jpeg = buffer.getvalue()
    return EncodedPhoto(Photo(hashlib.sha256(jpeg).hexdigest(), *picture.size), jpeg)


def thumbnail(picture: Image.Image, box: Box) -> bytes:
    """Return a square JPEG of 160 pixels with the face in its middle; grey where the square leaves the picture."""
    face = (max(box.x, 0), max(box.y, 0), min(box.right, picture.width), min(box.bottom, picture.height))
    side = max(face[2] - face[0], face[3] - face[1], 2) * (1 + 2 * MARGIN)
    left, top = (face[0] + face[2] - side) / 2, (face[1] + face[3] - side) / 2
    seen = (max(left, 0), max(top, 0), min(left + side, picture.width), min(top + side, picture.height))
    scale = THUMBNAIL / side  # only what is seen is resized: a square as large as a panorama's width would fill memory
    size = (max(1, round((seen[2] - seen[0]) * scale)), max(1, round((seen[3] - seen[1]) * scale)))
    square = Image.new("RGB", (THUMBNAIL, THUMBNAIL), (128, 128, 128))
    place = (round((seen[0] - left) * scale), round((seen[1] - top) * scale))
    square.paste(picture.resize(size, Image.Resampling.LANCZOS, box=seen), place)
    buffer = io.BytesIO()
    square.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def _check_bytes(data: bytes) -> None:
    if not data:
        raise EmptyFile
    if len(data) > MAX_BYTES:
        raise TooLarge(limit=MAX_BYTES // 2**20)
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        raise HeicUnsupported
    if _looks_like_svg(data[:4096]):
        raise SvgRefused


def _looks_like_svg(head: bytes) -> bool:
    text = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")  # UTF-16 too
    return text.startswith(b"<") and b"<svg" in text.lower()


def _open(data: bytes) -> Image.Image:
    try:
        return Image.open(io.BytesIO(data), formats=FORMATS)
    except Exception as error:  # a reader of headers may raise anything for hostile ones
        raise NotAnImage from error


def _load(picture: Image.Image) -> Image.Image:
    try:
        picture.load()
        return _over_white(ImageOps.exif_transpose(_eight_bit(picture)))
    except FaceError:
        raise
    except Exception as error:  # a decoder may raise anything for damaged data
        raise TruncatedImage from error


def _eight_bit(picture: Image.Image) -> Image.Image:
    """Scale grey pictures of 16 bits to 8, which Pillow's own conversion would clip; keep the EXIF orientation."""
    if picture.mode == "F":
        raise NotAnImage  # floating-point pictures have no agreed white
    if not picture.mode.startswith("I"):
        return picture
    values = np.asarray(picture)
    table = ((np.arange(65536) + 128) // 257).astype(np.uint8)
    scaled = Image.fromarray(table[values if values.dtype == np.uint16 else values.clip(0, 65535)])
    scaled.getexif()[ORIENTATION] = picture.getexif().get(ORIENTATION, 1)
    return scaled


def _over_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    layer = picture.convert("RGBA")
    white = Image.new("RGBA", layer.size, (255, 255, 255, 255))
    return Image.alpha_composite(white, layer).convert("RGB")
