"""The command `familiar`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from webapp import accounts_command, import_command
from webapp.config import SettingsError, load_settings
from webapp.domain.catalogue import MAIN
from webapp.domain.errors import FaceError
from webapp.domain.outcomes import ACCEPTABLE
from webapp.domain.roles import Role
from webapp.serve import serve


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return the exit code. What cannot be done is said in one sentence."""
    chosen = vars(_parser().parse_args(arguments))
    run = chosen.pop("run")
    try:
        return run(load_settings(), **chosen) or 0
    except (SettingsError, FaceError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
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
        if action == "add":
            _add_gallery(command)
            command.add_argument("--role", choices=[role.word for role in Role], default=Role.EDITOR.word)
            command.add_argument("--operator", action="store_true", help="may do everything in all galleries")
    _add_import(commands.add_parser("import", help="enrol the photos of a folder or a ZIP archive"))
    return parser


def _add_gallery(command: argparse.ArgumentParser) -> None:
    command.add_argument("--gallery", default=MAIN, help="id of the gallery (default: %(default)s)")


def _add_import(command: argparse.ArgumentParser) -> None:
    command.description = "Enrols photos in folders that are called like the people: Ada_Lovelace/1.jpg."
    command.epilog = "Exit code 0: everything is enrolled; 3: a person has to decide about something."
    command.add_argument("source", type=Path, metavar="FOLDER|ZIP")
    _add_gallery(command)
    command.add_argument(
        "--accept", nargs="+", action="extend", default=[], choices=ACCEPTABLE, metavar="VERDICT",
        help=f"enrol in spite of: {', '.join(ACCEPTABLE)}",
    )  # fmt: skip
    command.add_argument("--dry-run", action="store_true", help="judge, but change nothing")
    command.add_argument(
        "--report",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="tell what became of each: .jsonl, .csv",
    )
    command.set_defaults(run=import_command.import_photos)


if __name__ == "__main__":
    sys.exit(main())
