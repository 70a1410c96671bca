"""Write the table of all settings into docs/settings.md, from their descriptions in webapp/config.py."""

import re
from pathlib import Path
from typing import Any

from webapp.config import PREFIX, Settings
from webapp.paths import ROOT

PAGE = ROOT / "docs" / "settings.md"
_BETWEEN = re.compile(r"(?<=<!-- settings -->\n).*?(?=<!-- end -->)", re.DOTALL)


def main() -> None:
    """Bring the page up to date."""
    PAGE.write_text(with_table(PAGE.read_text()))


def with_table(page: str) -> str:
    """Return the page with the table as it should be."""
    return _BETWEEN.sub(lambda _: table(), page)


def table() -> str:
    """Return the settings as a Markdown table: name in the environment, default, description."""
    rows = [
        f"| `{PREFIX}{name.upper()}` | {_shown(field.default)} | {field.description} |"
        for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["| Setting | Default | |", "|---|---|---|", *rows, ""])


def _shown(default: Any) -> str:
    """Return a default as an operator would write it."""
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    if isinstance(default, Path) and default.is_relative_to(ROOT):
        default = default.relative_to(ROOT)
    return f"`{default}`" if str(default) else "–"


if __name__ == "__main__":
    main()
