"""A camera for Chromium that shows a photo: raw video, as `--use-file-for-fake-video-capture` reads it."""

from pathlib import Path

import cv2
import numpy as np

WIDTH, HEIGHT, FRAMES = 640, 480, 10


class FakeCamera:
    """The film that Chromium's fake camera plays. Chromium opens the file anew each time the camera is switched on."""

    def __init__(self, film: Path) -> None:
        self.film = film
        self.show_nothing()

    def show(self, photo: Path) -> None:
        """Show a photo, fitted into 640 × 480 with dark borders."""
        picture = cv2.imread(str(photo))
        assert picture is not None, photo
        scale = min(WIDTH / picture.shape[1], HEIGHT / picture.shape[0])
        small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        frame = np.full((HEIGHT, WIDTH, 3), 24, np.uint8)
        top, left = (HEIGHT - small.shape[0]) // 2, (WIDTH - small.shape[1]) // 2
        frame[top : top + small.shape[0], left : left + small.shape[1]] = small
        self._write(frame)

    def show_nothing(self) -> None:
        """Show an empty grey room."""
        self._write(np.full((HEIGHT, WIDTH, 3), 96, np.uint8))

    def _write(self, frame: np.ndarray) -> None:
        planes = cv2.cvtColor(frame, cv2.COLOR_BGR2YUV_I420).tobytes()
        header = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F20:1 Ip A1:1 C420\n".encode()
        self.film.write_bytes(header + (b"FRAME\n" + planes) * FRAMES)
