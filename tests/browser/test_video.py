"""A film in the Video page: who appears when, on the time line, over the picture and in the files that are saved."""

import csv
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.films import Shot, write_film
from tests.browser.site import Site
from tests.browser.steps import enrol
from tests.browser.test_accessibility import complaints
from tests.browser.test_rest import HIDE

SECONDS = 8
SLACK = 0.5  # seconds that an appearance may be off: a frame is looked at every fifth of one


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory, photos: Path) -> Path:
    """Two people who come and go: one at 0–2 s and, on another photo and elsewhere, at 6–8 s; the other at 3–7 s."""
    shots = [
        Shot(photos / "obama.jpg", 0, 2, 20),
        Shot(photos / "biden.jpg", 3, 7, 10),
        Shot(photos / "obama2.jpg", 6, 8, 340),
    ]
    return write_film(tmp_path_factory.mktemp("films") / "holiday.webm", SECONDS, shots)


def open_film(page: Page, film: Path) -> None:
    page.goto("/video")
    page.locator("#film-input").set_input_files(film)
    expect(page.locator("#film-facts")).to_contain_text("640 × 360")


def analyse(page: Page, film: Path, rate: str = "5") -> None:
    open_film(page, film)
    page.locator("#film-rate").select_option(rate)
    page.locator("#film-start").click()
    expect(page.locator("#film-start")).to_have_text("Find faces again", timeout=120_000)


def rows(page: Page) -> Locator:
    return page.locator("#time-line > li")


def saved(page: Page, button: str) -> str:
    with page.expect_download() as download:
        page.locator(button).click()
    return Path(download.value.path()).read_text(encoding="utf-8-sig")


def near(spans: list[tuple[float, float]], expected: list[tuple[float, float]]) -> bool:
    return len(spans) == len(expected) and all(
        abs(a - b) <= SLACK
        for got, wanted in zip(spans, expected, strict=True)
        for a, b in zip(got, wanted, strict=True)
    )


def test_two_people_come_and_go(visitor: BrowserContext, film: Path) -> None:
    page = visitor.new_page()
    analyse(page, film)
    expect(rows(page)).to_have_count(2)
    expect(rows(page).locator(".time-name")).to_have_text(["Person 1", "Person 2"])
    told = json.loads(saved(page, "#save-json"))
    spans = [[(each["from"], each["to"]) for each in person["appearances"]] for person in told["people"]]
    assert near(spans[0], [(0, 2), (6, 8)]), spans
    assert near(spans[1], [(3, 7)]), spans
    assert told["video"] == {"file": "holiday.webm", "width": 640, "height": 360, "duration": SECONDS}
    assert told["analysis"]["complete"]
    assert told["analysis"]["frames"] == SECONDS * 5


def test_a_person_is_renamed_and_saved_as_csv(visitor: BrowserContext, film: Path) -> None:
    page = visitor.new_page()
    analyse(page, film, rate="2")
    page.get_by_role("button", name="Change the name of Person 2").click()
    page.get_by_role("dialog").get_by_label("Name").fill('Joe, "the driver"')
    page.get_by_role("dialog").get_by_role("button", name="Change the name").click()
    expect(rows(page).nth(1).locator(".time-name")).to_have_text('Joe, "the driver"')
    lines = list(csv.DictReader(saved(page, "#save-csv").splitlines()))
    assert [line["person"] for line in lines] == ["Person 1", 'Joe, "the driver"', "Person 1"]
    assert near([(float(line["from_seconds"]), float(line["to_seconds"])) for line in lines], [(0, 2), (3, 7), (6, 8)])


def test_the_gallerys_names_are_known(page: Page, film: Path, photos: Path) -> None:
    enrol(page, photos / "obama3.jpg", "Barack Obama")
    analyse(page, film, rate="2")
    expect(rows(page).locator(".time-name")).to_have_text(["Barack Obama", "Person 1"])
    told = json.loads(saved(page, "#save-json"))
    assert [person["known"] is not None for person in told["people"]] == [True, False]


def test_the_time_line_seeks_and_says_who_is_in_the_picture(visitor: BrowserContext, film: Path) -> None:
    page = visitor.new_page()
    analyse(page, film, rate="2")
    bar = rows(page).first.locator(".time-bar")
    size = bar.bounding_box()
    assert size
    bar.click(position={"x": size["width"] * 4 / SECONDS, "y": size["height"] / 2})
    page.wait_for_function("() => Math.abs(document.querySelector('#film-video').currentTime - 4) < 0.1")
    expect(rows(page).nth(1)).to_have_class("now")
    expect(rows(page).nth(0)).not_to_have_class("now")
    assert drawn(page) > 0
    page.get_by_text("The same as a table").click()
    page.get_by_role("button", name="Go to 0:00").click()
    expect(rows(page).nth(0)).to_have_class("now")
    expect(rows(page).nth(1)).not_to_have_class("now")


def drawn(page: Page) -> int:
    """Count the points of the overlay that are not empty."""
    count: int = page.evaluate("""() => {
      const canvas = document.querySelector('#film-overlay')
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
      return data.filter((value, index) => index % 4 === 3 && value > 0).length
    }""")
    return count


def test_it_can_be_paused_and_stopped_and_keeps_what_it_found(visitor: BrowserContext, film: Path) -> None:
    page = visitor.new_page()
    open_film(page, film)
    page.locator("#film-rate").select_option("every")
    page.locator("#film-start").click()
    expect(rows(page)).to_have_count(1, timeout=60_000)
    page.locator("#film-pause").click()
    expect(page.locator("#film-pause")).to_have_text("Go on")
    page.wait_for_timeout(1000)  # the frame under way ends
    before = page.locator("#film-progress-text").inner_text()
    page.wait_for_timeout(1000)
    assert page.locator("#film-progress-text").inner_text() == before
    page.locator("#film-pause").click()
    expect(page.locator("#film-progress-text")).not_to_have_text(before)
    page.locator("#film-cancel").click()
    expect(page.locator("#film-start")).to_have_text("Find faces again")
    told = json.loads(saved(page, "#save-json"))
    assert not told["analysis"]["complete"]
    assert told["analysis"]["framesPerSecond"] == pytest.approx(10, rel=0.01)  # as the film was made
    assert len(told["people"]) >= 1


def test_a_hidden_tab_rests_and_goes_on(visitor: BrowserContext, film: Path) -> None:
    page = visitor.new_page()
    open_film(page, film)
    page.locator("#film-rate").select_option("every")
    page.locator("#film-start").click()
    progress = page.locator("#film-progress-text")
    expect(progress).to_contain_text("frames", timeout=60_000)
    page.evaluate(HIDE, True)
    page.wait_for_timeout(1000)  # the frame under way ends
    before = progress.inner_text()
    page.wait_for_timeout(1000)
    assert progress.inner_text() == before
    page.evaluate(HIDE, False)
    expect(progress).not_to_have_text(before)


def test_another_film_takes_the_place_of_one_under_way(visitor: BrowserContext, film: Path) -> None:
    page = visitor.new_page()
    open_film(page, film)
    page.locator("#film-rate").select_option("every")
    page.locator("#film-start").click()
    expect(rows(page)).to_have_count(1, timeout=60_000)
    page.evaluate(RECORD)
    expect(page.locator("#film-name")).to_have_text("recorded.webm", timeout=60_000)
    expect(page.locator("#film-start")).to_have_text("Find faces")
    expect(page.locator("#film-result")).to_be_hidden()
    page.wait_for_timeout(1000)  # what was under way ends, and is not heard
    expect(page.locator("#film-result")).to_be_hidden()
    expect(page.locator("#film-problem")).to_be_hidden()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("text.mp4", b"this is no film", "not a film"),
        ("empty.webm", b"", "not a film"),
    ],
)
def test_what_is_no_film_is_explained(
    name: str, content: bytes, says: str, visitor: BrowserContext, film: Path
) -> None:
    page = visitor.new_page()
    open_film(page, film)
    page.locator("#film-input").set_input_files({"name": name, "mimeType": "video/mp4", "buffer": content})
    problem = page.locator("#film-problem")
    expect(problem).to_contain_text(says)
    expect(problem).to_contain_text("Convert it")
    expect(problem).to_have_attribute("data-code", "unreadable-film")
    expect(page.locator("#film-name")).to_have_text("holiday.webm")  # the one before stays


def test_a_film_recorded_in_the_browser_has_an_end(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/video")
    page.evaluate(RECORD)
    expect(page.locator("#film-facts")).to_contain_text("160 × 120")
    expect(page.locator("#film-facts")).to_contain_text("0:01")
    page.locator("#film-start").click()
    expect(page.locator("#people-empty")).to_contain_text("No face was found", timeout=60_000)


RECORD = """async () => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 160, height: 120 })
  const context = canvas.getContext('2d')
  const recorder = new MediaRecorder(canvas.captureStream(10), { mimeType: 'video/webm' })
  const parts = []
  recorder.ondataavailable = ({ data }) => parts.push(data)
  recorder.start()
  for (let frame = 0; frame < 16; frame++) {
    context.fillStyle = `rgb(${frame * 10} 90 90)`
    context.fillRect(0, 0, 160, 120)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await new Promise((resolve) => { recorder.onstop = resolve; recorder.stop() })
  const transfer = new DataTransfer()
  transfer.items.add(new File(parts, 'recorded.webm', { type: 'video/webm' }))
  const dropped = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer })
  document.body.dispatchEvent(dropped)
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_time_line_is_no_barrier_and_fits_a_phone(scheme: str, chromium: Browser, server: Site, film: Path) -> None:
    context = chromium.new_context(
        base_url=server.address, color_scheme=scheme, reduced_motion="reduce", viewport={"width": 360, "height": 740}
    )
    page = context.new_page()
    page.goto("/video")
    assert complaints(page) == []
    analyse(page, film, rate="2")
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
