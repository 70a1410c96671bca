"""The bundles in other people's pages: same origin, another one, or from disk; and face-api.js's example pages."""

from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from bench.pages import Files, served
from tests.browser.camera import FakeCamera

ROOT = Path(__file__).parent.parent.parent
DEMO = "/node_modules/@vladmandic/face-api/demo"
IMPORT = "import * as faceapi from '../dist/face-api.esm.js';"
PAGE = '<!doctype html><meta charset="utf-8"><title>Somebody else\'s page</title>'
CLASSIC = '<script src="{}/static/dist/familiar.js"></script>'
MODULE = """<script type="module">
  import * as faceapi from '{}/static/dist/familiar.esm.js'
  globalThis.faceapi = faceapi
</script>"""
DETECT = """async (photo) => {
  const patience = { selfTest: 240000, frame: 240000 }
  const engine = await faceapi.createEngine({ backends: ['wasm', 'cpu'], patience })
  await engine.load(['tiny_face_detector'], photo.models ? { models: photo.models } : {})
  faceapi.useEngine(engine)
  const blob = await (await fetch(photo.address)).blob()
  const found = await faceapi.detectAllFaces(blob, new faceapi.TinyFaceDetectorOptions())
  return [found.map(({ box }) => Math.round(box.width)), engine.kind, engine.fallback, engine.backend.name]
}"""


DRAWN = """() => [...document.querySelectorAll('canvas')].map((canvas) => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  return data.filter((value, index) => index % 4 === 3 && value > 0).length
})"""


class Open(Files):
    """Lets pages of every origin read the files, and serves some of the test's own."""

    own: ClassVar[dict[str, str]] = {}  # path → text
    policy: ClassVar[str | None] = None

    def do_GET(self) -> None:  # noqa: N802
        """Answer with a text of the test or a file."""
        text = self.own.get(self.path)
        if text is None:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript" if self.path.endswith(".js") else "text/html")
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        self.end_headers()
        self.wfile.write(text.encode())

    def end_headers(self) -> None:
        """Add what other origins need."""
        self.send_header("Access-Control-Allow-Origin", "*")
        super().end_headers()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(ROOT, Open) as started:
        yield started


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(permissions=["camera"], viewport={"width": 1280, "height": 800})
    opened.set_default_timeout(60_000)
    yield opened
    opened.close()


def open_page(context: BrowserContext, address: str, html: str, policy: str | None = None) -> Page:
    """Open a page of somebody else's with this text."""
    Open.own, Open.policy = {"/own/page.html": html}, policy
    page = context.new_page()
    page.goto(f"{address}/own/page.html")
    page.wait_for_function("() => globalThis.faceapi")
    return page


def detect(page: Page, address: str, models: str | None = None) -> list:
    found: list = page.evaluate(DETECT, {"address": f"{address}/tests/.photos/sample6.jpg", "models": models})
    faces, *rest = found
    assert len(faces) == 5
    assert all(60 < width < 400 for width in faces)
    return rest


@pytest.mark.parametrize(("script", "worker"), [(CLASSIC, "familiar.js"), (MODULE, "familiar.worker.js")])
def test_a_bundle_finds_its_worker_networks_and_wasm(
    context: BrowserContext, address: str, script: str, worker: str
) -> None:
    page = open_page(context, address, PAGE + script.format(address))
    assert detect(page, address) == ["worker", None, "wasm"]
    (started,) = page.workers
    assert started.url.split("#")[0] == f"{address}/static/dist/{worker}"


@pytest.mark.parametrize("script", [CLASSIC, MODULE])
def test_a_bundle_of_another_origin_starts_its_worker_from_memory(
    context: BrowserContext, address: str, script: str
) -> None:
    own = address.replace("127.0.0.1", "localhost")
    page = open_page(context, own, PAGE + script.format(address))
    assert detect(page, address) == ["worker", None, "wasm"]
    (started,) = page.workers
    assert started.url.startswith(f"blob:{own}/")


def test_a_policy_against_workers_leaves_the_main_thread(context: BrowserContext, address: str) -> None:
    page = open_page(context, address, PAGE + CLASSIC.format(address), policy="worker-src 'none'")
    kind, fallback, backend = detect(page, address)
    assert (kind, backend) == ("main", "wasm")
    assert "worker" in fallback
    assert page.workers == []


def test_a_page_from_disk_computes_on_its_main_thread(context: BrowserContext, address: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE + CLASSIC.format(ROOT.as_uri()))
    page = context.new_page()
    page.goto(file.as_uri())
    kind, fallback, _ = detect(page, address, f"{address}/static/models/")
    assert kind == "main"
    assert fallback


def test_both_names_are_global_at_once_and_a_worker_of_the_page_may_use_the_script_too(
    context: BrowserContext, address: str
) -> None:
    page = open_page(context, address, PAGE + CLASSIC.format(address) + "<script>same = faceapi === familiar</script>")
    assert page.evaluate("same") is True
    answer = page.evaluate(
        """async (script) => {
      const code = `importScripts("${script}"); postMessage(typeof faceapi.detectAllFaces)`
      const worker = new Worker(URL.createObjectURL(new Blob([code])))
      return new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data)
        worker.onerror = reject
      })
    }""",
        f"{address}/static/dist/familiar.js",
    )
    assert answer == "function"


def own_example(name: str, script: str, head: str = "") -> None:
    """Serve an example of face-api.js with nothing changed but the line that brings the library."""
    page, code = (ROOT.joinpath(f".{DEMO}/{name}.{kind}").read_text() for kind in ("html", "js"))
    assert IMPORT in code
    Open.policy = None
    Open.own = {
        f"{DEMO}/{name}.html": page.replace("<head>", f"<head>{head}"),
        f"{DEMO}/{name}.js": code.replace(IMPORT, script),
    }


def test_the_example_for_pictures_draws_the_faces_of_all(context: BrowserContext, address: str) -> None:
    own_example("index", "import * as faceapi from '/static/dist/familiar.esm.js';")
    page = context.new_page()
    page.goto(f"{address}{DEMO}/index.html")
    page.wait_for_function("() => document.querySelectorAll('canvas').length === 12", timeout=120_000)
    assert "Error" not in page.locator("#log").inner_text()
    assert min(page.evaluate(DRAWN)) > 500


def test_the_example_for_a_webcam_draws_faces_again_and_again(
    context: BrowserContext, address: str, fake_camera: FakeCamera, photos: Path
) -> None:
    fake_camera.show(photos / "obama.jpg")
    own_example("webcam", "", head=CLASSIC.format(""))
    page = context.new_page()
    page.goto(f"{address}{DEMO}/webcam.html")
    for _ in range(2):
        page.wait_for_function(f"() => ({DRAWN})()[0] > 500")
        page.evaluate("() => { const canvas = document.querySelector('canvas'); canvas.width = canvas.width }")
    assert "Error" not in page.locator("#log").inner_text()
