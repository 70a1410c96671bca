"""Reports of an import: JSON lines for programs, CSV for spreadsheets."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from webapp.config import SettingsError
from webapp.domain.outcomes import COLUMNS, Outcome, to_row
from webapp.storage.files import write_atomically

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet would run


def check_report(path: Path) -> None:
    """Raise SettingsError unless a report can be written under this name."""
    if path.suffix.lower() not in WRITERS:
        raise SettingsError(f"The report {path} needs a name that ends with {' or '.join(WRITERS)}.")
    if not path.absolute().parent.is_dir():
        raise SettingsError(f"The folder of the report {path} does not exist.")


def write_report(path: Path, outcomes: Sequence[Outcome]) -> None:
    """Write a report in the format that its name asks for, readable only by its owner: it holds names.

    Raises SettingsError where the disk refuses.
    """
    text = WRITERS[path.suffix.lower()](outcomes)
    try:
        write_atomically(path.absolute(), text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise SettingsError(f"The report {path} cannot be written: {error.strerror}.") from error


def json_lines(outcomes: Sequence[Outcome]) -> str:
    """Return an object a line."""
    return "".join(json.dumps(to_row(outcome), ensure_ascii=False) + "\n" for outcome in outcomes)


def csv_text(outcomes: Sequence[Outcome]) -> str:
    """Return a table with a head, whose cells no spreadsheet takes for formulas."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in to_row(outcome).values()] for outcome in outcomes)
    return "\ufeff" + buffer.getvalue()  # the mark tells spreadsheets that the text is UTF-8


def _cell(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


WRITERS = {".jsonl": json_lines, ".csv": csv_text}
