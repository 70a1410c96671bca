"""References: a photo's face that stands for a person."""

from dataclasses import dataclass
from datetime import datetime

from webapp.domain.faces import Box, Recogniser
from webapp.domain.photos import Photo


@dataclass(frozen=True)
class Reference:
    """A face in a stored photo. Its descriptor is kept beside it and travels only where a matcher needs it."""

    id: str
    person_id: str
    box: Box
    recogniser: Recogniser
    photo: Photo
    created_at: datetime
