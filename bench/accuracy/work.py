"""What a measurement is made of: runs, each of which fills one file of results, and the frame in which they work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tqdm import tqdm

from bench.accuracy.cache import Results
from bench.accuracy.datasets import ROOT, Collections, collections

RESULTS = ROOT / ".setup" / "accuracy"


@dataclass(frozen=True)
class Run:
    """One way of running one network over a collection.

    Attributes:
        title: what the progress bar says.
        results: where the values go; what is in there already is not measured again.
        items: names of what is measured, in a fixed order.
        measure: some of these items → a value each.
        pace: seconds an item, as seen on two idle cores: for the estimate only.
        batch: items that are measured together.
    """

    title: str
    results: Results
    items: Sequence[str]
    measure: Callable[[Sequence[str]], Sequence[Any]]
    pace: float
    batch: int = 16

    @property
    def missing(self) -> list[str]:
        """Return the items without a result."""
        return [item for item in self.items if item not in self.results]

    def fill(self) -> None:
        """Measure what is missing, keeping each batch at once. Interrupt it whenever you like."""
        missing = self.missing
        done = len(self.items) - len(missing)
        with tqdm(total=len(self.items), initial=done, desc=f"{self.title:<52}", disable=not missing) as bar:
            for start in range(0, len(missing), self.batch):
                part = missing[start : start + self.batch]
                for item, value in zip(part, self.measure(part), strict=True):
                    self.results.add(item, value)
                bar.update(len(part))


@dataclass
class Work:
    """Where the data lie, where results go and how much is wanted.

    Attributes:
        subset: at most so many items a part; None for all.
    """

    data: Collections = field(default_factory=collections)
    root: Path = RESULTS
    subset: int | None = None
    _open: dict[str, Results] = field(default_factory=dict, repr=False)

    def results(self, part: str, network: str, **settings: Any) -> Results:
        """Return the results of a network under these settings; the same object for the same question."""
        key = f"{part} {network} {settings}"
        if key not in self._open:
            self._open[key] = Results(self.root, part, network, **settings)
        return self._open[key]

    def some(self, items: Sequence[Any], most: int | None = None) -> list[Any]:
        """Return the first items: as many as are wanted, and at most `most`."""
        limits = [limit for limit in (self.subset, most) if limit is not None]
        return list(items[: min(limits)] if limits else items)
