"""Photos as Familiar keeps them: re-encoded, without metadata, named by the hash of their bytes."""

from dataclasses import dataclass

MAX_BYTES = 32 * 2**20  # of a file that somebody sends
MAX_PIXELS = 40_000_000  # by its declared size, before anything is decoded


@dataclass(frozen=True)
class Photo:
    """What is known of a stored photo: hex SHA-256 of the stored JPEG, size in pixels."""

    sha256: str
    width: int
    height: int


@dataclass(frozen=True)
class EncodedPhoto:
    """A photo ready to be stored: its JPEG bytes and what is known of them."""

    photo: Photo
    jpeg: bytes
