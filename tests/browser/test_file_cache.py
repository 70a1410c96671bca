"""What the browser keeps of the networks: fetched once, found again by every later page, checked all the same."""

from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

from tests.browser.test_engine import prepare

NETWORKS = ("tiny_face_detector", "face_landmark_68", "face_recognition")
FILES = 7  # that these have besides their specs
LOOK = """async () => {
  const { faces } = await engine.analyze(blob, { landmarks: true, descriptors: true })
  engine.dispose()
  return faces.map(({ box, descriptor }) => [...Object.values(box), ...descriptor])
}"""
KEPT = """async (count) => {
  const cache = await caches.open('familiar-networks')
  let kept = []
  for (let tries = 0; kept.length !== count && tries < 400; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    kept = await cache.keys()
  }
  return kept.map(({ url }) => url).sort()
}"""
DAMAGE = """async () => {
  const cache = await caches.open('familiar-networks')
  const [request] = await cache.keys()
  const bytes = new Uint8Array(await (await cache.match(request)).arrayBuffer())
  bytes[bytes.length >> 1] ^= 1
  await cache.put(request, new Response(bytes))
}"""


def look(visitor: BrowserContext, photos: Path, thread: str) -> tuple[Page, Any, list[str]]:
    """Load the networks and find the face in a new page that has only what is kept; returns what was fetched, too."""
    page = visitor.new_page()
    visitor.new_cdp_session(page).send("Network.clearBrowserCache")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.split("/models/")[-1]))
    prepare(page, photos, thread=thread, backends=["wasm"])
    return page, page.evaluate(LOOK), [each for each in fetched if each.startswith(NETWORKS)]


def test_networks_are_fetched_once_for_all_pages_and_threads(visitor: BrowserContext, photos: Path) -> None:
    page, answer, fetched = look(visitor, photos, "main")
    assert len(answer) == 1
    assert len(fetched) == len(set(fetched)) == len(NETWORKS) + FILES
    kept = page.evaluate(KEPT, FILES)
    assert len(kept) == FILES

    for thread in ("worker", "main"):
        page, again, fetched = look(visitor, photos, thread)
        assert again == answer
        assert sorted(fetched) == sorted(f"{name}/spec.json" for name in NETWORKS)

    page.evaluate(DAMAGE)
    page, again, fetched = look(visitor, photos, "main")
    assert again == answer
    assert len([each for each in fetched if not each.endswith("spec.json")]) == 1
    assert page.evaluate(KEPT, FILES) == kept
