"""Every kind of picture gives the right answer or a refusal with a code; memory stays bounded."""

import io
import subprocess
import sys
import zlib

import numpy as np
import pytest
from PIL import Image

from tests.support import pictures
from tests.support.client import Client, code
from webapp.inference import photos
from webapp.inference.photos import decode

RAMP = np.linspace(0, 65535, 64).astype(np.uint16).reshape(1, 64).repeat(16, 0)
HALF = Image.new("RGBA", (8, 8), (200, 0, 0, 128))
PALETTE = Image.new("P", (8, 8), 1)
PALETTE.putpalette([0, 0, 0, 10, 20, 30])
GREY_ALPHA = np.stack([np.full((8, 8), 100), np.full((8, 8), 51)], axis=-1)
FRAMES = [Image.new("RGB", (8, 8), colour) for colour in ((250, 0, 0), (0, 250, 0))]

RIGHT = {
    "JPEG": (pictures.jpeg(quality=100), pictures.RED),
    "CMYK JPEG": (pictures.encoded(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG", quality=100), (255, 0, 0)),
    "grey JPEG": (pictures.encoded(Image.new("L", (8, 8), 77), "JPEG", quality=100), (77, 77, 77)),
    "grey PNG": (pictures.png(np.full((8, 8), 77), 0), (77, 77, 77)),
    "black and white": (pictures.encoded(Image.new("1", (8, 8), 1), "PNG"), (255, 255, 255)),
    "16-bit RGB": (pictures.png(np.full((8, 8, 3), (65535, 32896, 0)), 2, 16), (255, 128, 0)),
    "palette": (pictures.encoded(PALETTE, "PNG"), (10, 20, 30)),
    "palette, transparent": (pictures.encoded(PALETTE, "PNG", transparency=1), (255, 255, 255)),
    "alpha": (pictures.encoded(HALF, "PNG"), (227, 127, 127)),
    "grey with alpha": (pictures.png(GREY_ALPHA, 4), (224, 224, 224)),
    "RGB with a transparent colour": (
        pictures.encoded(Image.new("RGB", (8, 8), (1, 2, 3)), "PNG", transparency=(1, 2, 3)),
        (255, 255, 255),
    ),
    "WebP with alpha": (pictures.encoded(HALF, "WEBP", lossless=True), (227, 127, 127)),
    "animated GIF": (pictures.encoded(FRAMES[0], "GIF", save_all=True, append_images=FRAMES[1:]), (250, 0, 0)),
    "animated PNG": (pictures.encoded(FRAMES[0], "PNG", save_all=True, append_images=FRAMES[1:]), (250, 0, 0)),
    "animated WebP": (
        pictures.encoded(FRAMES[0], "WEBP", save_all=True, append_images=FRAMES[1:], lossless=True),
        (250, 0, 0),
    ),
    "BMP": (pictures.encoded(Image.new("RGB", (8, 8), (9, 8, 7)), "BMP"), (9, 8, 7)),
    "TIFF": (pictures.encoded(Image.new("RGB", (8, 8), (9, 8, 7)), "TIFF"), (9, 8, 7)),
    "a colour profile is ignored": (
        pictures.encoded(Image.new("RGB", (8, 8), (200, 100, 50)), "PNG", icc_profile=b"not a real profile"),
        (200, 100, 50),
    ),
}


@pytest.mark.parametrize("data,colour", RIGHT.values(), ids=RIGHT)
def test_a_picture_becomes_rgb_of_8_bits(data: bytes, colour: tuple[int, int, int]) -> None:
    pixels = decode(io.BytesIO(data))
    assert pixels.dtype == np.uint8
    assert pixels.shape[2] == 3
    assert np.abs(pixels.astype(int) - colour).max() <= 1


def test_16_bit_grey_is_scaled_and_not_clipped() -> None:
    pixels = decode(io.BytesIO(pictures.png(RAMP, 0, 16)))
    assert np.array_equal(pixels[..., 0], np.round(RAMP / 257).astype(np.uint8))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_applied_and_metadata_is_dropped(orientation: int) -> None:
    upright = np.zeros((32, 48, 3), np.uint8)
    upright[:16, :24], upright[:16, 24:], upright[16:, :24] = (240, 0, 0), (0, 240, 0), (0, 0, 240)
    undo = {2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_90"}
    undo |= {7: "TRANSVERSE", 8: "ROTATE_270"}
    picture = Image.fromarray(upright)
    if orientation in undo:
        picture = picture.transpose(Image.Transpose[undo[orientation]])
    data = pictures.with_orientation(picture, orientation)
    assert b"SecretCamera" in data
    stored = photos.encode(photos.read_picture(io.BytesIO(data)))
    assert (stored.photo.width, stored.photo.height) == (48, 32)
    again = Image.open(io.BytesIO(stored.jpeg))
    assert np.abs(np.asarray(again).astype(int) - upright).max() < 40  # twice through JPEG
    assert not again.getexif()
    assert b"SecretCamera" not in stored.jpeg


def test_a_stored_photo_keeps_full_colour_resolution() -> None:
    stripes = np.zeros((16, 16, 3), np.uint8)
    stripes[:, ::2], stripes[:, 1::2] = (250, 0, 0), (0, 0, 250)
    stored = photos.encode(Image.fromarray(stripes))
    assert np.abs(np.asarray(Image.open(io.BytesIO(stored.jpeg))).astype(int) - stripes).max() < 12


GOOD = pictures.jpeg(400, 300)
GOOD_PNG = pictures.encoded(Image.effect_noise((64, 64), 50), "PNG")
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
REFUSED = {
    "nothing": (b"", 400, "empty-file"),
    "text": (b"hello", 415, "not-an-image"),
    "HTML": (b"<!doctype html><script>alert(1)</script>", 415, "not-an-image"),
    "PDF": (b"%PDF-1.7 ...", 415, "not-an-image"),
    "PostScript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", 415, "not-an-image"),
    "JPEG's first bytes": (GOOD[:3], 415, "not-an-image"),
    "HEIC": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", 415, "heic-unsupported"),
    "AVIF": (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", 415, "heic-unsupported"),
    "SVG": (SVG, 415, "svg-refused"),
    "SVG with prologue": (b"\xef\xbb\xbf<?xml version='1.0'?><!-- x -->" + SVG, 415, "svg-refused"),
    "SVG in UTF-16": (SVG.decode().encode("utf-16"), 415, "svg-refused"),
    "truncated JPEG": (GOOD[: len(GOOD) // 2], 422, "truncated-image"),
    "truncated PNG": (GOOD_PNG[: len(GOOD_PNG) // 2], 422, "truncated-image"),
    "damaged PNG": (pictures.png_file(8, 8, zlib.compress(b"too little")), 422, "truncated-image"),
    "20,000 × 20,000 by declaration": (pictures.png_file(20_000, 20_000, b""), 413, "too-many-pixels"),
    "just over the limit": (pictures.png_file(40_001, 1_000, b""), 413, "too-many-pixels"),
    "33 MiB": (b"\xff\xd8\xff" + bytes(33 * 2**20), 413, "too-large"),
    "a little over 32 MiB": (b"\xff\xd8\xff" + bytes(32 * 2**20), 413, "too-large"),
}


@pytest.mark.parametrize("data,status,reason", REFUSED.values(), ids=REFUSED)
def test_what_is_no_good_picture_is_refused_with_a_code(client: Client, data: bytes, status: int, reason: str) -> None:
    person = client.add_person("Ada")
    assert code(client.send_photo(person["id"], data)) == (status, reason)
    assert client.get(f"/people/{person['id']}").json["referenceCount"] == 0


def test_a_missing_photo_is_an_empty_one(client: Client) -> None:
    person = client.add_person("Ada")
    answer = client.call("POST", f"/people/{person['id']}/references", data={"face": "{}"})
    assert code(answer) == (422, "bad-face")
    answer = client.upload(f"/people/{person['id']}/references", b"", None)
    assert code(answer) == (422, "bad-face")


def test_a_picture_that_is_a_page_too_is_served_as_a_picture_alone(client: Client) -> None:
    polyglot = GOOD_PNG + b"<html><script>alert(document.cookie)</script></html>"
    reference = client.add_reference(client.add_person("Ada")["id"], photo=polyglot)
    answer = client.get(f"/references/{reference['id']}/photo")
    assert answer.content_type == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"script" not in answer.data


MEASURE = """
import io, resource, sys
from tests.support.pictures import bomb
from webapp.domain.errors import TooManyPixels
from webapp.inference.photos import read_picture
data = bomb(20_000)
assert len(data) < 500_000, len(data)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read_picture(io.BytesIO(data))
except TooManyPixels:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_a_small_file_that_unpacks_to_400_megabytes_takes_no_memory() -> None:
    run = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True)
    assert int(run.stdout) < 20_000  # KiB


@pytest.mark.parametrize(
    "box", [(20, 20, 40, 30), (-30, -30, 60, 60), (90, 50, 40, 40), (-500, -500, 9000, 9000), (5.2, 5.9, 0.4, 0.3)]
)
def test_a_thumbnail_is_always_a_square_of_160_pixels(box: tuple[float, ...]) -> None:
    made = photos.thumbnail(Image.new("RGB", (100, 60), pictures.RED), photos.Box(*box))
    assert Image.open(io.BytesIO(made)).size == (160, 160)


def test_a_thumbnail_shows_the_face() -> None:
    picture = Image.new("RGB", (300, 300), (255, 255, 255))
    picture.paste((0, 0, 200), (100, 150, 150, 200))
    made = Image.open(io.BytesIO(photos.thumbnail(picture, photos.Box(100, 150, 50, 50))))
    centre, corner = made.getpixel((80, 80)), made.getpixel((4, 4))
    assert centre[2] > 180 and centre[0] < 30
    assert min(corner) > 240
