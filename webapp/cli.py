"""The command `familiar`."""

import argparse
import sys
from collections.abc import Sequence

from webapp import accounts_command
from webapp.config import SettingsError, load_settings
from webapp.domain.errors import FaceError
from webapp.serve import serve


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return the exit code. What cannot be done is said in one sentence."""
    chosen = vars(_parser().parse_args(arguments))
    run = chosen.pop("run")
    try:
        run(load_settings(), **chosen)
    except (SettingsError, FaceError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("familiar", description="Recognises the faces you know, in the browser.")
    commands = parser.add_subparsers(required=True, metavar="command")
    commands.add_parser("serve", help="serve the site until Ctrl-C").set_defaults(run=serve)
    users = commands.add_parser("users", help="accounts").add_subparsers(required=True, metavar="action")
    users.add_parser("list", help="list the accounts").set_defaults(run=accounts_command.list_users)
    for action, run, about in (
        ("add", accounts_command.add_user, "add an account; asks for its password"),
        ("reset-password", accounts_command.reset_password, "print a one-time link that sets a new password"),
    ):
        command = users.add_parser(action, help=about)
        command.add_argument("name")
        command.set_defaults(run=run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
