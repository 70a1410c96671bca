"""`familiar users`: accounts from the command line, for whoever runs the server."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager

from webapp import data_folder
from webapp.config import Settings, SettingsError
from webapp.domain.accounts import LINK_LASTS, Accounts
from webapp.serve import public_address
from webapp.services import open_services


def list_users(settings: Settings) -> None:
    """Print the accounts' names."""
    with _accounts(settings) as accounts:
        for user in accounts.users():
            print(user.name)


def add_user(settings: Settings, name: str) -> None:
    """Ask for a password and add an account. Raises SettingsError where the two entries differ, and domain errors."""
    password = getpass.getpass("Password: ")
    if getpass.getpass("Password again: ") != password:
        raise SettingsError("The two passwords differ; nothing was changed.")
    with _accounts(settings) as accounts:
        user = accounts.add(name, password)
    print(f"{user.name} can sign in now.")


def reset_password(settings: Settings, name: str) -> None:
    """Print a one-time link with which this account's password can be set again."""
    with _accounts(settings) as accounts:
        token = accounts.reset_token(name)
    hours = int(LINK_LASTS.total_seconds() // 3600)
    print(f"Good once, for {hours} hours: {public_address(settings, settings.port)}/setup?token={token}")


@contextmanager
def _accounts(settings: Settings) -> Iterator[Accounts]:
    data_folder.prepare(settings.data)
    services = open_services(settings)
    try:
        yield services.accounts
    finally:
        services.engine.dispose()
