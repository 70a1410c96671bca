"""The rule for names of people and accounts."""

import unicodedata

from webapp.domain.errors import BadName

LONGEST = 100  # characters
# Characters that turn the direction of the text round them, so that a name could pose as another.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Cc control, Cs lone surrogate, Co private use, Cn unassigned, Zl and Zp line and paragraph separators.
_REFUSED = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean_name(text: str) -> str:
    """Return `text` trimmed and in Unicode's composed form (NFC), 1 to 100 characters.

    Raises BadName for an empty or too long name and for control and direction characters. Markup is kept as it is:
    a name is text, and whoever shows it must show it as text.
    """
    name = unicodedata.normalize("NFC", text).strip()
    if not any(unicodedata.category(character)[0] not in "ZCM" for character in name):
        raise BadName(reason="it is empty")
    if len(name) > LONGEST:
        raise BadName(reason=f"it is longer than {LONGEST} characters")
    if any(character in _BIDI or unicodedata.category(character) in _REFUSED for character in name):
        raise BadName(reason="it contains invisible control characters")
    return name


def name_key(name: str) -> str:
    """Return the form of a name by which people are ordered and searched: case does not matter."""
    return unicodedata.normalize("NFC", name.casefold())
