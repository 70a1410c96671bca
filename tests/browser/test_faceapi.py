"""face-api.js's interface in a plain page: elements by id, pictures on their way, films, and what cannot be read."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from tests.browser.films import Shot, write_film

ROOT = Path(__file__).parent.parent.parent
PAGE = """<!doctype html><title>A page</title>
<canvas id="overlay" width="512" height="512"></canvas><img id="photo"><video id="empty"></video>"""

PREPARE = """async ([photo, film]) => {
  globalThis.faceapi = await import('/static/faces/index.js')
  const bytes = (data) => Uint8Array.from(atob(data), (char) => char.charCodeAt(0))
  globalThis.photo = new Blob([bytes(photo)], { type: 'image/png' })
  globalThis.film = new Blob([bytes(film)], { type: 'video/webm' })
  globalThis.garbage = (type) => new Blob(['no picture'], { type })
  globalThis.element = document.getElementById('photo')
  globalThis.tiny = new faceapi.TinyFaceDetectorOptions()
  globalThis.failure = (promise) => promise.then(() => null, ({ name, code, message }) => ({ name, code, message }))
  await faceapi.loadTinyFaceDetectorModel('/static/models')
}"""


@pytest.fixture
def drop_in(visitor: BrowserContext, photos: Path, tmp_path: Path) -> Iterator[Page]:
    """A page without a policy of its own, as the pages are that were written on face-api.js."""
    page = visitor.new_page()
    page.route("**/drop-in.html", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    page.goto("/drop-in.html")
    film = write_film(tmp_path / "film.webm", 2, [Shot(photos / "astronaut.png", 0, 2, 100)])
    page.evaluate(PREPARE, [base64.b64encode(path.read_bytes()).decode() for path in (photos / "astronaut.png", film)])
    yield page
    page.close()


INPUTS = {
    "an image that is still loading": """() => {
        element.src = URL.createObjectURL(photo)
        return [element, element]
    }""",
    "the id of an image": """() => {
        element.src = URL.createObjectURL(photo)
        return [element, 'photo']
    }""",
    "a file made an image": "async () => { const image = await faceapi.bufferToImage(photo); return [image, image] }",
    "an address": """async () => {
        const image = await faceapi.fetchImage(URL.createObjectURL(photo))
        return [image, image]
    }""",
    "a canvas": """async () => {
        const canvas = faceapi.createCanvasFromMedia(await faceapi.bufferToImage(photo))
        return [canvas, canvas]
    }""",
    "a NetInput": """async () => {
        const image = await faceapi.bufferToImage(photo)
        return [image, await faceapi.toNetInput([image])]
    }""",
    "a tensor": """async () => {
        const image = await faceapi.bufferToImage(photo)
        return [image, faceapi.tf.browser.fromPixels(image)]
    }""",
}


def test_a_face_is_found_in_every_input(drop_in: Page) -> None:
    boxes = {}
    for name, make in INPUTS.items():
        boxes[name] = drop_in.evaluate(
            f"""async () => {{
              const [shown, input] = await ({make})()
              const {{ box, imageDims }} = await faceapi.detectSingleFace(input, tiny)
              const size = faceapi.getMediaDimensions(shown)
              return [box.x, box.y, box.width, box.height, imageDims.width - size.width, imageDims.height - size.height]
            }}"""
        )
    wanted = boxes["a canvas"]
    assert wanted[4:] == [0, 0]
    for name, box in boxes.items():
        assert box == pytest.approx(wanted, abs=0.5), name


def test_a_film_plays_and_shows_a_face(drop_in: Page) -> None:
    width, score = drop_in.evaluate(
        """async () => {
          const video = await faceapi.bufferToVideo(film)
          const { score } = await faceapi.detectSingleFace(video, tiny)
          return [faceapi.getMediaDimensions(video).width, score]
        }"""
    )
    assert width == 640
    assert score > 0.5


MISTAKES = {
    "a number": ("faceapi.detectAllFaces(42, tiny)", "bad-input"),
    "an unknown id": ("faceapi.detectAllFaces('nowhere', tiny)", "bad-input"),
    "a video with nothing to show": ("faceapi.detectAllFaces('empty', tiny)", "bad-input"),
    "a broken image": (
        "(element.src = URL.createObjectURL(garbage('image/png')), faceapi.detectAllFaces(element, tiny))",
        "undecodable",
    ),
    "a file that is no picture": ("faceapi.bufferToImage(garbage('image/png'))", "undecodable"),
    "a file that is no film": ("faceapi.bufferToVideo(garbage('video/webm'))", "undecodable"),
    "an address of no film": ("faceapi.fetchVideo(URL.createObjectURL(garbage('text/plain')))", "bad-input"),
    "an address of nothing": ("faceapi.fetchImage('/static/none.jpg')", "fetch-failed"),
    "a missing network": ("faceapi.detectAllFaces(document.getElementById('overlay'))", "not-loaded"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_a_code_and_a_sentence(mistake: str, drop_in: Page) -> None:
    call, code = MISTAKES[mistake]
    error: dict[str, Any] = drop_in.evaluate(f"() => failure(Promise.resolve().then(() => {call}))")
    assert (error["name"], error["code"]) == ("FamiliarError", code)
    assert error["message"].endswith(".")


def test_results_are_drawn_on_the_canvas_of_an_id(drop_in: Page) -> None:
    frame, middle = drop_in.evaluate(
        """async () => {
          element.src = URL.createObjectURL(photo)
          const detections = await faceapi.detectAllFaces(element, tiny)
          const overlay = document.getElementById('overlay')
          faceapi.matchDimensions(overlay, element)
          const resized = faceapi.resizeResults(detections, element)
          faceapi.draw.drawDetections('overlay', resized)
          const [{ box }] = resized
          const { data, width } = overlay.getContext('2d').getImageData(0, 0, overlay.width, overlay.height)
          const at = (x, y) => [...data.slice((Math.round(y) * width + Math.round(x)) * 4).slice(0, 4)]
          return [at(box.x + box.width / 2, box.bottom), at(box.x + box.width / 2, box.y + box.height / 2)]
        }"""
    )
    assert frame[2] > 100 and frame[3] > 100
    assert middle == [0, 0, 0, 0]


def test_faces_are_cut_out(drop_in: Page) -> None:
    sizes, bright = drop_in.evaluate(
        """async () => {
          const image = await faceapi.bufferToImage(photo)
          const detections = await faceapi.detectAllFaces(image, tiny)
          const [face] = await faceapi.extractFaces(image, detections)
          const tensor = faceapi.tf.browser.fromPixels(image)
          const [cut] = await faceapi.extractFaceTensors(tensor, detections)
          const drawn = await faceapi.imageTensorToCanvas(cut)
          const box = detections[0].box.floor()
          const pixels = (canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data
          const square = faceapi.imageToSquare(face, 64, true)
          const size = ({ width, height }) => [width, height]
          return [[size(face), size(box), cut.shape.slice(0, 2).reverse(), size(drawn), size(square)],
            Math.max(...pixels(face)) > 100 && Math.max(...pixels(drawn)) > 100]
        }"""
    )
    face, box, cut, drawn, square = sizes
    assert face == pytest.approx(box, abs=1)
    assert cut == pytest.approx(face, abs=1)
    assert (drawn, square, bright) == (cut, [64, 64], True)


def test_tensorflow_takes_another_backend(drop_in: Page) -> None:
    backends = drop_in.evaluate(
        """async () => {
          const { tf } = faceapi
          const answers = []
          for (const name of ['cpu', 'wasm']) {
            await tf.setBackend(name)
            await tf.ready()
            answers.push([tf.getBackend(), (await tf.ones([2, 2]).sum().data())[0]])
          }
          return answers
        }"""
    )
    assert backends == [["cpu", 4], ["wasm", 4]]


def test_a_worker_of_the_page_has_the_interface_too(drop_in: Page) -> None:
    score, sizes = drop_in.evaluate(
        """async () => {
          const code = `onmessage = async ({ data: [address, photo] }) => {
            const faceapi = await import(address + '/static/faces/index.js')
            await faceapi.nets.tinyFaceDetector.loadFromUri(address + '/static/models')
            const bitmap = await createImageBitmap(photo)
            const canvas = faceapi.createCanvas(bitmap)
            faceapi.getContext2dOrThrow(canvas).drawImage(bitmap, 0, 0)
            const detection = await faceapi.detectSingleFace(canvas, new faceapi.TinyFaceDetectorOptions())
            faceapi.draw.drawDetections(canvas, detection)
            const [face] = await faceapi.extractFaces(canvas, [detection])
            const { width, height } = detection.box.floor()
            postMessage([detection.score, [face.width, face.height, width, height]])
          }`
          const script = new Blob([code], { type: 'text/javascript' })
          const worker = new Worker(URL.createObjectURL(script), { type: 'module' })
          const answer = new Promise((resolve, reject) => Object.assign(worker, {
            onmessage: ({ data }) => resolve(data), onerror: ({ message }) => reject(new Error(message)),
          }))
          worker.postMessage([location.origin, photo])
          return answer.finally(() => worker.terminate())
        }"""
    )
    assert score > 0.5
    assert sizes[:2] == sizes[2:]


PUBLISHED = """async () => {
  const net = new faceapi.TinyFaceDetector()
  await Promise.all([net.loadFromUri('/old-weights'), faceapi.nets.faceLandmark68Net.loadFromUri('/old-weights/')])
  const before = [await net.locateFaces(photo), await faceapi.detectSingleFace(photo, tiny).withFaceLandmarks()]
  workers.at(-1).dispatchEvent(new ErrorEvent('error', { message: 'gone' }))
  const after = [await net.locateFaces(photo), await faceapi.detectSingleFace(photo, tiny).withFaceLandmarks()]
  const sides = ({ x, y, width, height }) => [x, y, width, height]
  const numbers = ([[{ box }], { landmarks }]) => [...sides(box), ...landmarks.positions.flatMap(({ x, y }) => [x, y])]
  return [workers.length, numbers(before), numbers(after)]
}"""


def test_published_weights_compute_in_the_worker_and_in_the_next_one(drop_in: Page, photos: Path) -> None:
    weights = ROOT / "node_modules" / "@vladmandic" / "face-api" / "model"
    drop_in.route("**/old-weights/*", lambda route: answer(route, weights / route.request.url.rpartition("/")[2]))
    drop_in.add_init_script("""globalThis.workers = []
      globalThis.Worker = class extends Worker { constructor(...about) { super(...about); workers.push(this) } }""")
    drop_in.reload()
    drop_in.evaluate(PREPARE, [base64.b64encode((photos / "astronaut.png").read_bytes()).decode(), ""])
    workers, before, after = drop_in.evaluate(PUBLISHED)
    assert workers == 2
    assert after == pytest.approx(before, abs=0.05)  # pixels; the second worker leaves out the backend of the first


def answer(route: Route, file: Path) -> None:
    if file.exists():
        route.fulfill(path=file)
    else:
        route.fulfill(status=404)
