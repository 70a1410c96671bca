"""NOTICE names everything that set-up installs on purpose, with the licence that the package declares."""

import json
import re

import pytest

from webapp.paths import ROOT

NOTICE = (ROOT / "NOTICE").read_text()
TITLES = {
    "assemblyscript": "AssemblyScript",
    "@picocss/pico": "Pico CSS",
    "socket.io-client": "Socket.IO client",
    "swagger-ui-dist": "Swagger UI",
    "typescript": "TypeScript",
    "tensorflow-cpu": "TensorFlow",
}
BROWSER = json.loads((ROOT / "package.json").read_text())["dependencies"]
SERVER = [
    re.split(r"[=<>]", line)[0]
    for file in ("runtime.in", "no-deps.txt")
    for line in (ROOT / "requirements" / file).read_text().splitlines()
    if line and not line.startswith("#")
]


def title(package: str) -> str:
    return TITLES.get(package, "TensorFlow.js" if package.startswith("@tensorflow/") else package)


@pytest.mark.parametrize("package", BROWSER)
def test_a_browser_library_stands_with_its_licence(package: str) -> None:
    licence = json.loads((ROOT / "node_modules" / package / "package.json").read_text())["license"]
    (line,) = [line for line in NOTICE.splitlines() if line.startswith(f"  {title(package)} ")]
    assert licence in line


@pytest.mark.parametrize("package", SERVER)
def test_a_package_of_the_server_is_named(package: str) -> None:
    assert re.search(rf"\b{re.escape(title(package))}\b", NOTICE, re.IGNORECASE)
