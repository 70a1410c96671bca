"""What a person does with a tool's place for pictures, and pictures that are hard to read."""

import base64
import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page

ORIENTATION = 0x0112  # tag of EXIF


def choose(page: Page, *files: Path, source: str = "#picture") -> None:
    """Choose files with the button."""
    page.locator(f"{source} .source-files").set_input_files(list(files))


def transfer(page: Page, event: str, target: str, data: bytes, name: str, kind: str) -> None:
    """Drop or paste a file as a browser would."""
    page.evaluate(
        """([event, target, data, name, type]) => {
            const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0))
            const carried = new DataTransfer()
            carried.items.add(new File([bytes], name, { type }))
            const init = { bubbles: true, cancelable: true }
            const made = event === 'paste' ? new ClipboardEvent(event, { ...init, clipboardData: carried })
                : new DragEvent(event, { ...init, dataTransfer: carried })
            document.querySelector(target).dispatchEvent(made)
        }""",
        [event, target, base64.b64encode(data).decode(), name, kind],
    )


def fetch(page: Page, address: str, source: str = "#picture") -> None:
    """Give the address of a picture."""
    page.locator(f"{source} .source-address input").fill(address)
    page.locator(f"{source} .source-address button").click()


def problems(page: Page, source: str = "#picture") -> Locator:
    """Return what the source says about pictures that it could not take."""
    return page.locator(f"{source} .source-problems li")


def turned(photo: Path, orientation: int = 6) -> bytes:
    """Return a photo as a camera held sideways stores it: the pixels turned, and a note to turn them back."""
    with Image.open(photo) as image:
        stored = image.convert("RGB").transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    out = io.BytesIO()
    stored.save(out, "JPEG", exif=exif, quality=95)
    return out.getvalue()
