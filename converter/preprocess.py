"""Picture → network input, by the exact rule that the page follows in tensors too."""

from typing import Any

from converter.toolchain import tensorflow


def padding(height: int, width: int, where: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the zeros ((above, below), (left, right)) that make a picture square.

    "end" pads below and right only; "centre" pads both sides, and the odd pixel goes after.
    """
    side = max(height, width)
    rows, columns = side - height, side - width
    if where == "end":
        return (0, rows), (0, columns)
    return (rows // 2, rows - rows // 2), (columns // 2, columns - columns // 2)


def prepare(image: Any, size: int, where: str, mean: Any, scale: float) -> Any:
    """Pad to a square with zeros, resize bilinearly and normalise.

    Args:
        image: RGB, 0–255, [height, width, 3], uint8 or float32.
        size: side of the result in pixels.
        where: "end" or "centre", see `padding`.
        mean: three numbers, subtracted a channel after padding.
        scale: factor applied last.

    Returns:
        A float32 tensor [size, size, 3]. The resize is TensorFlow's first one (corners not aligned, no half-pixel
        shift), which the published weights were trained with; `tf.image.resize` would give other numbers.
    """
    tf = tensorflow()
    height, width = image.shape[:2]
    square = tf.pad(tf.cast(image, tf.float32), [*padding(height, width, where), (0, 0)])
    resized = tf.compat.v1.image.resize_bilinear(square[None], (size, size), align_corners=False)[0]
    return (resized - tf.constant(mean, tf.float32)) * scale
