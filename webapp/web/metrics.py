"""Figures of this process and its gallery, as Prometheus reads them."""

from collections.abc import Callable, Iterator
from typing import Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily


class Figures(Protocol):
    """What the gallery's storage can tell of its size."""

    def gallery(self) -> dict[str, int] | None:
        """Return how many people and references there are; None while the database cannot be asked."""

    def photo_bytes(self) -> int:
        """Return the size of all photo files; looks at every one of them."""


class Metrics:
    """The figures of one application, in a registry of their own: two applications in a process share none."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._registry.register(_Gallery(figures))
        self.requests = Histogram(
            "familiar_request_duration_seconds",
            "Requests by the rule of their route, until their answer is ready; _count is their number.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self.sign_in_failures = Counter(
            "familiar_sign_in_failures", "Attempts to sign in with a wrong name or password.", registry=self._registry
        )
        self._sockets = Gauge("familiar_open_sockets", "Pages that hear of changes.", registry=self._registry)

    def watch_sockets(self, count: Callable[[], int]) -> None:
        """Ask `count` for the number of open sockets."""
        self._sockets.set_function(count)

    def text(self, with_photos: bool = False) -> bytes:
        """Return all figures in Prometheus' text format; the size of the photos where it is asked for."""
        return generate_latest(self._registry) + (self._photos() if with_photos else b"")

    def _photos(self) -> bytes:
        registry = CollectorRegistry()
        gauge = Gauge("familiar_photo_store_bytes", "Photos and thumbnails on the disk.", registry=registry)
        gauge.set(self._figures.photo_bytes())
        return generate_latest(registry)


class _Gallery:
    """Asks for the gallery's size each time that figures are read."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield a figure a kind; none while the database cannot be asked."""
        for kind, count in (self._figures.gallery() or {}).items():
            yield GaugeMetricFamily(f"familiar_{kind}", f"The gallery's {kind}.", value=count)
