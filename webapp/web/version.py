"""Familiar's version, from the installed package."""

from importlib.metadata import PackageNotFoundError, version


def _read() -> str:
    try:
        return version("familiar")
    except PackageNotFoundError:  # run from a checkout that was not installed
        return "0"


VERSION = _read()
