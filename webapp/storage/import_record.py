"""The ImportRecord port on a file of JSON lines that is only ever added to: a process that is killed loses nothing.

The file is there only while an import has not come to its end.
"""

import fcntl
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from webapp.domain.errors import ImportRunning
from webapp.domain.offers import Offer
from webapp.domain.outcomes import Outcome, from_row, to_row

FOLDER = "imports"


class NoRecord:
    """Records nothing, for a run that changes nothing."""

    def outcome(self, _offer: Offer) -> Outcome | None:
        """See ImportRecord."""
        return None

    def keep(self, _offer: Offer, _outcome: Outcome) -> None:
        """See ImportRecord."""


class FileRecord:
    """Outcomes by path and mark of the photo."""

    def __init__(self, file: IO[str], known: Mapping[tuple[str, str], Outcome]) -> None:
        self._file = file
        self._known = known

    def __len__(self) -> int:
        return len(self._known)

    def outcome(self, offer: Offer) -> Outcome | None:
        """See ImportRecord."""
        return self._known.get((offer.path, offer.mark))

    def keep(self, offer: Offer, outcome: Outcome) -> None:
        """See ImportRecord."""
        self._file.write(json.dumps({"mark": offer.mark, **to_row(outcome)}) + "\n")
        self._file.flush()


@contextmanager
def recorded(data: Path, about: Mapping[str, Any]) -> Iterator[FileRecord]:
    """Give the record of an import; it is deleted when the import comes to its end without an error.

    Args:
        data: the data folder.
        about: all that two runs must share to be one import, in JSON's types.

    Raises:
        ImportRunning: another process is importing.
    """
    folder = data / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()[:32]
    path = folder / f"{key}.jsonl"
    with _alone(folder / "lock"):
        known = _known(path)
        with path.open("a", encoding="utf-8") as file:
            if path.stat().st_size:
                file.write("\n")  # ends a line that was torn; an empty line is passed over
            yield FileRecord(file, known)
        path.unlink()


def _known(path: Path) -> dict[tuple[str, str], Outcome]:
    known = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        try:
            row = json.loads(line)
            known[row["path"], row["mark"]] = from_row(row)
        except (ValueError, KeyError, TypeError):
            continue  # torn by an interruption
    return known


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ImportRunning from error
        yield
