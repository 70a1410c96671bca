"""People of a gallery."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Person:
    """Somebody the gallery knows. `cover` is the reference whose picture stands for them, None without references."""

    id: str
    name: str
    created_at: datetime
    reference_count: int = 0
    cover: str | None = None
