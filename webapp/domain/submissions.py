"""Submissions: photos that somebody offered and that wait for approval."""

from dataclasses import dataclass
from datetime import datetime

from webapp.domain.faces import Box
from webapp.domain.photos import Photo


@dataclass(frozen=True)
class Submission:
    """An offered face. It has no descriptor: the approver's browser computes one from the stored photo."""

    id: str
    name: str
    box: Box
    photo: Photo
    created_at: datetime
