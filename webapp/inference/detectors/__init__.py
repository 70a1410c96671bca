"""The detectors, one a file: a compiled network, a picture and its settings → candidates, best first."""

from collections.abc import Callable

from webapp.inference.detectors.grid import detect_grid
from webapp.inference.detectors.mtcnn import detect_mtcnn
from webapp.inference.detectors.ssd import detect_ssd
from webapp.inference.geometry import Candidate
from webapp.inference.networks import CompiledNetwork, Image
from webapp.inference.request import DetectorOptions

DETECTORS: dict[str, Callable[[CompiledNetwork, Image, DetectorOptions], list[Candidate]]] = {
    "ssd_mobilenetv1": detect_ssd,
    "tiny_face_detector": detect_grid,
    "tiny_yolov2": detect_grid,
    "mtcnn": detect_mtcnn,
}
