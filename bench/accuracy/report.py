"""Sections of the report → Markdown and the model cards' figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from converter.cards import record

HEAD = """# Accuracy

Measured on {date} with `make accuracy`: the networks as the server runs them, in TensorFlow, and for a stated part of
each collection the shards in TensorFlow.js (Node, WebAssembly) with the browser's own library. The collections are
parts of the public ones and lie outside the project; figures on a part do not compare with figures on the whole.
Numbers of others are theirs, as published, by their own protocol.
"""


@dataclass(frozen=True)
class Table:
    """Rows of cells under a head; the title says what was held fixed."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]

    def markdown(self) -> str:
        """Return the table; a title stands above it."""
        lines = [self.head, ["---"] * len(self.head), *self.rows]
        text = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
        return f"{self.title}\n\n{text}" if self.title else text


@dataclass(frozen=True)
class Figure:
    """A line for a network's model card."""

    network: str
    collection: str
    measure: str
    value: str


@dataclass(frozen=True)
class Section:
    """One part of the report."""

    title: str
    protocol: str
    tables: Sequence[Table]
    notes: Sequence[str] = ()
    figures: Sequence[Figure] = ()

    def markdown(self) -> str:
        """Return the section."""
        return "\n\n".join([f"## {self.title}", self.protocol, *(t.markdown() for t in self.tables), *self.notes])


def write(file: Path, sections: Sequence[Section]) -> None:
    """Write the report."""
    head = HEAD.format(date=datetime.now(UTC).date().isoformat())
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n\n".join([head.strip(), *(section.markdown() for section in sections)]) + "\n")


def write_figures(file: Path, figures: Iterable[Figure]) -> None:
    """Put the accuracy into the file of measured figures; all else stays as it is."""
    fresh: dict[str, list[dict[str, str]]] = {}
    for each in figures:
        line = {"set": each.collection, "measure": each.measure, "value": each.value}
        fresh.setdefault(each.network, []).append(line)
    record("accuracy", fresh, file)


def percent(share: float, digits: int = 1) -> str:
    """Return 0.9876 as "98.8 %"; a dash for NaN."""
    return "–" if share != share else f"{100 * share:.{digits}f} %"
