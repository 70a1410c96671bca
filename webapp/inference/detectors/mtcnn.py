"""MTCNN: the first network looks everywhere, the next two look closer at what it found."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from converter.preprocess import resize
from converter.registry import InputSpec
from webapp.inference.geometry import Candidate
from webapp.inference.networks import Answers, CompiledNetwork, Image
from webapp.inference.pyramid import Cell, Level, calibrate, cells, keep_best, keypoints, patch, pyramid
from webapp.inference.request import DetectorOptions, option_name

PARTS = ("scores", "regions", "points")
NOTHING = np.empty(0, np.float32)
SETTINGS = ("min_face_size", "scale_factor", "max_num_scales", "score_thresholds", "scale_steps")


def detect_mtcnn(network: CompiledNetwork, image: Image, options: DetectorOptions) -> list[Candidate]:
    """Find faces and five points of each; boxes are not clipped to the picture."""
    chosen = {option_name(name): getattr(options, name) for name in SETTINGS if getattr(options, name) is not None}
    settings = {**network.about.options, **chosen}
    proposed = propose(network, image, settings)
    refined = refine(network, image, proposed, settings)
    return settle(network, image, refined, settings)


def propose(network: CompiledNetwork, image: Image, settings: Mapping[str, Any]) -> list[Candidate]:
    """Run the first stage on the whole picture at several sizes."""
    height, width = image.shape[:2]
    found: list[Cell] = []
    for level in pyramid(width, height, settings):
        found += keep_best(scan(network, image, level, settings), settings["iou"]["scale"])
    kept = keep_best(found, settings["iou"]["pyramid"])
    return [Candidate(calibrate(each.box, each.region), each.score) for each in kept]


def scan(network: CompiledNetwork, image: Image, level: Level, settings: Mapping[str, Any]) -> list[Cell]:
    """Run the first stage on one level of the pyramid."""
    spec = network.about.input
    pixels = _normalised(resize(image, level.width, level.height, half_pixel=False), spec)
    answers = network.run(pixels[None])
    scores, regions = answers["pnet_scores"][0], answers["pnet_regions"][0]
    return cells(scores, regions, level.scale, settings["scoreThresholds"][0], settings)


def refine(
    network: CompiledNetwork, image: Image, candidates: Sequence[Candidate], settings: Mapping[str, Any]
) -> list[Candidate]:
    """Run the second stage on each candidate's own pixels."""
    seen, answers = look(network, image, candidates, "rnet")
    sure = [
        Cell(each.box, float(score), None, tuple(map(float, region)))  # type: ignore[arg-type]
        for each, score, region in zip(seen, answers["rnet_scores"], answers["rnet_regions"], strict=True)
        if score > settings["scoreThresholds"][1]
    ]
    kept = keep_best(sure, settings["iou"]["refine"])
    return [Candidate(calibrate(each.box, each.region), each.score) for each in kept]


def settle(
    network: CompiledNetwork, image: Image, candidates: Sequence[Candidate], settings: Mapping[str, Any]
) -> list[Candidate]:
    """Run the third stage: larger pixels, the last word on the box, and the points."""
    seen, answers = look(network, image, candidates, "onet")
    sure = []
    for index, each in enumerate(seen):
        score = float(answers["onet_scores"][index])
        if score > settings["scoreThresholds"][2]:
            box = calibrate(each.box, answers["onet_regions"][index].astype(np.float64).tolist())
            sure.append(Candidate(box, score, keypoints(answers["onet_points"][index], each.box)))
    return keep_best(sure, settings["iou"]["output"], of_smaller=True)


def look(
    network: CompiledNetwork, image: Image, candidates: Sequence[Candidate], stage: str
) -> tuple[list[Candidate], Answers]:
    """Run one stage on the pixels of each candidate; return those that have any, and the answers to them."""
    height, width = image.shape[:2]
    spec = next(each for each in network.about.stages if each.name == stage)
    patches = [patch(each.box, width, height) for each in candidates]
    inside = [index for index, crop in enumerate(patches) if not crop.is_empty]
    pictures = [
        _normalised(resize(patches[index].of(image), spec.size, spec.size, half_pixel=True), spec) for index in inside
    ]
    answers = network.run_all(pictures, stage) if pictures else {f"{stage}_{part}": NOTHING for part in PARTS}
    return [candidates[index] for index in inside], answers


def _normalised(pixels: Any, spec: InputSpec) -> Any:
    return (pixels - np.asarray(spec.mean, np.float32)) * np.float32(spec.scale)
