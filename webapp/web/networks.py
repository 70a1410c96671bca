"""The networks in the models folder, as pages show them: their specs, their model cards, and what could be added.

The converter writes these files beside the shards, and networks.json with what there could be. They are read anew for
each page: networks may come while the server runs.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True)
class Shelf:
    """What is shown together: the networks for some tasks, those that are here and those that could be."""

    name: str
    tasks: tuple[str, ...]
    cards: tuple[Json, ...] = ()
    absent: tuple[Json, ...] = ()


SHELVES = (
    Shelf("faces", ("detection",)),
    Shelf("landmarks", ("landmarks",)),
    Shelf("recognition", ("recognition",)),
    Shelf("estimates", ("expression", "age-gender")),
    Shelf("alive", ("antispoof", "liveness")),
)


def specs(models: Path) -> dict[str, Json]:
    """Return spec.json of every network in the folder, by name."""
    return {spec["name"]: spec for spec in _read(models, "spec.json")}


def shelves(models: Path) -> list[Shelf]:
    """Return the shelves with what belongs on them, the smallest network first, without those that stay empty."""
    cards = sorted(_read(models, "card.json"), key=lambda card: int(card["bytes"]))
    here = {card["name"] for card in cards}
    absent = [each for each in _could_be(models) if each["name"] not in here]
    filled = [
        replace(
            shelf,
            cards=tuple(card for card in cards if card["task"] in shelf.tasks),
            absent=tuple(each for each in absent if each["task"] in shelf.tasks),
        )
        for shelf in SHELVES
    ]
    return [shelf for shelf in filled if shelf.cards or shelf.absent]


def _could_be(models: Path) -> list[Json]:
    """Return every network that the converter knows: name, title, task, summary, and the command that brings it."""
    try:
        known: list[Json] = json.loads((models / "networks.json").read_text())
    except (OSError, ValueError):
        return []
    return known


def size(spec: Json) -> int:
    """Return how many bytes a browser fetches for a network."""
    return sum(int(each["bytes"]) for each in spec.get("files", {}).values())


def _read(models: Path, file: str) -> Iterator[Json]:
    """Yield this file of every network that has one; a network that is just being written has none yet."""
    for path in sorted(models.glob(f"[!.]*/{file}")):
        try:
            about = json.loads(path.read_text())
        except (OSError, ValueError):
            continue
        if isinstance(about, dict) and about.get("name") == path.parent.name:
            yield about
