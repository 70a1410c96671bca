"""What is kept of a measurement survives an interruption at any moment."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bench.accuracy.cache import Results, pack, unpack
from bench.accuracy.work import Run


def results(folder: Path, **settings: object) -> Results:
    return Results(folder, "part", "network", **(settings or {"version": 1}))


def test_values_come_back(tmp_path: Path) -> None:
    results(tmp_path).add("a/b.jpg", {"box": [1, 2.5]})
    again = results(tmp_path)
    assert "a/b.jpg" in again
    assert again["a/b.jpg"] == {"box": [1, 2.5]}
    assert len(again) == 1


def test_other_settings_are_other_results(tmp_path: Path) -> None:
    results(tmp_path, crop="upright").add("a", 1)
    assert "a" not in results(tmp_path, crop="face-api")
    assert "a" not in results(tmp_path, crop="upright", flip=True)


@pytest.mark.parametrize("cut", range(1, 9))
def test_a_torn_line_is_measured_again_and_spoils_nothing(tmp_path: Path, cut: int) -> None:
    first = results(tmp_path)
    first.add("a", 1)
    first.add("b", 22)
    first.file.write_bytes(first.file.read_bytes()[:-cut])
    torn = results(tmp_path)
    assert torn.of(["a", "b"]) == ({"a": 1, "b": 22} if cut == 1 else {"a": 1})
    torn.add("b", 23)
    assert results(tmp_path).of(["a", "b"]) == {"a": 1, "b": 23}


def test_a_run_goes_on_where_it_was_interrupted(tmp_path: Path) -> None:
    asked: list[str] = []

    def measure(items: Sequence[str]) -> list[str]:
        if "c" in items and len(asked) < 3:
            raise KeyboardInterrupt
        asked.extend(items)
        return [item.upper() for item in items]

    def run() -> Run:
        return Run("letters", results(tmp_path), ["a", "b", "c", "d"], measure, 0.1, batch=2)

    with pytest.raises(KeyboardInterrupt):
        run().fill()
    assert run().missing == ["c", "d"]
    asked.append("interrupted")
    run().fill()
    assert asked == ["a", "b", "interrupted", "c", "d"]
    assert results(tmp_path).of(["a", "d"]) == {"a": "A", "d": "D"}


def test_numbers_are_packed_exactly() -> None:
    values = np.random.default_rng(1).normal(size=(68, 2))
    assert np.array_equal(unpack(pack(values, "<f8"), 68, 2, kind="<f8"), values)
    assert np.array_equal(unpack(pack(values), 68, 2), values.astype(np.float32))
