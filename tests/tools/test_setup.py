"""The set-up says in one sentence what a machine lacks, and does nothing twice."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import setup

SCRIPT = Path(setup.__file__)


def run_with_path(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PATH": str(folder)}
    return subprocess.run([sys.executable, SCRIPT], env=environment, capture_output=True, text=True, check=False)


def program(folder: Path, name: str, prints: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\necho {prints}\n")
    (folder / name).chmod(0o755)


@pytest.mark.parametrize(
    ("programs", "sentence"),
    [
        ({}, "node was not found; install Node 20 and try again."),
        ({"node": "v20.1.0"}, "npm was not found; install npm (it comes with Node 20) and try again."),
        ({"node": "v18.20.0", "npm": "9"}, "it needs Node 20 or newer and this is v18.20.0"),
    ],
)
def test_a_missing_tool_is_named(programs: dict[str, str], sentence: str, tmp_path: Path) -> None:
    for name, prints in programs.items():
        program(tmp_path, name, prints)
    done = run_with_path(tmp_path)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_step_is_done_again_only_when_its_inputs_change(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(setup, "STAMPS", tmp_path / "stamps")
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    source, made, runs = tmp_path / "source", tmp_path / "made", []
    source.write_text("1")

    def work(head: str) -> None:
        made.write_text(head)
        runs.append(head)

    def due() -> bool:
        return not setup.Step("copy", "copies", [source], work, made).is_done()

    assert due()
    setup.Step("copy", "copies", [source], work, made).do("[1/1] copies")
    assert not due()
    source.write_text("2")
    assert due()
    setup.Step("copy", "copies", [source], work, made).do("[1/1] copies")
    made.unlink()
    assert due()
    assert runs == ["[1/1] copies"] * 2
    assert "copies: done in 0 s" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("lost", "due"),
    [([], []), (["weights"], ["fetch"]), (["spec"], ["convert"]), (["weights", "spec"], ["fetch", "convert"])],
)
@pytest.mark.parametrize("extra", setup.EXTRAS)
def test_an_extra_is_fetched_again_when_its_weights_are_gone(
    extra: str, lost: list[str], due: list[str], tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(setup, "STAMPS", tmp_path / ".setup")
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "extras.py").write_text("")
    ran: list[str] = []
    monkeypatch.setattr(setup, "follow", lambda *_: ran.append("fetch"))
    monkeypatch.setattr(setup, "models", lambda *_: ran.append("convert"))
    steps = dict(zip(("weights", "spec"), setup.extra_steps(extra), strict=True))
    for step in steps.values():
        step.made.parent.mkdir(parents=True)
        step.made.touch()
        step.do("")
    for name in lost:
        steps[name].made.unlink()
    ran.clear()
    for step in steps.values():
        if not step.is_done():
            step.do("")
    assert ran == due


def test_a_failing_command_is_reported_with_what_it_said() -> None:
    command = [sys.executable, "-c", "print('no space left'); raise SystemExit(3)"]
    with pytest.raises(setup.SetupError, match=r"could not be unpacked. It said:\n  no space left"):
        setup.follow(command, "the package could not be unpacked")
