"""A gallery whose descriptors were made with face-api.js's crop goes on with it, in the pages as on the server."""

from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page, expect

from converter import registry
from tests.browser.camera import FakeCamera
from tests.browser.conftest import SLOW, sign_in
from tests.browser.site import MODELS, Site, site
from tests.browser.steps import enrol, look
from tests.support.server import running
from webapp.inference.analyzer import Analyzer
from webapp.inference.photos import decode
from webapp.inference.request import DetectorOptions, Request

UPRIGHT, FACE_API = registry.find("face_recognition").crops


def page_of(chromium: Browser, server: Site) -> Page:
    context = chromium.new_context(base_url=server.address, permissions=["camera"])
    context.set_default_timeout(SLOW)
    page = context.new_page()
    sign_in(page)
    return page


def test_descriptors_of_face_apis_crop_stay_valid(
    chromium: Browser, fake_camera: FakeCamera, photos: Path, tmp_path: Path
) -> None:
    with site(tmp_path, FAMILIAR_CROP=FACE_API.name) as earlier:
        page = page_of(chromium, earlier)
        enrol(page, photos / "obama.jpg", "Barack Obama")
        page.context.close()
        (stored,) = earlier.json("GET", "/descriptors")["people"]
    with (photos / "obama.jpg").open("rb") as file:
        wanted = Request(DetectorOptions("tiny_face_detector"), descriptors=True, crop=FACE_API.name)
        (face,) = Analyzer().analyze(decode(file), wanted)
    assert np.linalg.norm(np.array(stored["references"][0]["descriptor"]) - face.descriptor) <= 1e-3

    with running(tmp_path, Site, FAMILIAR_MODELS_DIR=str(MODELS)) as later:  # no word about the crop
        fake_camera.show(photos / "obama2.jpg")
        page = page_of(chromium, later)
        recogniser = page.locator('meta[name="recogniser"]').get_attribute("content")
        assert recogniser == f"face_recognition {FACE_API.version}" != f"face_recognition {UPRIGHT.version}"
        look(page)
        expect(page.locator("#present > *").first).to_contain_text("Barack Obama")
        page.context.close()
