"""The README's ten lines work in somebody else's page: no bundler, and none of Familiar's server."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from bench.pages import served

ROOT = Path(__file__).parent.parent.parent
SNIPPETS = re.findall(r"```(html|js)\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)


def snippet(kind: str) -> str:
    (found,) = (text for language, text in SNIPPETS if language == kind)
    return found


@pytest.fixture
def elsewhere(chromium: Browser, photos: Path) -> Iterator[Page]:
    """Somebody else's page, with a group photo."""
    with served(ROOT) as address:
        context = chromium.new_context()
        context.route("**/own/page.html", lambda route: route.fulfill(content_type="text/html", body=snippet("html")))
        context.route("**/own/group.jpg", lambda route: route.fulfill(path=photos / "sample6.jpg"))
        page = context.new_page()
        page.goto(f"{address}/own/page.html")
        yield page
        context.close()


def test_the_snippet_outlines_every_face(elsewhere: Page) -> None:
    drawn = """() => {
      const overlay = document.getElementById('overlay'), photo = document.getElementById('photo')
      if (overlay.width !== photo.width) return 0
      const { data } = overlay.getContext('2d').getImageData(0, 0, overlay.width, overlay.height)
      return data.filter((value, index) => index % 4 === 3 && value > 0).length
    }"""
    elsewhere.wait_for_function(drawn, timeout=60_000)
    assert elsewhere.evaluate(drawn) > 1000


def test_the_matcher_names_its_own_and_nobody_else(elsewhere: Page) -> None:
    answers = elsewhere.evaluate(
        """async (matching) => {
          for (const net of ['tinyFaceDetector', 'faceLandmark68Net', 'faceRecognitionNet']) {
            await faceapi.nets[net].loadFromUri('/static/models')
          }
          const photo = document.getElementById('photo')
          const faces = await faceapi.detectAllFaces(photo, new faceapi.TinyFaceDetectorOptions())
            .withFaceLandmarks().withFaceDescriptors()
          const body = matching.replace('matcher.find', 'return matcher.find')
          const run = new Function('faceapi', 'faces', 'descriptor', body)
          return faces.map(({ descriptor }) => run(faceapi, faces, descriptor))
        }""",
        snippet("js"),
    )
    assert len(answers) == 5
    assert answers[0] == "Ada (0)"
    assert all(re.fullmatch(r"unknown \(0\.\d+\)|unknown \(1\.?\d*\)", answer) for answer in answers[1:])
