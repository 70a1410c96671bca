"""Accounts, sign-ins and one-time links."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True)
class User:
    """Somebody who may sign in. An operator looks after all galleries and accounts; others have roles in galleries."""

    id: str
    name: str
    created_at: datetime
    operator: bool = False


class LinkPurpose(StrEnum):
    """What a one-time link is good for."""

    SETUP = "setup"
    RESET = "reset"


@dataclass(frozen=True)
class Link:
    """A one-time link. Only a hash of its token is kept. `user_id` is set for a password reset."""

    token_hash: str
    purpose: LinkPurpose
    expires_at: datetime
    user_id: str | None = None
