"""`familiar users`: accounts from the command line."""

import getpass
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.server import environment
from webapp import cli

Run = Callable[..., tuple[int, str, str]]
PASSWORD = "a long password"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `familiar users`, with what is typed at its prompts; return exit code, output and errors."""
    for name, value in environment(tmp_path).items():
        monkeypatch.setenv(name, value)

    def run(*arguments: str, typed: tuple[str, ...] = ()) -> tuple[int, str, str]:
        answers = iter(typed)
        monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(answers))
        code = cli.main(["users", *arguments])
        return code, *capsys.readouterr()

    return run


def test_accounts_are_added_listed_and_reset(run: Run) -> None:
    assert run("list") == (0, "", "")
    assert run("add", "Bo", typed=(PASSWORD, PASSWORD)) == (0, "Bo can sign in now.\n", "")
    assert run("add", "Ada", typed=(PASSWORD, PASSWORD))[0] == 0
    assert run("list") == (0, "Ada\nBo\n", "")
    code, output, _ = run("reset-password", "bo")
    assert code == 0
    assert re.search(r"http://127\.0\.0\.1:0/setup\?token=\S{43}\n$", output)


@pytest.mark.parametrize(
    "name,typed,sentence",
    [
        ("Ada", (PASSWORD, "another one"), "The two passwords differ"),
        ("Ada", ("short", "short"), "shorter than 12 characters"),
        ("", (PASSWORD, PASSWORD), "This name cannot be used"),
        ("BO", (PASSWORD, PASSWORD), "There is already an account with this name"),
    ],
)
def test_a_bad_account_gets_one_sentence(run: Run, name: str, typed: tuple[str, ...], sentence: str) -> None:
    run("add", "Bo", typed=(PASSWORD, PASSWORD))
    code, _, errors = run("add", name, typed=typed)
    assert code == 1
    assert sentence in errors
    assert len(errors.splitlines()) == 1
    assert run("list")[1] == "Bo\n"


def test_an_account_that_is_missing_gets_one_sentence(run: Run) -> None:
    assert run("reset-password", "Eve") == (1, "", "There is no such account; it may have been deleted.\n")
