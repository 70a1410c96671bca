"""Fresh ids and the present time."""

import uuid
from datetime import UTC, datetime


def new_id() -> str:
    """Return a fresh opaque id."""
    return uuid.uuid4().hex


def now() -> datetime:
    """Return the present, in UTC."""
    return datetime.now(UTC)
