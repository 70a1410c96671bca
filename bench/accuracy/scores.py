"""What faces say about their collection: the figures by which server and shards are told apart, if at all."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from bench.accuracy.agreement import Faces
from bench.accuracy.datasets import LEVELS, fer_faces, lfw_pairs, read_points, utk_faces
from bench.accuracy.metrics import verification
from bench.accuracy.metrics.ages import mean_absolute_error
from bench.accuracy.metrics.landmarks import mean_error, tight_box
from bench.accuracy.parts import wider
from bench.accuracy.report import percent
from bench.accuracy.work import Work
from webapp.domain.faces import Box
from webapp.inference.geometry import iou

Score = Callable[[Work, Mapping[str, Faces]], str]  # faces by picture → a figure
SIDE = 250  # pixels, of an LFW photo


def some_pairs(each: int) -> Callable[[Work], list[tuple[str, str, bool]]]:
    """Return what reads the first pairs of each kind in each fold."""

    def read(work: Work) -> list[tuple[str, str, bool]]:
        kinds: dict[tuple[int, bool], list[tuple[str, str, bool]]] = {}
        for pair in lfw_pairs(work.data.folder("lfw")):
            kinds.setdefault((pair.fold, pair.same), []).append((pair.first, pair.second, pair.same))
        return work.some(
            [pair for kind in zip(*(kind[:each] for kind in kinds.values()), strict=True) for pair in kind]
        )

    return read


def some_photos(each: int) -> Callable[[Work], list[str]]:
    """Return what reads the photos of those pairs, each once."""
    return lambda work: list(dict.fromkeys(path for pair in some_pairs(each)(work) for path in pair[:2]))


def verified(each: int, threshold: float) -> Score:
    """Return the share of pairs judged rightly at a threshold, where both photos have a face."""

    def score(work: Work, faces: Mapping[str, Faces]) -> str:
        found = {item: _middle(some) for item, some in faces.items()}
        known = [(a, b, same) for a, b, same in some_pairs(each)(work) if found.get(a) and found.get(b)]
        distances = [np.linalg.norm(np.subtract(found[a]["descriptor"], found[b]["descriptor"])) for a, b, _ in known]
        right = verification.accuracy_at(distances, [same for *_, same in known], threshold) if known else float("nan")
        return f"{percent(right)} of {len(known)} pairs"

    return score


def _middle(faces: Faces) -> Any:
    """Return the face nearest to the middle of an LFW photo that has a descriptor; None where there is none."""
    middle = complex(SIDE, SIDE) / 2
    able = [face for face in faces if face.get("descriptor")]
    return min(able, key=lambda face: abs(complex(*_centre(face)) - middle), default=None)


def _centre(face: Mapping[str, Any]) -> tuple[float, float]:
    box = Box(**face["box"])
    return box.x + box.width / 2, box.y + box.height / 2


def expressions(work: Work, faces: Mapping[str, Faces]) -> str:
    """Return the share of FER2013's expressions that are told rightly."""
    truth = fer_faces(work.data.folder("fer2013"))
    answers = {item: max(each[0]["expressions"], key=each[0]["expressions"].get) for item, each in faces.items()}
    return percent(float(np.mean([answer == truth[item] for item, answer in answers.items()])))


def ages(work: Work, faces: Mapping[str, Faces]) -> str:
    """Return the mean error of the age, and the share of genders that are told rightly, of the best face a picture."""
    truth = {face.path: face for face in utk_faces(work.data.folder("utkface"))}
    best = {item: each[0] for item, each in faces.items() if each}
    if not best:
        return "–"
    error = mean_absolute_error([face["age"] for face in best.values()], [truth[item].age for item in best])
    right = np.mean([face["gender"] == truth[item].gender for item, face in best.items()])
    return f"{error:.2f} years, {percent(float(right))} of {len(best)} found"


def points(work: Work, faces: Mapping[str, Faces]) -> str:
    """Return the mean error of LFPW's landmarks, of faces that overlap the labelled one."""
    errors = []
    for item, found in faces.items():
        truth = read_points((work.data.folder("lfpw") / item).with_suffix(".pts"))
        near = [face for face in found if iou(Box(**face["box"]), Box(*tight_box(truth))) > 0.3]
        errors += [mean_error(near[0]["landmarks"], truth)] if near else []
    return f"{percent(float(np.mean(errors)), 2)} of {len(errors)} found" if errors else "–"


def precision(work: Work, faces: Mapping[str, Faces]) -> str:
    """Return the average precision at each of WIDER's levels."""
    known = [crowd for crowd in wider.pictures(work) if crowd.path in faces]
    rows = {item: [[*face["box"].values(), face["score"]] for face in each] for item, each in faces.items()}
    return " / ".join(f"{wider.precision(rows, known, level):.3f}" for level in LEVELS)
