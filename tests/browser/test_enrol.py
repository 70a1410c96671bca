"""Enrolling in the page: who is whom, what is no face, and what is refused."""

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.camera import FakeCamera
from tests.browser.conftest import sign_in
from tests.browser.site import Site, site
from tests.browser.steps import enrol


def choose(page: Page, *files: Path | dict) -> None:
    page.goto("/enrol")
    page.locator("#photo-input").set_input_files(list(files))


def file(name: str, content: bytes, kind: str = "image/jpeg") -> dict:
    return {"name": name, "mimeType": kind, "buffer": content}


def test_with_several_faces_nobody_is_chosen_until_the_user_picks(page: Page, server: Site, photos: Path) -> None:
    choose(page, photos / "sample5.jpg")
    faces = page.locator("button.face")
    expect(faces).to_have_count(5)
    assert {faces.nth(i).get_attribute("aria-pressed") for i in range(5)} == {"false"}
    expect(page.locator("#save-all")).to_be_disabled()

    place = faces.nth(3).evaluate("face => [parseFloat(face.style.left), parseFloat(face.style.top)]")
    faces.nth(3).focus()
    page.keyboard.press("Enter")
    page.get_by_label("Name of face 4").fill("Dana")
    page.locator("#save-all").click()
    expect(page.locator(".photo-result").first).to_contain_text("Saved")

    (reference,) = server.references()
    box, photo = reference["box"], reference["photo"]
    assert [box["x"] / photo["width"] * 100, box["y"] / photo["height"] * 100] == pytest.approx(place, abs=0.1)
    assert [person["name"] for person in server.people()] == ["Dana"]


def test_a_photo_can_be_dropped(page: Page, photos: Path) -> None:
    page.goto("/enrol")
    content = list((photos / "astronaut.png").read_bytes())
    page.evaluate(
        """(content) => {
          const data = new DataTransfer()
          data.items.add(new File([Uint8Array.from(content)], 'dropped.png', { type: 'image/png' }))
          const zone = document.querySelector('#drop-zone')
          zone.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
        }""",
        content,
    )
    expect(page.get_by_role("button", name="Face 1 of 1")).to_be_visible()


def test_two_faces_of_one_photo_become_two_people(page: Page, server: Site, photos: Path) -> None:
    choose(page, photos / "sample3.jpg")
    for number, name in ((1, "Eve"), (2, "Finn")):
        page.get_by_role("button", name=f"Face {number} of 3").click()
        page.get_by_label(f"Name of face {number}").fill(name)
    page.locator("#save-all").click()
    expect(page.locator(".photo-result")).to_contain_text(["Saved", "Saved"])
    assert [person["name"] for person in server.people()] == ["Eve", "Finn"]
    assert len({reference["photo"]["sha256"] for reference in server.references()}) == 1


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("photo.jpg", b"", "empty"),
        ("photo.jpg", b"\xff\xd8\xff\xe0 this is no picture", "cannot be opened"),
        ("IMG_1.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "JPEG"),
    ],
)
def test_a_file_that_is_no_photo_gets_a_sentence(
    name: str, content: bytes, says: str, page: Page, server: Site
) -> None:
    choose(page, file(name, content, ""))
    expect(page.locator(".photo-status").first).to_contain_text(says)
    expect(page.locator("#save-all")).to_be_disabled()
    assert server.people() == []


def test_a_photo_without_a_face_says_so_and_why(page: Page, photos: Path) -> None:
    choose(page, photos / "rocket.jpg")
    expect(page.locator(".photo-status").first).to_contain_text("No face found.")
    expect(page.locator(".photo-advice").first).not_to_be_empty()


def test_a_turned_photo_is_stored_upright(page: Page, server: Site, photos: Path) -> None:
    upright = Image.open(photos / "obama.jpg")
    turned, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    upright.transpose(Image.Transpose.ROTATE_90).save(turned, "JPEG", quality=95, exif=exif)
    choose(page, file("turned.jpg", turned.getvalue()))
    page.locator("#photos").get_by_label("Name", exact=True).fill("Barack Obama")
    page.locator("#save-all").click()
    expect(page.locator(".photo-result").first).to_contain_text("Saved")
    (reference,) = server.references()
    assert (reference["photo"]["width"], reference["photo"]["height"]) == upright.size
    answer = server.http.get(f"{server.address}/api/v1/galleries/main/references/{reference['id']}/photo", timeout=10)
    assert Image.open(io.BytesIO(answer.content)).size == upright.size


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "Зоя 👩‍🚀", "محمد علي", "<img src=x onerror=alert(1)>"])
def test_a_strange_name_is_text_everywhere(name: str, page: Page, server: Site, photos: Path) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    enrol(page, photos / "astronaut.png", name)
    assert [person["name"] for person in server.people()] == [name]
    page.goto("/admin")
    expect(page.locator("#people")).to_contain_text(name)
    assert dialogs == []


@pytest.mark.parametrize("name", ["", "x" * 300, "a\u202eb"], ids=["empty", "300 characters", "bidi override"])
def test_a_name_that_cannot_be_stored_is_refused_with_a_sentence(
    name: str, page: Page, server: Site, photos: Path
) -> None:
    choose(page, photos / "astronaut.png")
    field = page.locator("#photos").get_by_label("Name", exact=True)
    field.evaluate("(field, name) => { field.value = name; field.dispatchEvent(new Event('input')) }", name)
    page.locator("#save-all").click()
    expect(page.locator("#photos").get_by_role("alert").first).not_to_be_empty()
    assert server.people() == []


def test_a_photo_from_the_camera_is_enrolled(page: Page, server: Site, fake_camera: FakeCamera, photos: Path) -> None:
    fake_camera.show(photos / "obama2.jpg")
    page.goto("/enrol")
    page.get_by_role("button", name="Take a photo").click()
    page.locator("#shutter").click()
    page.locator("#camera-dialog").get_by_role("button", name="Done").click()
    page.locator("#photos").get_by_label("Name", exact=True).fill("Barack Obama")
    page.locator("#save-all").click()
    expect(page.locator(".photo-result").first).to_contain_text("Saved")
    (reference,) = server.references()
    assert (reference["photo"]["width"], reference["photo"]["height"]) == (640, 480)


def test_a_visitor_is_asked_to_sign_in(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/enrol")
    expect(page.get_by_role("heading", name="sign in")).to_be_visible()


def test_open_enrolment_waits_for_an_administrator(chromium, photos: Path, tmp_path: Path) -> None:
    with site(tmp_path, FAMILIAR_OPEN_ENROLMENT="true") as server:
        stranger = chromium.new_context(base_url=server.address).new_page()
        choose(stranger, photos / "obama.jpg")
        stranger.locator("#photos").get_by_label("Name", exact=True).fill("Barack Obama")
        stranger.locator("#save-all").click()
        expect(stranger.locator(".photo-result").first).to_contain_text("Sent")
        assert server.people() == []

        admin = chromium.new_context(base_url=server.address).new_page()
        sign_in(admin)
        admin.goto("/admin#waiting")
        admin.get_by_role("button", name="Approve").click()
        expect(admin.locator("#waiting-none")).to_be_visible(timeout=30_000)
        (person,) = server.json("GET", "/descriptors")["people"]
        assert (person["name"], len(person["references"])) == ("Barack Obama", 1)
        assert server.json("GET", "/submissions")["submissions"] == []
        stranger.context.close()
        admin.context.close()
