"""What pages say about the networks: which detectors are here, whose descriptors are kept, the models' cards."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from converter import cards, registry
from tests.support.client import Client
from tests.support.faces import RECOGNISER
from tests.web.conftest import MakeApp
from webapp.web.figures import bytes_text, count_text

FILES = {"model.json": {"bytes": 20_000}, "group1-shard1of1.bin": {"bytes": 198_000}}
TINY = {
    "title": "Tiny face detector",
    "input": {"size": 160, "sizes": {"min": 128, "max": 320, "multiple": 32}},
    "thresholds": {"score": 0.45},
    "files": FILES,
}
MTCNN = {
    "title": "MTCNN",
    "input": {"size": 12},
    "thresholds": {},
    "options": {"minFaceSize": 30, "scoreThresholds": [0.55, 0.65, 0.75]},
    "files": FILES,
}
CARD = {
    "title": "Face expression",
    "task": "expression",
    "library": "faceExpressionNet",
    "summary": "Tells which of seven <b>expressions</b> a face shows.",
    "input": "112 × 112",
    "outputs": "Seven probabilities",
    "parameters": 323_687,
    "multiplyAdds": 51_500_000,
    "per": "face",
    "bytes": 379_000,
    "source": "a package",
    "licence": "MIT",
    "parity": [{"what": "probabilities", "value": "2e-7", "allowed": "1e-5"}],
    "accuracy": [{"set": "FER2013", "measure": "Accuracy", "value": "61.2 %"}],
    "limits": ["Glasses mislead it."],
}


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


def put(models: Path, name: str, **files: Any) -> None:
    folder = models / name
    folder.mkdir(exist_ok=True)
    for file, content in files.items():
        text = content if isinstance(content, str) else json.dumps({"name": name, **content})
        (folder / f"{file}.json").write_text(text)


def page(make_app: MakeApp, path: str) -> str:
    return Client(make_app()).http.get(path).text


def values(html: str, attribute: str, tag: str) -> list[str]:
    return [
        found for each in re.findall(rf"<{tag} [^>]*>", html) for found in re.findall(rf' {attribute}="([^"]*)"', each)
    ]


def test_every_page_says_whose_descriptors_are_kept(make_app: MakeApp) -> None:
    assert f'<meta name="recogniser" content="{RECOGNISER.name} {RECOGNISER.version}">' in page(make_app, "/about")


def test_only_detectors_that_are_here_are_offered_the_fast_one_first(make_app: MakeApp, models: Path) -> None:
    put(models, "mtcnn", spec=MTCNN)
    put(models, "tiny_face_detector", spec=TINY)
    put(models, "tiny_yolov2", card=CARD)
    put(models, ".new-x", spec={**TINY, "name": "ssd_mobilenetv1"})
    html = page(make_app, "/")
    assert values(html, "data-title", "option") == ["Tiny face detector", "MTCNN"]
    assert "(218 kB)" in html
    assert values(html, "name", "fieldset") == ["tiny_face_detector", "mtcnn"]


def test_settings_of_a_detector_start_from_its_spec(make_app: MakeApp, models: Path) -> None:
    put(models, "tiny_face_detector", spec=TINY)
    put(models, "mtcnn", spec=MTCNN)
    html = page(make_app, "/")
    assert re.findall(r'<option value="(\d+)"( selected)?', html) == [
        ("128", ""),
        ("160", " selected"),
        ("224", ""),
        ("320", ""),
    ]
    sliders = re.findall(r'type="range" id="[^"]+" name="(\w+)" value="([\d.]+)" min="([\d.]+)"', html)
    assert sliders == [
        ("scoreThreshold", "0.45", "0.05"),
        ("minFaceSize", "30", "30"),
        ("scoreThresholds", "0.55", "0.05"),
        ("scoreThresholds", "0.65", "0.05"),
        ("scoreThresholds", "0.75", "0.05"),
    ]


def test_the_live_page_knows_what_each_network_weighs(make_app: MakeApp, models: Path) -> None:
    put(models, "tiny_face_detector", spec=TINY)
    found = re.search(r"data-bytes='([^']*)'", page(make_app, "/"))
    assert found
    assert json.loads(found[1]) == {"face_recognition": 0, "tiny_face_detector": 218_000}


def test_a_card_is_shown_as_text_with_all_its_parts(make_app: MakeApp, models: Path) -> None:
    put(models, "face_expression", card=CARD)
    html = page(make_app, "/about/models")
    article = html.split('<article class="model" id="face_expression"')[1].split("</article>")[0]
    assert "seven &lt;b&gt;expressions&lt;/b&gt; a face" in article
    for part in (
        "379 kB",
        "323,687",
        "51.5 million <small>a face</small>",
        "61.2 %",
        "FER2013",
        "2e-7",
        "1e-5",
        "Glasses mislead it.",
        "a package",
    ):
        assert part in article


def test_what_is_not_installed_is_listed_with_the_command_that_brings_it(make_app: MakeApp, models: Path) -> None:
    (models / "networks.json").write_text(json.dumps(cards.index()))
    html = page(make_app, "/about/models")
    assert sorted(re.findall(r'class="model absent" id="(\w+)"', html)) == sorted(registry.names())
    for command in ("make models-facenet", "make models-liveness", "familiar-convert build tiny_yolov2 --weights FILE"):
        assert f"<code>{command}</code>" in html
    put(models, "facenet", card={**CARD, "task": "recognition", "extra": "facenet"})
    assert '<article class="model" id="facenet"' in page(make_app, "/about/models")
    assert 'class="model absent" id="facenet"' not in page(make_app, "/about/models")


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"name": "another"}'])
def test_a_damaged_file_costs_its_own_card_alone(make_app: MakeApp, models: Path, damaged: str) -> None:
    put(models, "mtcnn", card=damaged, spec=damaged)
    put(models, "face_expression", card=CARD)
    assert re.findall(r'class="model" id="(\w+)"', page(make_app, "/about/models")) == ["face_expression"]
    assert values(page(make_app, "/"), "data-title", "option") == []


@pytest.mark.parametrize("path", ["/about", "/"])
def test_the_models_page_is_linked(make_app: MakeApp, path: str) -> None:
    assert 'href="/about/models"' in page(make_app, path)


@pytest.mark.parametrize(
    "count,as_bytes,as_count",
    [
        (950, "950 bytes", "950"),
        (1500, "2 kB", "1,500"),
        (999_499, "999 kB", "999,499"),
        (999_500, "1.0 MB", "999,500"),
        (5_614_592, "5.6 MB", "5.6 million"),
        (3_100_000_000, "3100.0 MB", "3.1 billion"),
    ],
)
def test_large_numbers_are_readable(app: Flask, count: int, as_bytes: str, as_count: str) -> None:
    with app.test_request_context("/"):
        assert (bytes_text(count), count_text(count)) == (as_bytes, as_count)


def test_about_says_what_a_device_is_checked_with(stranger: Client, models: Path) -> None:
    put(models, "tiny_face_detector", spec={**TINY, "task": "detection"})
    put(models, "facenet", spec={"title": "FaceNet", "task": "recognition", "files": FILES})
    page = stranger.http.get("/about").text
    given = re.search(r"data-check='([^']+)'", page)
    assert given
    check = json.loads(given[1])
    assert check["networks"] == ["face_recognition", "tiny_face_detector"]
    assert check["every"] == ["face_recognition", "facenet", "tiny_face_detector"]
    assert (check["detector"], check["recogniser"]) == ("tiny_face_detector", RECOGNISER.name)
    assert check["titles"]["facenet"] == "FaceNet"
    assert check["bytes"] == 2 * 218_000


def test_about_names_the_versions(stranger: Client) -> None:
    page = stranger.http.get("/about").text
    for name in ("Familiar", "TensorFlow.js"):
        assert re.search(rf"<dt>{re.escape(name)}</dt><dd><code>\d+(\.\d+)+</code>", page), name
    assert f"<code>{RECOGNISER.name} {RECOGNISER.version}</code>" in page
