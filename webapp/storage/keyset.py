"""Pages by keyset: the cursor holds the sort key of the last row given out, so the next page begins right after it."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, literal, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from webapp.domain.errors import BadCursor
from webapp.domain.pages import Page, PageQuery

Item = TypeVar("Item")
Key = tuple[InstrumentedAttribute[Any], ...]


def encode(values: Sequence[str]) -> str:
    """Return a cursor: opaque, safe in an address."""
    return base64.urlsafe_b64encode(json.dumps(list(values)).encode()).decode().rstrip("=")


def decode(cursor: str, length: int) -> list[str]:
    """Return the values of a cursor. Raises BadCursor unless it holds `length` strings."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, UnicodeDecodeError, RecursionError) as error:
        raise BadCursor from error
    if not isinstance(values, list) or len(values) != length or not all(isinstance(value, str) for value in values):
        raise BadCursor
    return values


def after(key: Key, values: Sequence[Any], *, newest_first: bool = False) -> ColumnElement[bool]:
    """Return the condition that a row comes after the one with these key values."""
    last = tuple_(*(literal(value, column.type) for column, value in zip(key, values, strict=True)))
    return tuple_(*key) < last if newest_first else tuple_(*key) > last


def page_of(
    session: Session,
    query: Select[Any],
    key: Key,
    page: PageQuery,
    *,
    item: Callable[[Any], Item],
    key_of: Callable[[Item], Sequence[str]],
    parse: Callable[[list[str]], Sequence[Any]] = lambda values: values,
    newest_first: bool = False,
) -> Page[Item]:
    """Run `query` for one page ordered by `key`, backwards with `newest_first`.

    `key_of` gives an item's key as text, and `parse` undoes it.
    """
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    if page.cursor is not None:
        query = query.where(after(key, parse(decode(page.cursor, len(key))), newest_first=newest_first))
    order = [column.desc() for column in key] if newest_first else key
    rows = session.execute(query.order_by(*order).limit(page.limit + 1)).all()
    items = tuple(item(row) for row in rows[: page.limit])
    more = len(rows) > page.limit
    return Page(items, encode(key_of(items[-1])) if more else None, total)
