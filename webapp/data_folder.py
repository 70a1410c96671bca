"""The data folder: private to its owner, with a secret key of its own."""

import secrets
from pathlib import Path

from webapp.config import SettingsError
from webapp.storage.files import locked, write_atomically

KEY_BYTES = 32


def prepare(data: Path) -> bytes:
    """Make the folder where it is missing, with mode 0700, and return its secret key, made once with mode 0600.

    Raises SettingsError where the folder cannot be used.
    """
    try:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        data.chmod(0o700)
        return _secret_key(data)
    except OSError as error:
        raise SettingsError(f"The data folder {data} cannot be used: {error.strerror}.") from error


def _secret_key(data: Path) -> bytes:
    path = data / "secret.key"
    with locked(data / "secret.lock"):
        if not path.exists():
            write_atomically(path, secrets.token_bytes(KEY_BYTES))
        return path.read_bytes()
