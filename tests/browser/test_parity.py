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
from webapp.inference.request import DetectorOptions, Request

GROUPS = [f"sample{number}.jpg" for number in range(1, 7)]
PHOTOS = [*GROUPS, "obama.jpg", "obama2.jpg", "biden.jpg", "astronaut.png", "32bit.png", "rocket.jpg"]
BOX, POINT, DESCRIPTOR, SHARE, YEARS = 0.5, 0.5, 1e-3, 1e-3, 0.05  # px, px, L2, probability, years

# What is asked for in the page; `asked` makes the same of it in Python.
PLAIN: dict[str, Any] = {
    "detector": {"name": "tiny_face_detector", "inputSize": 416},
    "landmarks": True,
    "descriptors": True,
}
EVERYTHING: dict[str, Any] = PLAIN | {"expressions": True, "ageGender": True, "antispoof": True, "liveness": True}
REQUESTS: dict[str, dict[str, Any]] = {
    "SSD, everything": EVERYTHING | {"detector": {"name": "ssd_mobilenetv1"}},
    "MTCNN, everything": EVERYTHING | {"detector": {"name": "mtcnn", "minFaceSize": 40}},
    "tiny landmarks, face-api's crop": PLAIN
    | {"landmarks": {"name": "face_landmark_68_tiny"}, "descriptors": {"name": "face_recognition", "crop": "face-api"}},
    "FaceNet on MTCNN's boxes": {"detector": {"name": "mtcnn"}, "descriptors": {"name": "facenet"}},
}

ANALYZE = """async ([data, type, options]) => {
  const { createEngine } = await import('/static/faces/index.js')
  const { backend = 'wasm', thread = 'auto', request } = options
  const patience = { selfTest: 240000, frame: 240000 } // software GL on a busy machine
  globalThis.engines ??= {}
  const key = backend + thread
  globalThis.engines[key] ??= await createEngine({ models: '/static/models/', backends: [backend], thread, patience })
  const engine = globalThis.engines[key]
  await engine.load(options.networks)
  const blob = new Blob([Uint8Array.from(atob(data), (char) => char.charCodeAt(0))], { type })
  const { faces, size } = await engine.analyze(blob, request)
  return JSON.stringify({
    size, kind: engine.kind, backend: engine.backend.name, threads: engine.backend.threads,
    faces: faces.map((face) => ({ ...face, descriptor: Array.from(face.descriptor ?? []) })),
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


def named(wish: Any, default: str) -> str:
    return wish.get("name", default) if isinstance(wish, dict) else default


def networks(request: dict[str, Any]) -> list[str]:
    """Return the networks that a request needs; landmarks also where only the descriptor's crop needs them."""
    recogniser = named(request["descriptors"], "face_recognition")
    names = [request["detector"]["name"], recogniser]
    if recogniser != "facenet":
        names.append(named(request.get("landmarks"), "face_landmark_68"))
    more = {
        "expressions": "face_expression",
        "ageGender": "age_gender",
        "antispoof": "antispoof",
        "liveness": "liveness",
    }
    return names + [network for part, network in more.items() if request.get(part)]


def in_page(page: Page, photo: bytes, name: str, request: dict[str, Any] = PLAIN, **options: str) -> dict[str, Any]:
    kind = "image/png" if name.endswith(".png") else "image/jpeg"
    page.set_default_timeout(0)
    wanted = {**options, "request": request, "networks": networks(request)}
    return json.loads(page.evaluate(ANALYZE, [base64.b64encode(photo).decode(), kind, wanted]))


def asked(request: dict[str, Any]) -> Request:
    """Return the page's request as the server's."""
    detector, landmarks, descriptors = request["detector"], request.get("landmarks", False), request["descriptors"]
    settings = {"inputSize": "input_size", "minFaceSize": "min_face_size"}
    return Request(
        DetectorOptions(**{settings.get(key, key): value for key, value in detector.items()}),
        landmarks["name"] if isinstance(landmarks, dict) else landmarks,
        descriptors["name"] if isinstance(descriptors, dict) else descriptors,
        crop=descriptors.get("crop") if isinstance(descriptors, dict) else None,
        expressions=request.get("expressions", False),
        age_gender=request.get("ageGender", False),
        antispoof=request.get("antispoof", False),
        liveness=request.get("liveness", False),
    )


def in_python(analyzer: Analyzer, photo: bytes, request: dict[str, Any] = PLAIN) -> list[Face]:
    return analyzer.analyze(decode(io.BytesIO(photo)), asked(request))


def differences(found: dict[str, Any], face: Face) -> dict[str, float]:
    """Return how far page and Python are apart on one face, by part; both have the same parts."""
    box = [found["box"][side] - getattr(face.box, side) for side in ("x", "y", "width", "height")]
    apart = {"box": np.abs(box).max(), "score": abs(found["score"] - face.score)}
    for part in ("keypoints", "landmarks"):
        assert (part in found) == (getattr(face, part) is not None)
        if part in found:
            apart[part] = np.abs(np.array(found[part]) - getattr(face, part)).max()
    apart["descriptor"] = np.linalg.norm(np.array(found["descriptor"]) - face.descriptor)
    assert ("expressions" in found) == (face.expressions is not None)
    if face.expressions is not None:
        assert list(found["expressions"]) == list(face.expressions)
        apart["expressions"] = max(abs(found["expressions"][name] - value) for name, value in face.expressions.items())
    for part, theirs in (
        ("age", face.age),
        ("genderProbability", face.gender_probability),
        ("real", face.real),
        ("live", face.live),
    ):
        assert (part in found) == (theirs is not None)
        if theirs is not None:
            apart[part] = abs(found[part] - theirs)
    assert found.get("gender") == face.gender
    return apart


BARS = {"box": BOX, "keypoints": POINT, "landmarks": POINT, "descriptor": DESCRIPTOR, "age": YEARS}  # others: SHARE


def assert_same(answer: dict[str, Any], expected: list[Face], tolerance: float = 1) -> None:
    """Compare number, order and every part of the faces; `tolerance` widens the bars for coarse backends."""
    assert len(answer["faces"]) == len(expected)
    for found, face in zip(answer["faces"], expected, strict=True):
        apart = differences(found, face)
        assert all(value <= BARS.get(part, SHARE) * tolerance for part, value in apart.items()), apart


@pytest.mark.parametrize("name", PHOTOS)
def test_page_and_python_agree(name: str, lab: Page, analyzer: Analyzer, photos: Path) -> None:
    photo = (photos / name).read_bytes()
    answer = in_page(lab, photo, name)
    assert answer["kind"] == "worker"
    assert_same(answer, in_python(analyzer, photo))


def test_page_with_threads_and_python_agree(chromium: Browser, server: Site, analyzer: Analyzer, photos: Path) -> None:
    photo = (photos / "sample4.jpg").read_bytes()
    with chromium.new_context(base_url=server.address) as context:
        page = context.new_page()
        page.add_init_script("Object.defineProperty(navigator, 'hardwareConcurrency', { value: 8 })")
        page.goto("/")
        answer = in_page(page, photo, "sample4.jpg", thread="main")
    assert answer["threads"] == 4
    assert_same(answer, in_python(analyzer, photo))


@pytest.mark.parametrize("name", ["sample4.jpg", "obama2.jpg", "astronaut.png"])
@pytest.mark.parametrize("request_name", REQUESTS)
def test_every_network_agrees(request_name: str, name: str, lab: Page, analyzer: Analyzer, photos: Path) -> None:
    photo, request = (photos / name).read_bytes(), REQUESTS[request_name]
    expected = in_python(analyzer, photo, request)
    assert expected
    assert_same(in_page(lab, photo, name, request), expected, tolerance=0.2)


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
