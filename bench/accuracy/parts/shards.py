"""The shards in TensorFlow.js, run by the browser's own library, beside the server: same pictures, same requests."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bench.accuracy import scores, server, sides
from bench.accuracy.agreement import largest, told
from bench.accuracy.cache import Results
from bench.accuracy.datasets import fer_faces, lfpw_images, read_picture, utk_faces
from bench.accuracy.faces import bordered
from bench.accuracy.parts import wider
from bench.accuracy.report import Section, Table
from bench.accuracy.work import Run, Work
from converter import registry

SIDES = ("server", "shards")
BATCH = 20  # pictures a Node process


@dataclass(frozen=True)
class Job:
    """Pictures and what both sides are asked about them.

    Attributes:
        items: the pictures, by their paths in the collection.
        score: makes the figure that the table shows for a side.
        measure: what that figure is.
        pace: seconds a picture on the slower side.
        border: black, around the picture, a share of its longer side: for faces that fill it, which detectors miss.
    """

    title: str
    collection: str
    networks: Sequence[str]
    request: Any
    items: Callable[[Work], list[str]]
    measure: str
    score: scores.Score
    pace: float
    border: float = 0

    def results(self, work: Work, side: str) -> Results:
        """Where a side's faces are kept."""
        settings = {"border": self.border, "versions": [_version(name) for name in self.networks]}
        return work.results("shards", self.networks[-1], side=side, job=self.title, request=self.request, **settings)

    def run(self, work: Work, side: str) -> Run:
        """Return the run of a side."""
        folder = work.data.folder(self.collection)

        def measure(some: Sequence[str]) -> list[Any]:
            pictures = [bordered(read_picture(folder / item), self.border) for item in some]
            if side == "server":
                return [sides.on_server(picture, self.request) for picture in pictures]
            with sides.node(self.networks) as library:
                return [library.faces(picture, self.request) for picture in pictures]

        return Run(
            f"shards: {self.title}, {side}", self.results(work, side), self.items(work), measure, self.pace, BATCH
        )


def _version(network: str) -> Any:
    """Return all that a network's answers depend on: its weights, and a recogniser's default crop."""
    crops = registry.find(network).crops
    return [server.version(network), *(crop.as_json() for crop in crops[:1])]


SSD = {"detector": {"name": "ssd_mobilenetv1"}}
TINY = {"detector": {"name": "tiny_face_detector"}}


def _crowds(count: int) -> Callable[[Work], list[str]]:
    def items(work: Work) -> list[str]:
        found = wider.pictures(work)
        return work.some([crowd.path for crowd in found[:: max(1, len(found) // count)]], count)

    return items


def _detection(title: str, detector: str, count: int, pace: float, **settings: Any) -> Job:
    request = {"detector": {"name": detector, **settings}}
    items = _crowds(count)
    return Job(title, "wider", [detector], request, items, "AP easy / medium / hard", scores.precision, pace)


JOBS = (
    Job(
        "LFW, 200 pairs",
        "lfw",
        ["ssd_mobilenetv1", "face_landmark_68", "face_recognition"],
        {**SSD, "descriptors": True},
        scores.some_photos(20),
        "right at 0.6",
        scores.verified(20, 0.6),
        0.3,
    ),
    Job(
        "LFW, 100 pairs",
        "lfw",
        ["tiny_face_detector", "facenet"],
        {**TINY, "descriptors": {"name": "facenet"}},
        scores.some_photos(10),
        "right at 1.1",
        scores.verified(10, 1.1),
        0.2,
    ),
    Job(
        "FER2013, 140 faces",
        "fer2013",
        ["face_expression"],
        sides.WHOLE,
        lambda work: work.some(list(fer_faces(work.data.folder("fer2013"))), 140),
        "accuracy",
        scores.expressions,
        0.02,
    ),
    Job(
        "UTKFace, 100 faces",
        "utkface",
        ["tiny_face_detector", "face_landmark_68", "age_gender"],
        {**TINY, "landmarks": True, "ageGender": True},
        lambda work: work.some([face.path for face in utk_faces(work.data.folder("utkface"))], 100),
        "mean error of the age, gender right",
        scores.ages,
        0.1,
        border=0.5,
    ),
    *(
        Job(
            "LFPW, 40 faces",
            "lfpw",
            ["ssd_mobilenetv1", name],
            {**SSD, "landmarks": {"name": name}},
            lambda work: work.some(lfpw_images(work.data.folder("lfpw")), 40),
            "mean error between the eyes",
            scores.points,
            0.35,
        )
        for name in ("face_landmark_68", "face_landmark_68_tiny")
    ),
    _detection("WIDER, 30 pictures", "ssd_mobilenetv1", 30, 0.5, scoreThreshold=0.02, maxResults=1000),
    _detection("WIDER, 30 pictures", "tiny_face_detector", 30, 0.3, scoreThreshold=0.02),
    _detection("WIDER, 15 pictures", "mtcnn", 15, 4.0, minFaceSize=40),
)


def jobs() -> list[Job]:
    """Return the jobs whose networks are here."""
    return [job for job in JOBS if server.is_here(*job.networks)]


def runs(work: Work) -> list[Run]:
    """Return what has to be measured."""
    return [job.run(work, side) for job in jobs() for side in SIDES]


def section(work: Work) -> Section | None:
    """Return the section, of what both sides know."""
    rows = []
    for job in jobs():
        items = job.items(work)
        first, second = (job.results(work, side).of(items) for side in SIDES)
        if first and second:
            both = [item for item in items if item in first and item in second]
            figures = [job.score(work, {item: each[item] for item in both}) for each in (first, second)]
            rows.append(
                [job.title, str(len(both)), job.networks[-1], job.measure, *figures, told(largest(first, second))]
            )
    if not rows:
        return None
    head = ["part", "pictures", "network", "figure", "server", "shards", "largest differences"]
    return Section("Server and shards, side by side", PROTOCOL, [Table("", head, rows)])


PROTOCOL = (
    "Both sides get the same decoded pixels and the same request: the server's pipeline in TensorFlow, and the "
    "library of the pages (static/faces) with the shards in TensorFlow.js under Node, WebAssembly. Faces are "
    "paired by their boxes; the last column is the largest difference over all pictures, and counts faces that "
    "only one side has."
)
