"""What is written, and that nothing else is lost."""

import functools
import json
from pathlib import Path

import pytest

from bench.accuracy import __main__ as command
from bench.accuracy import report
from bench.accuracy.datasets import Collections
from bench.accuracy.report import Figure, Section, Table
from bench.accuracy.work import Run, Work


def test_a_section_is_markdown() -> None:
    table = Table("Two rows.", ["a", "b"], [["1", "2"], ["3", "4"]])
    text = Section("Title", "How it was done.", [table], ["Others."]).markdown()
    assert (
        text == "## Title\n\nHow it was done.\n\nTwo rows.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |\n\nOthers."
    )


def test_figures_leave_what_others_wrote(tmp_path: Path) -> None:
    file = tmp_path / "measured.json"
    old = [{"set": "old", "measure": "m", "value": "1"}]
    file.write_text(json.dumps({"a": {"parity": [1], "accuracy": old}, "b": {"accuracy": old}}))
    report.write_figures(file, [Figure("a", "LFW", "accuracy", "99 %"), Figure("c", "UTK", "age", "5 years")])
    known = json.loads(file.read_text())
    assert known["a"] == {"parity": [1], "accuracy": [{"set": "LFW", "measure": "accuracy", "value": "99 %"}]}
    assert known["b"]["accuracy"] == old
    assert known["c"]["accuracy"][0]["value"] == "5 years"


@pytest.mark.parametrize(("share", "text"), [(0.98765, "98.8 %"), (0, "0.0 %"), (float("nan"), "–")])
def test_percent(share: float, text: str) -> None:
    assert report.percent(share) == text


def test_a_part_that_does_not_exist_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["lfw", "imagenet"])
    assert "no part imagenet" in capsys.readouterr().err


def test_missing_data_are_said_to_be_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FAMILIAR_EVAL_DATA", str(tmp_path / "nowhere"))
    assert command.main(["lfw"]) == 2
    assert "FAMILIAR_EVAL_DATA" in capsys.readouterr().err


class Letters:
    """A part that measures the length of words."""

    def __init__(self, words: list[str]) -> None:
        self.words = words

    def runs(self, work: Work) -> list[Run]:
        """See the parts."""
        results = work.results("letters", "counter", version=1)
        return [Run("letters", results, work.some(self.words), lambda some: [len(word) for word in some], 0.1)]

    def section(self, work: Work) -> Section | None:
        """See the parts."""
        known = work.results("letters", "counter", version=1).of(work.some(self.words))
        figure = Figure("counter", "words", "letters", str(sum(known.values())))
        return (
            Section("Letters", "How.", [Table("", ["letters"], [[figure.value]])], figures=[figure]) if known else None
        )


@pytest.fixture
def letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The command with one part, its files in a folder of the test."""
    monkeypatch.setattr(command, "PARTS", {"letters": Letters(["one", "three", "seven"])})
    monkeypatch.setattr(command, "REPORT", tmp_path / "ACCURACY.md")
    monkeypatch.setattr(command, "FIGURES", tmp_path / "measured.json")
    monkeypatch.setattr(command, "Work", functools.partial(Work, Collections(tmp_path), tmp_path / "results"))
    return tmp_path


def test_a_subset_leaves_the_published_files_alone(letters: Path) -> None:
    assert command.main(["--subset", "2"]) == 0
    assert "| 8 |" in (letters / "results" / "ACCURACY.md").read_text()
    assert not (letters / "ACCURACY.md").exists()
    assert not (letters / "measured.json").exists()


def test_an_unfinished_part_says_so_and_puts_nothing_on_the_cards(letters: Path) -> None:
    command.main(["--subset", "2"])
    command.main(["--report-only"])
    text = (letters / "ACCURACY.md").read_text()
    assert "Unfinished: 1 of 3 measurements" in text
    assert "| 8 |" in text
    assert json.loads((letters / "measured.json").read_text()) == {}


def test_a_whole_run_goes_on_from_a_subset_and_fills_the_cards(letters: Path) -> None:
    command.main(["--subset", "2"])
    assert command.main([]) == 0
    assert "Unfinished" not in (letters / "ACCURACY.md").read_text()
    assert json.loads((letters / "measured.json").read_text())["counter"]["accuracy"][0]["value"] == "13"
