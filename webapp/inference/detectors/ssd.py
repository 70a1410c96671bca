"""SSD MobileNet V1: anchors of several sizes, decoded in the graph."""

from converter.preprocess import network_input
from webapp.inference.geometry import Candidate, decode_ssd, unpad
from webapp.inference.networks import CompiledNetwork, Image
from webapp.inference.request import DetectorOptions


def detect_ssd(network: CompiledNetwork, image: Image, options: DetectorOptions) -> list[Candidate]:
    """Find faces; boxes are clipped to the padded square."""
    about = network.about
    score = about.thresholds["score"] if options.score_threshold is None else options.score_threshold
    most = options.max_results or about.options["maxResults"]
    answers = network.run(network_input(image, about.input)[None])
    found = decode_ssd(answers["boxes"][0], answers["scores"][0], score=score, iou=about.thresholds["iou"], most=most)
    height, width = image.shape[:2]
    return [Candidate(unpad(each.box, width, height, about.input.size), each.score) for each in found]
