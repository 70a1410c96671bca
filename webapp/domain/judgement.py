"""What speaks against a found face as a reference."""

from dataclasses import dataclass
from math import floor

from webapp.domain.neighbours import Nearness
from webapp.domain.outcomes import Verdict
from webapp.domain.quality import BLURRED, DARK, SMALL, FoundFace, Look

# Below this distance two references are one photo, or as good as one. Measured on two photos each of 105 people of LFW:
# below it lie copies as JPEG of quality 95 to 50, enlarged, cut or made smaller by a quarter in 19 of 20 cases, copies
# of half the side in 3 of 4, and other photos of the same person in 1 of 100.
SAME_PHOTO = 0.2


@dataclass(frozen=True)
class Doubt:
    """One thing that speaks against a face, and the other person or the reference that it is too near to."""

    verdict: Verdict
    message: str
    other: str = ""
    distance: float | None = None


def doubts(found: FoundFace, faces: int, near: Nearness, threshold: float) -> list[Doubt]:
    """Return all doubts about a face, the gravest first.

    Args:
        found: the face.
        faces: how many there are in its photo.
        near: who is near it.
        threshold: distance of the gallery below which a face is known.
    """
    return [*_several(faces), *_other(near, threshold), *_repeated(near), *_flaws(found.look)]


def _several(faces: int) -> list[Doubt]:
    if faces == 1:
        return []
    return [Doubt(Verdict.SEVERAL_FACES, f"There are {faces} faces in the photo; nothing says which one is meant.")]


def _other(near: Nearness, threshold: float) -> list[Doubt]:
    """Doubt a face that a matcher would take for somebody else's, or that is on a photo of somebody else."""
    nearest = near.other
    if near.twin and near.twin.distance < SAME_PHOTO:
        nearest = near.twin
    elif nearest is None or nearest.distance >= min(threshold, near.own):
        return []
    message = f"The face looks like {nearest.name} (distance {nearest.distance:.2f})."
    return [Doubt(Verdict.OTHER_PERSON, message, nearest.name, round(nearest.distance, 4))]


def _repeated(near: Nearness) -> list[Doubt]:
    if near.own_photo >= SAME_PHOTO:
        return []
    message = f"A reference shows almost the same (distance {near.own_photo:.2f})."
    return [Doubt(Verdict.NEAR_DUPLICATE, message, distance=round(near.own_photo, 4))]


def _flaws(look: Look) -> list[Doubt]:
    sentences = {
        "small": f"The face is {floor(look.side)} pixels wide; at least {SMALL:.0f} are wanted.",
        "dark": f"The face is too dark: {floor(look.brightness)} of 255; at least {DARK:.0f} are wanted.",
        "blurred": f"The face is too blurred: a sharpness of {floor(look.sharpness * 100) / 100}, not {BLURRED}.",
    }
    return [Doubt(Verdict(flaw), sentences[flaw]) for flaw in look.flaws]
