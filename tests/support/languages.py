"""What a page in Traditional Chinese may still say in Latin letters."""

import re

# Names of things and people, formats, licences: the same in every language.
NAMES = re.compile(
    r"\b(?:Familiar|REST API|OpenAPI|openapi\.json|JavaScript|TensorFlow(?:\.js)?|tfjs|Keras|Flask(?:-SocketIO)?"
    r"|SQLAlchemy|Swagger UI|Pico CSS|Socket\.IO|WebAssembly|WebGPU|WebGL|wasm|webgl|webgpu"
    r"|JPEG|PNG|WebP|HEIC|SVG|CSV|JSON|MP4|WebM|localhost|https?"
    r"|SSD MobileNet V1|MTCNN|Tiny YOLO v2|FaceNet|LFW|FER2013 PublicTest|UTKFace|WIDER FACE|YouTube Faces|LFPW"
    r"|MIT|BSD|ISC|Apache 2\.0|English|Eileen Collins)\b"
)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{3,}")
_PHRASE = re.compile(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}")


def is_english(text: str) -> bool:
    """Return whether a text of a Chinese page was forgotten: Latin words without Chinese ones, or an English phrase."""
    rest = NAMES.sub("", text)
    return bool(_PHRASE.search(rest) or (_WORD.search(rest) and not _CHINESE.search(text)))
