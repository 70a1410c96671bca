"""The whole site as a browser meets it: a real server with the real networks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.server import Server, running

MODELS = Path(__file__).parent.parent.parent / "static" / "models"


class Site(Server):
    """A running server, with what the browser tests ask its REST API."""

    def json(self, method: str, path: str, **more: Any) -> Any:
        """Call the REST API and return its JSON, or None where it answers without content."""
        answer = self.call(method, path, **more)
        return answer.json() if answer.content else None

    def people(self) -> list[dict[str, Any]]:
        """Return everybody in the gallery."""
        found: list[dict[str, Any]] = self.json("GET", "/people")["people"]
        return found

    def references(self) -> list[dict[str, Any]]:
        """Return every reference in the gallery."""
        lists = [self.json("GET", f"/people/{person['id']}/references") for person in self.people()]
        return [reference for each in lists for reference in each["references"]]

    def clear(self) -> None:
        """Delete everybody and every waiting submission."""
        for person in self.people():
            self.call("DELETE", f"/people/{person['id']}")
        for submission in self.json("GET", "/submissions")["submissions"]:
            self.call("DELETE", f"/submissions/{submission['id']}")


@contextmanager
def site(folder: Path, **settings: str) -> Iterator[Site]:
    """Run the site on its own data folder, with an administrator."""
    with running(folder, Site, FAMILIAR_MODELS_DIR=str(MODELS), **settings) as started:
        started.sign_up()
        yield started
