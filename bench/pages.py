"""Pages of the checkout for a browser, without Familiar's server."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.support.chromium import launch

ROOT = Path(__file__).resolve().parent.parent


class Files(http.server.SimpleHTTPRequestHandler):
    """Serves the checkout; says nothing."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Keep requests off the terminal."""


@contextmanager
def served(root: Path, kind: type[Files] = Files) -> Iterator[str]:
    """Serve a folder on a free loopback port; yields its address."""
    handler = functools.partial(kind, directory=str(root))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextmanager
def fresh_page(name: str, ready: str) -> Iterator[Page]:
    """Open a measuring page in a browser that has nothing cached, once it has the global function `ready`."""
    with served(ROOT) as address, sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        page.set_default_timeout(0)
        page.goto(f"{address}/bench/{name}.html")
        page.wait_for_function("name => Boolean(globalThis[name])", arg=ready)
        yield page
        browser.close()
