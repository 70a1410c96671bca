"""What stays in memory after two thousand frames in the engine's worker, with everything switched on.

`.venv/bin/python -m bench.frames` prints tensors, their memory and both threads' heaps along the way; see `--frames`.
"""

import argparse
import json
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from bench.pages import ROOT, served
from bench.stages import PHOTO
from tests.browser.switching import heap
from tests.support.chromium import launch

SETTLED = 200  # frames
STEPS = 9  # readings after that
PREPARE = """async (photo) => {
  const { createEngine } = await import('/static/faces/engine.js')
  const models = new URL('/static/models/', location).href
  globalThis.engine = await createEngine({ models, thread: 'worker', backends: ['wasm'] })
  await engine.load(['tiny_face_detector', 'face_landmark_68', 'face_expression', 'age_gender', 'face_recognition'])
  globalThis.frame = await createImageBitmap(await (await fetch(photo)).blob(), { resizeWidth: 640, resizeHeight: 480 })
}"""
FRAMES = """async (count) => {
  const wanted = { landmarks: true, expressions: true, ageGender: true, descriptors: true }
  for (let i = 0; i < count; i++) {
    const { faces } = await engine.analyze(frame, { detector: { name: 'tiny_face_detector' }, ...wanted })
    if (faces.length !== 1) throw new Error(`${faces.length} faces`)
  }
}"""
LEFT = """() => {
  const { numTensors } = self._tfengine.memory() // TensorFlow.js keeps its engine there
  const { dataIdMap, wasm } = self._tfengine.backend
  return [numTensors, dataIdMap.numDataIds(), wasm.HEAPU8.length]
}"""


@dataclass(frozen=True)
class Left:
    """What is in memory after some frames; bytes."""

    frames: int
    tensors: int
    results: int  # that the backend holds, tensors and others
    wasm: int
    worker: int
    page: int

    def line(self) -> str:
        """Return the row of the table."""
        megabytes = " | ".join(f"{size / 1e6:.1f}" for size in (self.wasm, self.worker, self.page))
        return f"| {self.frames:,} | {self.tensors} | {self.results} | {megabytes} |"


def main() -> None:
    """Analyse, and print a line every so many frames."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--frames", type=int, default=2000)
    frames = options.parse_args().frames
    with served(ROOT) as address, sync_playwright() as playwright:
        chromium = launch(playwright)
        page = chromium.new_page()
        page.set_default_timeout(0)
        page.goto(f"{address}/bench/stages.html")
        print("| frames | tensors | results on the backend | WebAssembly, MB | worker's heap, MB | page's heap, MB |")
        print("|---|---|---|---|---|---|")
        for left in watch(page, frames):
            print(left.line(), flush=True)
        chromium.close()


def watch(page: Page, frames: int) -> list[Left]:
    """Return what is left after the first 200 frames and at even distances up to the last."""
    session = page.context.new_cdp_session(page)
    thread = WorkerHeap(page, session)
    page.evaluate(PREPARE, PHOTO)
    left: list[Left] = []
    done = 0
    for count in [SETTLED, *[(frames - SETTLED) // STEPS] * STEPS]:
        page.evaluate(FRAMES, count)
        done += count
        tensors, results, wasm = page.workers[0].evaluate(LEFT)
        left.append(Left(done, tensors, results, wasm, thread.used(), heap(session)))
    return left


class WorkerHeap:
    """The JavaScript of a page's worker, asked through the page: Playwright has no session for workers."""

    def __init__(self, page: Page, session: CDPSession) -> None:
        """Listen, before the worker starts."""
        self.page, self.session = page, session
        self.worker, self.answers = "", dict[int, Any]()
        session.on("Target.attachedToTarget", self._attached)
        session.on("Target.receivedMessageFromTarget", self._heard)
        session.send("Target.setAutoAttach", {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False})

    def used(self) -> int:
        """Return the bytes that it cannot do without."""
        self._ask("HeapProfiler.collectGarbage")
        return int(self._ask("Runtime.getHeapUsage")["usedSize"])

    def _ask(self, method: str) -> Any:
        number = len(self.answers) + 1
        message = json.dumps({"id": number, "method": method})
        self.session.send("Target.sendMessageToTarget", {"sessionId": self.worker, "message": message})
        while number not in self.answers:
            self.page.wait_for_timeout(10)
        return self.answers[number]

    def _attached(self, event: Any) -> None:
        if event["targetInfo"]["type"] == "worker":
            self.worker = event["sessionId"]

    def _heard(self, event: Any) -> None:
        answer = json.loads(event["message"])
        if "id" in answer:
            self.answers[answer["id"]] = answer["result"]


if __name__ == "__main__":
    main()
