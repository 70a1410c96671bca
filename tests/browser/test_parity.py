"""The same answer in the page and in Python, on real photos."""

import base64
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.site import Site
from tests.browser.steps import enrol
from tests.support.chromium import EMULATED_GPU, launch
from webapp.domain.faces import Face
from webapp.inference.analyzer import Analyzer
from webapp.inference.photos import decode

GROUPS = [f"sample{number}.jpg" for number in range(1, 7)]
PHOTOS = [*GROUPS, "obama.jpg", "obama2.jpg", "biden.jpg", "astronaut.png", "32bit.png", "rocket.jpg"]
BOX, POINT, DESCRIPTOR = 0.5, 0.5, 1e-3  # px, px, L2

ANALYZE = """async ([data, type, options]) => {
  const { createEngine } = await import('/static/faces/index.js')
  const { backend = 'wasm', thread = 'auto' } = options
  const patience = { selfTest: 240000, frame: 240000 } // software GL on a busy machine
  globalThis.engines ??= {}
  const key = backend + thread
  if (!globalThis.engines[key]) {
    const engine = await createEngine({ models: '/static/models/', backends: [backend], thread, patience })
    await engine.load(['tiny_face_detector', 'face_landmark_68', 'face_recognition'])
    globalThis.engines[key] = engine
  }
  const engine = globalThis.engines[key]
  const blob = new Blob([Uint8Array.from(atob(data), (char) => char.charCodeAt(0))], { type })
  const detector = { name: 'tiny_face_detector', inputSize: 416, scoreThreshold: 0.5 }
  const { faces, size } = await engine.analyze(blob, { detector, landmarks: true, descriptors: true })
  return JSON.stringify({
    size, kind: engine.kind, backend: engine.backend.name, threads: engine.backend.threads,
    faces: faces.map((face) => ({ ...face, descriptor: Array.from(face.descriptor) })),
  })
}"""


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.fixture(scope="module")
def lab(chromium: Browser, server: Site) -> Any:
    """A page of the site in which the library runs as the site's own pages run it."""
    context = chromium.new_context(base_url=server.address)
    page = context.new_page()
    page.goto("/")
    yield page
    context.close()


def in_page(page: Page, photo: bytes, name: str, **options: str) -> dict[str, Any]:
    kind = "image/png" if name.endswith(".png") else "image/jpeg"
    page.set_default_timeout(0)
    return json.loads(page.evaluate(ANALYZE, [base64.b64encode(photo).decode(), kind, options]))


def in_python(analyzer: Analyzer, photo: bytes) -> list[Face]:
    return analyzer.analyze(decode(io.BytesIO(photo)))


def assert_same(answer: dict[str, Any], expected: list[Face], tolerance: float = 1) -> None:
    """Compare number, order, boxes, landmarks and descriptors; `tolerance` widens the bars for coarse backends."""
    assert len(answer["faces"]) == len(expected)
    for found, face in zip(answer["faces"], expected, strict=True):
        box = [found["box"][side] - getattr(face.box, side) for side in ("x", "y", "width", "height")]
        assert np.abs(box).max() <= BOX * tolerance
        assert np.abs(np.array(found["landmarks"]) - face.landmarks).max() <= POINT * tolerance
        assert np.linalg.norm(np.array(found["descriptor"]) - face.descriptor) <= DESCRIPTOR * tolerance
        assert abs(found["score"] - face.score) <= 1e-3 * tolerance


@pytest.mark.parametrize("name", PHOTOS)
def test_page_and_python_agree(name: str, lab: Page, analyzer: Analyzer, photos: Path) -> None:
    photo = (photos / name).read_bytes()
    answer = in_page(lab, photo, name)
    assert answer["kind"] == "worker"
    assert_same(answer, in_python(analyzer, photo))


def test_the_photos_show_faces(analyzer: Analyzer, photos: Path) -> None:
    counts = {name: len(in_python(analyzer, (photos / name).read_bytes())) for name in PHOTOS}
    assert counts["obama.jpg"] == counts["biden.jpg"] == counts["astronaut.png"] == 1
    assert counts["rocket.jpg"] == 0
    assert sum(counts.values()) >= 15


@pytest.mark.parametrize(
    ("backend", "thread"),
    [(name, thread) for name in ("wasm", "cpu", "webgl", "webgpu") for thread in ("worker", "main")],
)
def test_every_backend_and_thread_agrees(
    backend: str, thread: str, playwright: Any, server: Site, analyzer: Analyzer, photos: Path
) -> None:
    photo = (photos / "astronaut.png").read_bytes()
    chromium = launch(playwright, graphics=EMULATED_GPU)
    page = chromium.new_context(base_url=server.address).new_page()
    page.goto("/")
    answer = in_page(page, photo, "astronaut.png", backend=backend, thread=thread)
    chromium.close()
    assert (answer["backend"], answer["kind"]) == (backend, thread)
    assert_same(answer, in_python(analyzer, photo))


def test_exif_orientation_is_respected_alike(lab: Page, analyzer: Analyzer, photos: Path) -> None:
    from PIL import Image

    upright = Image.open(photos / "obama.jpg")
    turned, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6  # the camera lay on its side: show it turned by 90° clockwise
    upright.transpose(Image.Transpose.ROTATE_90).save(turned, "JPEG", quality=95, exif=exif)
    answer = in_page(lab, turned.getvalue(), "turned.jpg")
    assert answer["size"] == {"width": upright.width, "height": upright.height}
    assert len(answer["faces"]) == 1
    assert_same(answer, in_python(analyzer, turned.getvalue()))


def test_transparent_parts_are_white_alike(lab: Page, analyzer: Analyzer, photos: Path) -> None:
    from PIL import Image

    portrait = Image.open(photos / "astronaut.png").convert("RGB")
    alpha = Image.linear_gradient("L").resize(portrait.size).point(lambda value: 255 - value // 4)
    portrait.putalpha(alpha)
    file = io.BytesIO()
    portrait.save(file, "PNG")
    answer = in_page(lab, file.getvalue(), "alpha.png")
    assert len(answer["faces"]) == 1
    assert_same(answer, in_python(analyzer, file.getvalue()), tolerance=4)  # browsers premultiply alpha in 8 bits


def test_the_stored_descriptor_is_the_one_that_python_computes(
    page: Page, server: Site, analyzer: Analyzer, photos: Path
) -> None:
    enrol(page, photos / "obama.jpg", "Barack Obama")
    (face,) = in_python(analyzer, (photos / "obama.jpg").read_bytes())
    (stored,) = server.json("GET", "/descriptors")["people"]
    assert np.linalg.norm(np.array(stored["references"][0]["descriptor"]) - face.descriptor) <= DESCRIPTOR
