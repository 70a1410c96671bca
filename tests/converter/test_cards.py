"""Every network has a card whose figures are counted from the network itself."""

import json
from pathlib import Path

import pytest

from converter import build, cards, registry
from converter.card_texts import TEXTS


def test_every_network_has_words() -> None:
    assert list(TEXTS) == registry.names()
    assert all(text.summary and text.limits for text in TEXTS.values())


@pytest.mark.parametrize(
    ("name", "parameters", "million"),  # the work of the published networks at their own input sizes
    [
        ("face_recognition", 5_614_592, 271),
        ("tiny_face_detector", 193_321, 199),
        ("ssd_mobilenetv1", 5_511_389, 3136),
        ("facenet", 22_779_312, 1417),
    ],
)
def test_parameters_and_work_are_counted(name: str, parameters: int, million: float) -> None:
    card = json.loads((build.MODELS / name / "card.json").read_text())
    assert card["parameters"] == parameters
    assert card["multiplyAdds"] / 1e6 == pytest.approx(million, rel=0.01)


def test_measured_figures_are_kept_by_part(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cards, "MEASURED", tmp_path / "measured.json")
    figure = {"what": "Keras and shards: points", "value": "1e-06", "allowed": "1e-05"}
    cards.record("parity", {"b": [figure]})
    cards.record("accuracy", {"a": [{"set": "LFPW", "measure": "mean error", "value": "5 %"}]})
    cards.record("parity", {"b": [figure]})
    assert cards.read_measured() == {
        "a": {"accuracy": [{"set": "LFPW", "measure": "mean error", "value": "5 %"}]},
        "b": {"parity": [figure]},
    }
    about = json.loads((build.MODELS / "mtcnn" / "card.json").read_text()) | {"parity": [figure]}
    assert "| Keras and shards: points | 1e-06 | 1e-05 |" in cards.markdown(about)
