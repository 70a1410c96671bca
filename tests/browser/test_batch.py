"""The Batch page: many pictures, together and one by one."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.pictures import choose

PHOTOS = {
    "sample5.jpg": None,
    "obama.jpg": 1,
    "biden.jpg": 1,
    "rocket.jpg": 0,
    "obama2.jpg": 1,
}  # name → faces, if known


@pytest.fixture
def batch(visitor) -> Page:
    page = visitor.new_page()
    page.goto("/batch")
    return page


def add(page: Page, *files: Path) -> None:
    choose(page, *files, source="#pictures")


def rows(page: Page) -> Locator:
    return page.locator("#rows tr")


def run(page: Page) -> None:
    page.get_by_role("button", name="Start").click()
    expect(page.locator("#status")).to_contain_text("Done", timeout=90_000)


def saved(page: Page, button: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(download.value.path()).read_text("utf-8-sig")


def report(page: Page) -> dict[str, Any]:
    return json.loads(saved(page, "JSON"))


def figure(page: Page, name: str) -> float:
    return float(page.locator(f"#{name}").inner_text())


def test_many_pictures_are_measured_together_and_one_by_one(batch: Page, photos: Path) -> None:
    add(batch, *(photos / name for name in PHOTOS))
    expect(batch.locator("#status")).to_have_text("5 pictures are ready.")
    batch.get_by_label("Pictures at a time").select_option("2")
    run(batch)
    found = report(batch)
    assert [each["name"] for each in found["pictures"]] == list(PHOTOS)
    counts = [len(each["faces"]) for each in found["pictures"]]
    assert [count for count, known in zip(counts, PHOTOS.values(), strict=True) if known is not None] == [1, 1, 0, 1]
    assert counts[0] >= 4
    assert rows(batch).locator(".row-faces").all_inner_texts() == list(map(str, counts))
    for way in ("together", "alone"):
        tally = found[way]
        assert (tally["pictures"], tally["faces"]) == (5, sum(counts))
        assert figure(batch, f"{way}-pictures") == pytest.approx(5000 / tally["ms"], abs=0.06)
        assert figure(batch, f"{way}-faces") == pytest.approx(sum(counts) * 1000 / tally["ms"], abs=0.06)
    expect(batch.locator("#verdict")).to_have_text(re.compile("Together (was|took) [\\d.]+ times as|Both ways"))
    assert sum(each["ms"] for each in found["pictures"]) == pytest.approx(found["alone"]["ms"])


def test_the_table_is_saved_as_csv(batch: Page, photos: Path, tmp_path: Path) -> None:
    broken = tmp_path / 'not, "a" picture.jpg'
    broken.write_bytes(b"\xff\xd8 broken")
    add(batch, photos / "obama.jpg", broken)
    expect(rows(batch).nth(1)).to_contain_text("cannot be opened as a picture")
    expect(batch.locator("#status")).to_have_text("1 picture is ready.")
    batch.get_by_role("switch", name="Measure one by one, too").click()
    run(batch)
    expect(batch.locator("#alone-pictures")).to_have_text("–")
    table = list(csv.DictReader(io.StringIO(saved(batch, "CSV"))))
    assert [(row["picture"], row["faces"], row["width"]) for row in table] == [
        ("obama.jpg", "1", "910"),
        (broken.name, "", ""),
    ]
    assert float(table[0]["ms"]) > 0
    assert "cannot be opened" in table[1]["problem"]


def test_a_batch_is_stopped_and_started_anew(batch: Page, photos: Path) -> None:
    for _ in range(4):
        add(batch, *(photos / name for name in PHOTOS))
    expect(batch.locator("#status")).to_have_text("20 pictures are ready.")
    batch.get_by_label("Pictures at a time").select_option("2")
    batch.get_by_role("button", name="Start").click()
    expect(rows(batch).nth(0).locator(".row-faces")).not_to_be_empty()
    expect(batch.get_by_role("button", name="Start")).to_be_hidden()
    batch.get_by_role("button", name="Stop").click()
    expect(batch.locator("#status")).to_contain_text("Stopped after")
    done = int(re.findall(r"\d+", batch.locator("#status").inner_text())[0])
    assert 0 < done < 20
    assert report(batch)["together"]["pictures"] == done
    batch.get_by_role("button", name="Remove all").click()
    expect(rows(batch)).to_have_count(0)
    expect(batch.get_by_role("button", name="Start")).to_be_disabled()
    add(batch, photos / "obama.jpg")
    run(batch)
    expect(batch.locator("#status")).to_have_text("Done: 1 picture, 1 face.")


def test_a_folder_is_searched_for_pictures(batch: Page, photos: Path, tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "a.jpg").write_bytes((photos / "obama.jpg").read_bytes())
    (tmp_path / "notes.txt").write_text("no picture")
    batch.locator("#pictures .source-folder").set_input_files(tmp_path)
    expect(rows(batch)).to_have_count(1)
    expect(rows(batch)).to_contain_text("a.jpg")


def test_descriptors_are_the_same_both_ways(batch: Page, photos: Path) -> None:
    add(batch, photos / "obama.jpg", photos / "biden.jpg")
    batch.get_by_label("Descriptors").check()
    run(batch)
    alone = report(batch)
    batch.get_by_role("switch", name="Measure one by one, too").click()
    run(batch)
    together = report(batch)
    for one, other in zip(alone["pictures"], together["pictures"], strict=True):
        assert one["faces"][0]["descriptor"] == pytest.approx(other["faces"][0]["descriptor"], abs=1e-4)
