"""Lists in parts: a cursor marks where the next part begins, so that rows added meanwhile cause no gap or repeat."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True)
class PageQuery:
    """Which part of a list is wanted: at most `limit` items after the place that `cursor` marks."""

    limit: int = 50
    cursor: str | None = None


@dataclass(frozen=True)
class Page(Generic[Item]):
    """A part of a list, the cursor of the next part (None at the end) and the length of the whole list."""

    items: tuple[Item, ...]
    next: str | None
    total: int
