"""Accounts: who may sign in, and the one-time links by which a password is set.

Tokens are random and long, so that a plain SHA-256 of them is enough to keep; passwords get a slow hash.
"""

import hashlib
import secrets
from datetime import timedelta

from webapp.domain.clock import new_id, now
from webapp.domain.errors import BadPassword, LinkSpent, NotFound, WrongPassword
from webapp.domain.names import clean_name
from webapp.domain.ports import Passwords, UserStore
from webapp.domain.users import Link, LinkPurpose, User

SIGN_IN_LASTS = timedelta(days=30)
LINK_LASTS = timedelta(hours=24)
SHORTEST, LONGEST = 12, 256  # characters of a password; the upper bound keeps hashing cheap


def check_password(password: str) -> None:
    """Raise BadPassword unless the password has 12 to 256 characters."""
    if len(password) < SHORTEST:
        raise BadPassword(reason=f"it is shorter than {SHORTEST} characters")
    if len(password) > LONGEST:
        raise BadPassword(reason=f"it is longer than {LONGEST} characters")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class Accounts:
    """The use cases of accounts."""

    def __init__(self, store: UserStore, passwords: Passwords) -> None:
        self._store = store
        self._passwords = passwords

    def users(self) -> list[User]:
        """Return all accounts by name."""
        return self._store.users()

    def add(self, name: str, password: str, *, operator: bool = False) -> User:
        """Add an account. Raises BadName, BadPassword, NameTaken."""
        check_password(password)
        user = User(new_id(), clean_name(name), now(), operator)
        self._store.add_user(user, self._passwords.hash(password))
        return user

    def sign_in(self, name: str, password: str) -> tuple[User, str]:
        """Return the account and the token of a new sign-in. Raises WrongPassword, after the same time in each case."""
        found = self._store.user_named(name.strip()) if len(password) <= LONGEST else None
        matches = self._passwords.verify(found[1] if found else None, password[:LONGEST])
        if found is None or not matches:
            raise WrongPassword
        token = secrets.token_urlsafe(32)
        self._store.add_sign_in(_hash(token), found[0].id, now() + SIGN_IN_LASTS)
        return found[0], token

    def signed_in(self, token: str) -> User | None:
        """Return who signed in with this token, or None."""
        return self._store.signed_in_user(_hash(token), now())

    def sign_out(self, token: str) -> None:
        """End a sign-in, for every copy of its token."""
        self._store.remove_sign_in(_hash(token))

    def sign_out_everywhere(self, user_id: str) -> None:
        """End all sign-ins of an account."""
        self._store.remove_sign_ins(user_id)

    def setup_token(self) -> str | None:
        """Return a new token with which the first admin sets a password, None when an account exists."""
        if self._store.users():
            self._store.drop_links(LinkPurpose.SETUP)
            return None
        return self._issue(LinkPurpose.SETUP, None)

    def reset_token(self, name: str) -> str:
        """Return a new token with which this account's password can be set again. Raises NotFound."""
        found = self._store.user_named(name.strip())
        if found is None:
            raise NotFound(kind="account")
        return self._issue(LinkPurpose.RESET, found[0].id)

    def link_name(self, token: str) -> str | None:
        """Return the account that a link resets, None for a set-up link. Raises LinkSpent."""
        link = self._good_link(token)
        return next((user.name for user in self._store.users() if user.id == link.user_id), None)

    def use_link(self, token: str, name: str, password: str) -> None:
        """Set up the first account, or set a new password. Raises LinkSpent, BadName, BadPassword."""
        link = self._good_link(token)
        check_password(password)
        if link.purpose is LinkPurpose.RESET:
            used = self._store.use_reset_link(link.token_hash, self._passwords.hash(password), now())
        else:
            user = User(new_id(), clean_name(name), now(), operator=True)
            used = self._store.use_setup_link(link.token_hash, user, self._passwords.hash(password), now())
        if not used:
            raise LinkSpent

    def _good_link(self, token: str) -> Link:
        link = self._store.link(_hash(token), now())
        if link is None:
            raise LinkSpent
        return link

    def _issue(self, purpose: LinkPurpose, user_id: str | None) -> str:
        token = secrets.token_urlsafe(32)
        self._store.replace_link(Link(_hash(token), purpose, now() + LINK_LASTS, user_id))
        return token
