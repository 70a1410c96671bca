"""Passwords hashed with Argon2id."""

from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


class ArgonPasswords:
    """Argon2id with the library's present recommendation of cost."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()

    def hash(self, password: str) -> str:
        """See Passwords."""
        return self._hasher.hash(password)

    def verify(self, password_hash: str | None, password: str) -> bool:
        """See Passwords. Without a hash a decoy is checked, so that the time tells nothing about the account."""
        try:
            matches = self._hasher.verify(password_hash or self._decoy, password)
        except (VerificationError, InvalidHashError):
            return False
        return matches and password_hash is not None

    @cached_property
    def _decoy(self) -> str:
        return self._hasher.hash("nobody has this password")
