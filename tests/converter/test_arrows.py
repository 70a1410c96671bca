"""The converter knows nothing of the web application; the server uses only the converter's public parts."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
IMPORT = re.compile(r"^\s*(?:from|import) (converter|webapp)([\w.]*)(?: import ([\w, ]+))?", re.MULTILINE)
PUBLIC = {"registry", "preprocess", "toolchain"}


def imports(folder: str) -> list[tuple[str, str, str]]:
    return [found for path in (ROOT / folder).rglob("*.py") for found in IMPORT.findall(path.read_text())]


def test_the_converter_imports_nothing_of_webapp() -> None:
    packages = {package for package, _, _ in imports("converter")}
    assert packages == {"converter"}


def test_the_server_uses_only_public_parts_of_the_converter() -> None:
    used = {module.strip(".") or names for package, module, names in imports("webapp") if package == "converter"}
    assert used == PUBLIC
