"""Films made of photos: people who come and go, in a format that every Chromium plays."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

WIDTH, HEIGHT, RATE = 640, 360, 10
SIDE = 260  # pixels: the height of a photo in the film
STEP = 2  # pixels that a photo moves from frame to frame


@dataclass(frozen=True)
class Shot:
    """A photo in the film, from a second to another, its left edge so many pixels from the left."""

    photo: Path
    start: float
    end: float
    left: int


def write_film(path: Path, seconds: float, shots: Sequence[Shot]) -> Path:
    """Write a film (VP8 in WebM, ten frames a second) and return its path."""
    pictures = [_fitted(shot.photo) for shot in shots]
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"VP80"), RATE, (WIDTH, HEIGHT))
    assert writer.isOpened(), "OpenCV cannot write WebM here"
    for index in range(round(seconds * RATE)):
        frame = np.full((HEIGHT, WIDTH, 3), 96, np.uint8)
        for shot, picture in zip(shots, pictures, strict=True):
            if shot.start <= index / RATE < shot.end:
                left = shot.left + STEP * (index - round(shot.start * RATE))
                frame[30 : 30 + SIDE, left : left + picture.shape[1]] = picture
        writer.write(frame)
    writer.release()
    return path


def _fitted(photo: Path) -> np.ndarray:
    picture = cv2.imread(str(photo))
    assert picture is not None, photo
    top = picture[: min(picture.shape[:2]), :]  # a square with the head, of portraits
    scale = SIDE / top.shape[0]
    return cv2.resize(top, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)[:, :SIDE]
