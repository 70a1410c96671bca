"""Other languages for what stands in English elsewhere, errors and model cards: see texts/README.md."""

import json
import re
from functools import cache

from webapp.paths import ROOT
from webapp.web.texts import VALUE, filled, language


def translated(english: str) -> str:
    """Return a text that is written in English elsewhere in the language of this request; as it is where none is known.

    What fills a placeholder is translated in turn.
    """
    exact, patterns = translations(language())
    if english in exact:
        return exact[english]
    for pattern, text in patterns:
        if match := pattern.fullmatch(english):
            return filled(text, {name: translated(value) for name, value in match.groupdict().items()})
    return english


@cache
def translations(name: str) -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    """Return a language's translations of what is written elsewhere: of fixed texts, and of those with placeholders."""
    texts = {
        english: text
        for file in sorted((ROOT / "texts" / name / "elsewhere").glob("*.json"))
        for english, text in json.loads(file.read_text()).items()
    }
    fixed = {english: text for english, text in texts.items() if not VALUE.search(english)}
    return fixed, [(_pattern(english), text) for english, text in texts.items() if english not in fixed]


def _pattern(english: str) -> re.Pattern[str]:
    """Return what matches a text whatever stands in its placeholders."""
    parts = VALUE.split(english)  # constant, name, constant, name, …, constant
    pieces = [f"(?P<{part}>.+?)" if index % 2 else re.escape(part) for index, part in enumerate(parts)]
    return re.compile("".join(pieces), re.DOTALL)
