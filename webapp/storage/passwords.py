"""Passwords hashed with Argon2id."""

import threading
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_AT_ONCE = 2  # hashes at the same time; each takes 64 MiB


class ArgonPasswords:
    """Argon2id with the library's present recommendation of cost."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._turns = threading.BoundedSemaphore(_AT_ONCE)

    def hash(self, password: str) -> str:
        """See Passwords."""
        with self._turns:
            return self._hasher.hash(password)

    def verify(self, password_hash: str | None, password: str) -> bool:
        """See Passwords. Without a hash a decoy is checked, so that the time tells nothing about the account."""
        try:
            with self._turns:
                matches = self._hasher.verify(password_hash or self._decoy, password)
        except (VerificationError, InvalidHashError):
            return False
        return matches and password_hash is not None

    @cached_property
    def _decoy(self) -> str:
        return self._hasher.hash("nobody has this password")
