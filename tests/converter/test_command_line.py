"""What `familiar-convert` says and does."""

import json
from pathlib import Path

import pytest

from converter import build
from converter.__main__ import main


def test_list_names_every_network_and_what_is_built(capsys, monkeypatch, tmp_path: Path) -> None:
    assert main(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["tiny_face_detector", "detection"],
        ["face_landmark_68", "landmarks"],
        ["face_recognition", "recognition"],
    ]
    assert all(line.endswith("bytes") for line in lines)
    monkeypatch.setattr(build, "MODELS", tmp_path)
    main(["list"])
    assert all(line.endswith("not built") for line in capsys.readouterr().out.splitlines())


def test_build_writes_what_it_reports(tmp_path: Path) -> None:
    said: list[str] = []
    folder = build.build("tiny_face_detector", tmp_path, said.append)
    assert folder == tmp_path / "tiny_face_detector"
    assert [step.split()[0] for step in said] == ["reading", "exporting", "computing"]
    made = json.loads((folder / "spec.json").read_text())
    kept = json.loads((build.MODELS / "tiny_face_detector" / "spec.json").read_text())
    assert made["anchors"] == kept["anchors"]
    assert made["files"].keys() == kept["files"].keys()
    assert [path.name for path in tmp_path.iterdir()] == ["tiny_face_detector"]


def test_verify_prints_the_largest_difference_of_each_output(capsys) -> None:
    assert main(["verify", "face_landmark_68"]) == 0
    name, output, difference, *_ = capsys.readouterr().out.split()
    assert (name, output) == ("face_landmark_68", "points")
    assert float(difference) <= 1e-5


@pytest.mark.parametrize("command", ["build", "verify"])
def test_an_unknown_network_is_refused_before_any_work(command: str, capsys) -> None:
    assert main([command, "face_landmark_68", "mona_lisa"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "No network is called 'mona_lisa'" in printed.err
