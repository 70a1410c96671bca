"""What `familiar-convert` says and does."""

import json
from pathlib import Path

import pytest

from converter import build, registry
from converter.__main__ import main


def test_list_names_every_network_and_what_is_built(capsys, monkeypatch, tmp_path: Path) -> None:
    assert main(["list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == registry.names()
    assert ["face_expression", "expression"] in [line.split()[:2] for line in lines]
    assert sum(line.endswith("bytes") for line in lines) >= len(lines) - 1
    monkeypatch.setattr(build, "MODELS", tmp_path)
    monkeypatch.setenv("FAMILIAR_WEIGHTS", str(tmp_path))
    main(["list"])
    said = capsys.readouterr().out
    assert said.count("not built") == len(lines) - 1
    assert "its weights are not here: familiar-convert build tiny_yolov2 --weights FILE" in said


def test_build_writes_what_it_reports(tmp_path: Path) -> None:
    said: list[str] = []
    folder = build.build("tiny_face_detector", tmp_path, said.append)
    assert folder == tmp_path / "tiny_face_detector"
    assert [step.split()[0] for step in said] == ["reading", "exporting", "computing"]
    made = json.loads((folder / "spec.json").read_text())
    kept = json.loads((build.MODELS / "tiny_face_detector" / "spec.json").read_text())
    assert made["anchors"] == kept["anchors"]
    assert made["files"].keys() == kept["files"].keys()
    assert {path.name for path in tmp_path.iterdir()} == {"tiny_face_detector", "networks.json"}
    assert [each["name"] for each in json.loads((tmp_path / "networks.json").read_text())] == registry.names()


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


def test_a_file_of_ones_own_cannot_replace_a_packages_weights(capsys, tmp_path: Path) -> None:
    file = tmp_path / "weights.json"
    file.write_text("[]")
    assert main(["build", "face_expression", "--weights", str(file), "--out", str(tmp_path)]) == 1
    assert "cannot take their place" in capsys.readouterr().err
    assert main(["build", "all", "--weights", str(file)]) == 1
    assert "name that network alone" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["ssd_mobilenetv1", "mtcnn", "age_gender"])
def test_a_card_tells_what_a_network_is_and_cannot_do(name: str, capsys) -> None:
    assert main(["card", name]) == 0
    said, network = capsys.readouterr().out, registry.find(name)
    for part in (network.title, network.library, network.source, network.licence, "Multiply-adds", "## Limits"):
        assert part in said
    assert f"{build.size(build.MODELS / name):,}" in said


def test_a_card_of_a_network_that_is_not_built_says_so(capsys, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(build, "MODELS", tmp_path)
    assert main(["card", "mtcnn"]) == 1
    assert "familiar-convert build mtcnn" in capsys.readouterr().err
