"""The tiny face detector and Tiny YOLO v2: one answer for each cell of a grid."""

from converter.preprocess import network_input
from webapp.inference.geometry import Candidate, decode_grid, suppress, unpad
from webapp.inference.networks import CompiledNetwork, Image
from webapp.inference.request import DetectorOptions


def detect_grid(network: CompiledNetwork, image: Image, options: DetectorOptions) -> list[Candidate]:
    """Find faces; boxes are not clipped to the picture."""
    about = network.about
    size = options.input_size or about.input.size
    threshold = about.thresholds["score"] if options.score_threshold is None else options.score_threshold
    grid = network.run(network_input(image, about.input, size)[None])["grid"][0]
    kept = suppress(decode_grid(grid, about.anchors, threshold), about.thresholds["iou"])
    height, width = image.shape[:2]
    return [Candidate(unpad(each.box, width, height, size), each.score) for each in kept]
