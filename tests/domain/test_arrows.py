"""The arrows of the design: web, storage and inference point at the domain, which points at NumPy and SciPy alone."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import webapp

ROOT = Path(webapp.__file__).parent
FORBIDDEN = {
    "domain": ("webapp.web", "webapp.storage", "webapp.inference", "webapp.services", "webapp.config", "webapp.serve"),
    "storage": ("webapp.web", "webapp.inference", "webapp.services", "webapp.config", "webapp.serve", "flask"),
    "inference": ("webapp.web", "webapp.storage", "webapp.services", "webapp.config", "webapp.serve", "flask"),
    "web": ("webapp.storage", "webapp.inference", "webapp.services", "webapp.config", "webapp.serve", "sqlalchemy"),
}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_arrows_point_inward(folder: str) -> None:
    files = list((ROOT / folder).rglob("*.py"))
    assert files
    wrong = {
        (path.name, name)
        for path in files
        for name in imported(path)
        if name.startswith(FORBIDDEN[folder]) and (path.name, name) != ("access.py", "webapp.services")
    }
    assert wrong == set()


def test_the_domain_needs_the_standard_library_numpy_and_scipy_alone() -> None:
    tops = {name.split(".")[0] for path in (ROOT / "domain").rglob("*.py") for name in imported(path)}
    assert tops - set(sys.stdlib_module_names) == {"numpy", "scipy", "webapp"}
