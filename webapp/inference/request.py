"""What is to be found in a picture: the twin of the browser library's request."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from converter.registry import Network

DETECTOR, LANDMARKS, RECOGNISER = "ssd_mobilenetv1", "face_landmark_68", "face_recognition"


@dataclass(frozen=True)
class DetectorOptions:
    """A detector and its settings; what is None is the network's own default.

    Attributes:
        name: of the network.
        input_size: pixels, for networks that take several sizes.
        score_threshold: 0..1.
        max_results: 1 or more.
        min_face_size: pixels, more than 0.
        scale_factor: from one size of the picture to the next, between 0 and 1.
        max_num_scales: 1 or more.
        score_thresholds: three, one a stage, 0..1.
        scale_steps: the scales themselves, in place of the three settings before.
    """

    name: str = DETECTOR
    input_size: int | None = None
    score_threshold: float | None = None
    max_results: int | None = None
    min_face_size: float | None = None
    scale_factor: float | None = None
    max_num_scales: int | None = None
    score_thresholds: Sequence[float] | None = None
    scale_steps: Sequence[float] | None = None

    def check(self, network: Network) -> None:
        """Raise ValueError, with a sentence, for a setting that the network does not know or cannot work with."""
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name == "name" or value is None:
                continue
            if not _is_known(network, field.name):
                raise ValueError(f"{network.title}: there is no setting {field.name}.")
            if field.name == "input_size":
                _check_input_size(network, value)
            elif not RULES[field.name][1](value):
                raise ValueError(f"{network.title}: {field.name} must be {RULES[field.name][0]}, not {value}.")


@dataclass(frozen=True)
class Request:
    """What to find; only detection unless more is asked for.

    Attributes:
        landmarks: whether, or the network's name.
        descriptors: whether, or the recogniser's name.
        crop: of the recogniser, by name; its first if absent.
    """

    detector: DetectorOptions = DetectorOptions()
    landmarks: bool | str = False
    descriptors: bool | str = False
    crop: str | None = None
    expressions: bool = False
    age_gender: bool = False
    antispoof: bool = False
    liveness: bool = False


def _is_share(value: Any) -> bool:
    return bool(0 <= value <= 1)


def _are_positive(values: Any) -> bool:
    return len(values) > 0 and all(0 < value < float("inf") for value in values)


RULES: dict[str, tuple[str, Any]] = {
    "score_threshold": ("between 0 and 1", _is_share),
    "max_results": ("a whole number from 1", lambda value: value >= 1 and value == int(value)),
    "min_face_size": ("more than 0", lambda value: _are_positive([value])),
    "scale_factor": ("between 0 and 1", lambda value: 0 < value < 1),
    "max_num_scales": ("a whole number from 1", lambda value: value >= 1 and value == int(value)),
    "score_thresholds": (
        "three numbers between 0 and 1",
        lambda values: len(values) == 3 and all(map(_is_share, values)),
    ),
    "scale_steps": ("numbers more than 0", _are_positive),
}


def option_name(setting: str) -> str:
    """Return the name of a setting in the registry: `min_face_size` → `minFaceSize`."""
    first, *rest = setting.split("_")
    return first + "".join(word.title() for word in rest)


def _is_known(network: Network, setting: str) -> bool:
    """Tell whether a detector has a setting: the registry says so by the default."""
    if setting in ("input_size", "score_threshold"):
        return "score" in network.thresholds
    return option_name("scale_factor" if setting == "scale_steps" else setting) in network.options


def _check_input_size(network: Network, size: int) -> None:
    smallest, largest, step = network.input.sizes or (network.input.size, network.input.size, 1)
    if not smallest <= size <= largest or size % step:
        raise ValueError(
            f"{network.title}: the input size must be {smallest}–{largest} and divisible by {step}, not {size}."
        )
