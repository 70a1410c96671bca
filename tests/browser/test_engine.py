"""The library in a real page: every kind of input, a page that stays alive, and a graphics card that goes away."""

import base64
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from tests.browser.site import Site
from tests.support.chromium import EMULATED_GPU, launch

PREPARE = """async ([data, options]) => {
  const { createEngine } = await import('/static/faces/index.js')
  const patience = { selfTest: 240000, frame: 240000 }
  globalThis.engine = await createEngine({ models: '/static/models/', patience, ...options })
  await engine.load(['tiny_face_detector', 'face_landmark_68', 'face_recognition'])
  globalThis.blob = new Blob([Uint8Array.from(atob(data), (char) => char.charCodeAt(0))], { type: 'image/png' })
}"""

INPUTS = """async () => {
  const bitmap = await createImageBitmap(blob), { width, height } = bitmap
  const image = Object.assign(new Image(), { src: URL.createObjectURL(blob) })
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')
  context.drawImage(bitmap, 0, 0)
  const offscreen = new OffscreenCanvas(width, height)
  offscreen.getContext('2d').drawImage(bitmap, 0, 0)
  const pixels = context.getImageData(0, 0, width, height)
  const { tensor3d } = await import('/static/faces/tf.js')
  await import('/static/vendor/tf/cpu.js')
  const rgb = Float32Array.from(pixels.data.filter((_, index) => index % 4 !== 3))
  const inputs = { blob, image, canvas, offscreen, bitmap, pixels, tensor: tensor3d(rgb, [height, width, 3]) }
  const answers = {}
  for (const [name, input] of Object.entries(inputs)) {
    const { faces } = await engine.analyze(input, { landmarks: true, descriptors: true })
    answers[name] = faces.map(({ box, descriptor }) => [...Object.values(box), ...descriptor])
  }
  return answers
}"""

FRAMES = """async () => {
  let frames = 0, counting = true
  const count = () => { frames++; if (counting) requestAnimationFrame(count) }
  requestAnimationFrame(count)
  const { faces } = await engine.analyze(blob, { landmarks: true, descriptors: true })
  counting = false
  return [faces.length, frames]
}"""

LOSE_CONTEXT = """async () => {
  const before = await engine.analyze(blob)
  const first = engine.backend.name
  const tf = await import('/static/faces/tf.js')
  const pending = engine.analyze(blob)
  tf.backend().gpgpu.gl.getExtension('WEBGL_lose_context').loseContext()
  const after = await pending
  return [first, before.faces.length, after.faces.length, engine.backend]
}"""


def prepare(page: Page, photos: Path, **options: Any) -> None:
    page.goto("/about")
    page.set_default_timeout(0)
    photo = base64.b64encode((photos / "astronaut.png").read_bytes()).decode()
    page.evaluate(PREPARE, [photo, options])


@pytest.mark.parametrize("thread", ["worker", "main"])
def test_every_kind_of_input_gives_the_same_answer(thread: str, visitor: BrowserContext, photos: Path) -> None:
    page = visitor.new_page()
    prepare(page, photos, thread=thread, backends=["wasm"])
    answers = page.evaluate(INPUTS)
    assert len(answers) == 7
    for name, faces in answers.items():
        assert len(faces) == 1, name
        assert faces[0] == pytest.approx(answers["blob"][0], abs=1e-6), name


def test_the_page_goes_on_drawing_while_a_worker_computes(visitor: BrowserContext, photos: Path) -> None:
    page = visitor.new_page()
    drawn = {}
    for thread in ("worker", "main"):
        prepare(page, photos, thread=thread, backends=["cpu"])  # the slowest: a second or more a picture
        faces, drawn[thread] = page.evaluate(FRAMES)
        assert faces == 1
    assert drawn["worker"] >= 10
    assert drawn["worker"] > 3 * drawn["main"]


def test_a_lost_graphics_card_costs_no_picture(playwright: Playwright, server: Site, photos: Path) -> None:
    chromium = launch(playwright, graphics=EMULATED_GPU)
    page = chromium.new_context(base_url=server.address).new_page()
    prepare(page, photos, thread="main", backends=["webgl", "wasm"])
    first, before, after, backend = page.evaluate(LOSE_CONTEXT)
    chromium.close()
    assert (first, before, after, backend["name"]) == ("webgl", 1, 1, "wasm")
    assert [each["name"] for each in backend["dropped"]] == ["webgl"]
    assert "lost" in backend["dropped"][0]["reason"]
