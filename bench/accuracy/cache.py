"""What was measured of each picture, as lines of JSON that are only ever added: a run that is cut off can go on."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Results:
    """Item → value, for one network and one way of running it.

    A file holds a line that says what it is about, then a line an item; a line torn by an interruption is passed over.
    """

    def __init__(self, root: Path, part: str, network: str, **settings: Any) -> None:
        """Read what is there.

        Args:
            root: the folder of all results.
            part: the measurement, one folder each.
            network: the network's name.
            settings: all else on which the values depend, such as versions and crops; any of JSON's types.
        """
        about = json.dumps({"network": network, **settings}, sort_keys=True)
        words = "-".join(re.sub(r"[^\w.+]+", "-", str(value)).strip("-") for value in settings.values())
        digest = hashlib.sha256(about.encode()).hexdigest()[:8]
        self.file = root / part / f"{network}-{words[:80]}-{digest}.jsonl"
        self._values: dict[str, Any] = {}
        self._before = f"{about}\n"  # what has to be written before the next line
        if self.file.exists():
            text = self.file.read_text(errors="replace")
            self._values = dict(_items(text))
            self._before = "" if text.endswith("\n") else "\n"

    def __contains__(self, item: str) -> bool:
        return item in self._values

    def __getitem__(self, item: str) -> Any:
        return self._values[item]

    def __len__(self) -> int:
        return len(self._values)

    def add(self, item: str, value: Any) -> None:
        """Keep a value of JSON's types; it is in the file when this returns."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a") as out:
            out.write(self._before + json.dumps([item, value], separators=(",", ":")) + "\n")
        self._before = ""
        self._values[item] = value

    def of(self, items: list[str]) -> Mapping[str, Any]:
        """Return what is known of these items, in their order."""
        return {item: self._values[item] for item in items if item in self._values}


def _items(text: str) -> Iterator[tuple[str, Any]]:
    """Yield the items after the first line; a line that is not whole is left out."""
    for line in text.splitlines()[1:]:
        try:
            item, value = json.loads(line)
        except ValueError:
            continue
        yield item, value


def pack(values: NDArray[Any], kind: str = "<f4") -> str:
    """Return numbers as a text, by default as float32."""
    return base64.b64encode(np.ascontiguousarray(values, kind).tobytes()).decode()


def unpack(text: str, *shape: int, kind: str = "<f4") -> NDArray[Any]:
    """Return what `pack` was given; without a shape, as one row."""
    return np.frombuffer(base64.b64decode(text), kind).reshape(shape or (-1,))
