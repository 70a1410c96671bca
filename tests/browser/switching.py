"""Switching backends, networks and cameras again and again, and what stays behind in memory."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, expect

SETTLED = 60_000  # ms that a slow machine may take for one change
BACKENDS = ("wasm", "webgl", "cpu")
ENGINE_ROUND = """async ([url, backend, detector]) => {
  const { createEngine } = await import('/static/faces/index.js')
  const patience = { selfTest: 240000, frame: 240000 }
  const engine = await createEngine({ models: '/static/models/', thread: 'main', backends: [backend], patience })
  await engine.load([detector, 'face_landmark_68', 'face_expression'])
  const photo = await (await fetch(url)).blob()
  const { faces } = await engine.analyze(photo, { landmarks: true, expressions: true })
  engine.dispose()
  const tf = await import('/static/faces/tf.js')
  return [engine.backend.name, faces.length, tf.memory().numTensors]
}"""


@dataclass(frozen=True)
class Left:
    """What is in memory after a round."""

    used: str  # backend or detector: each has its own number of tensors
    tensors: int
    heap: int  # bytes of JavaScript, after collecting the garbage


def heap(session: CDPSession) -> int:
    """Return the bytes of JavaScript that a page cannot do without."""
    for _ in range(2):
        session.send("HeapProfiler.collectGarbage")
    return int(session.send("Runtime.getHeapUsage")["usedSize"])


def switch_backends(browser: Browser, address: str, photo: Path, rounds: int) -> list[Left]:
    """Make an engine on the page's own thread on one backend after another, with one detector after another."""
    page = browser.new_context(base_url=address).new_page()
    page.set_default_timeout(0)
    page.route("**/photo.png", lambda route: route.fulfill(path=photo))
    page.goto("/about")
    session = page.context.new_cdp_session(page)
    left = []
    for index in range(rounds):
        backend = BACKENDS[index % len(BACKENDS)]
        detector = ("tiny_face_detector", "ssd_mobilenetv1")[index % 2]
        used, faces, tensors = page.evaluate(ENGINE_ROUND, ["/photo.png", backend, detector])
        assert (used, faces) == (backend, 1), f"round {index + 1}: {faces} faces on {used} instead of one on {backend}"
        left.append(Left(f"{backend} {detector}", tensors, heap(session)))
    page.context.close()
    return left


def switch_live(browser: Browser, address: str, rounds: int) -> list[Left]:
    """Change camera, detector and engine of the Live page, whose tensors live in its worker."""
    context: Any = browser.new_context(base_url=address, permissions=["camera"])
    page = context.new_page()
    page.goto("/")
    page.get_by_role("switch", name="Camera").click()
    page.get_by_role("switch", name="Detection").click()
    session = context.new_cdp_session(page)
    left = []
    for _ in range(rounds):
        detector = _change(page)
        engine = next(worker for worker in reversed(page.workers) if worker.url.endswith("/dist/familiar.worker.js"))
        tensors = engine.evaluate("() => self._tfengine.memory().numTensors")  # TensorFlow.js keeps its engine there
        left.append(Left(detector, tensors, heap(session)))
    context.close()
    return left


def _change(page: Page) -> str:
    """Begin anew with the next camera and the next detector; returns the detector."""
    page.get_by_role("switch", name="Models").click()
    expect(page.get_by_role("switch", name="Detection")).not_to_be_checked()
    for choice in (page.locator("#camera-choice"), page.locator("#detector")):
        options = choice.locator("option").evaluate_all("all => all.map((one) => one.value)")
        choice.select_option(options[(options.index(choice.input_value()) + 1) % len(options)])
    page.get_by_role("switch", name="Detection").click()
    expect(page.locator("#camera-switch-help")).to_contain_text("On:", timeout=SETTLED)
    expect(page.locator("#detection-switch-help")).to_contain_text("in the picture", timeout=SETTLED)
    expect(page.locator("#stat-fps")).not_to_have_text("–", timeout=SETTLED)
    return page.locator("#detector").input_value()
