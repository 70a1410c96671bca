"""`familiar users`: accounts from the command line, for whoever runs the server."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager

from webapp import data_folder
from webapp.config import Settings, SettingsError
from webapp.domain.accounts import LINK_LASTS
from webapp.domain.audit import COMMAND
from webapp.domain.roles import Role
from webapp.serve import public_address
from webapp.services import Services, open_services


def list_users(settings: Settings) -> None:
    """Print the accounts' names."""
    with _services(settings) as services:
        for user in services.accounts.users():
            print(user.name)


def add_user(settings: Settings, name: str, gallery: str, role: str, operator: bool) -> None:
    """Ask for a password and add an account with a role in a gallery, or as an operator, who looks after everything.

    Raises SettingsError where the two entries differ, and domain errors.
    """
    password = getpass.getpass("Password: ")
    if getpass.getpass("Password again: ") != password:
        raise SettingsError("The two passwords differ; nothing was changed.")
    with _services(settings) as services:
        services.catalogue.gallery(gallery)
        user = services.accounts.add(name, password, operator=operator)
        if not operator:
            services.galleries.set_role(gallery, user.id, Role.named(role))
        services.audit.note(COMMAND, "command.add_user", None if operator else gallery, {"user_id": user.id})
    print(f"{user.name} can sign in now.")


def reset_password(settings: Settings, name: str) -> None:
    """Print a one-time link with which this account's password can be set again."""
    with _services(settings) as services:
        token = services.accounts.reset_token(name)
        services.audit.note(COMMAND, "command.reset_password", None, {})
    hours = int(LINK_LASTS.total_seconds() // 3600)
    print(f"Good once, for {hours} hours: {public_address(settings, settings.port)}/setup?token={token}")


@contextmanager
def _services(settings: Settings) -> Iterator[Services]:
    data_folder.prepare(settings.data)
    services = open_services(settings)
    try:
        yield services
    finally:
        services.engine.dispose()
